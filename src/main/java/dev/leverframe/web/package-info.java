/** HTTP manners that both planes share: problem documents, bodies with a bound and a deadline, listeners. */
@NullMarked
package dev.leverframe.web;

import org.jspecify.annotations.NullMarked;
