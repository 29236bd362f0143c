/** Raw components to the one number that policies learn from. Arithmetic only. */
@NullMarked
package dev.leverframe.reward;

import org.jspecify.annotations.NullMarked;
