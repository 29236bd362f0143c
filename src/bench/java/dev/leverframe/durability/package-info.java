/** What durability costs, measured on whole services. */
@NullMarked
package dev.leverframe.durability;

import org.jspecify.annotations.NullMarked;
