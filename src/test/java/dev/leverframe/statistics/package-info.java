/** Simulations of experiments whose truth is known, and what the evidence says of them at every look. */
@NullMarked
package dev.leverframe.statistics;

import org.jspecify.annotations.NullMarked;
