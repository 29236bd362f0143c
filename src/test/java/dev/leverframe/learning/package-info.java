/** Replays of labelled data and of worlds with a known answer, to measure whether policies learn. */
@NullMarked
package dev.leverframe.learning;

import org.jspecify.annotations.NullMarked;
