/**
 * What is remembered for minutes, packed into a few arrays: as objects, of which a decision takes twenty, the collector would
 * copy and mark it again and again.
 */
@NullMarked
package dev.leverframe.memory;

import org.jspecify.annotations.NullMarked;
