/** Distributions over candidates, and their learning: arithmetic only, no clock, no generator, no framework. */
@NullMarked
package dev.leverframe.policy;

import org.jspecify.annotations.NullMarked;
