/** Experiments: which unit gets which variant, the phases, the variants' learners and their evidence. */
@NullMarked
package dev.leverframe.experiment;

import org.jspecify.annotations.NullMarked;
