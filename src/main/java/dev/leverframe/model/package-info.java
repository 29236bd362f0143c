/**
 * Values: arms, context, decision, outcome, facts, specifications and results. Everything here is immutable all the way
 * down, so it may travel between verticles by reference. This package imports nothing else of Leverframe.
 */
@NullMarked
package dev.leverframe.model;

import org.jspecify.annotations.NullMarked;
