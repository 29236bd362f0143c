/**
 * What operators and callers may set: the settings of the process, and the bodies of domains, experiments and policies.
 * Everything is checked on the way in, so that the rest of the program never meets a value out of bounds.
 */
@NullMarked
package dev.leverframe.config;

import org.jspecify.annotations.NullMarked;
