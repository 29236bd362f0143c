/**
 * One domain as pure arithmetic: commands in, facts and answers out. No clock, no generator, no framework, so serving,
 * recovery, replay and simulation are the same code.
 */
@NullMarked
package dev.leverframe.domain;

import org.jspecify.annotations.NullMarked;
