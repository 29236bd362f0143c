/**
 * What the record says: streaming moments, the two ledgers of a variant, confidence sequences and the audit of logged
 * propensities. Arithmetic only: no clock, no generator, no framework. Nothing here is thread-safe: one owner, who
 * feeds it decisions in the order in which they were made.
 */
@NullMarked
package dev.leverframe.evidence;

import org.jspecify.annotations.NullMarked;
