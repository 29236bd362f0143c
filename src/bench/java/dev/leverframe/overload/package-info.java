/** What a flood of one domain does to the others. */
@NullMarked
package dev.leverframe.overload;

import org.jspecify.annotations.NullMarked;
