/** The journal seen as a table, one row a decision, in our own format and in those of others. */
@NullMarked
package dev.leverframe.decisionlog;

import org.jspecify.annotations.NullMarked;
