/** What tests of all packages share. */
@NullMarked
package dev.leverframe.testing;

import org.jspecify.annotations.NullMarked;
