/** The verticles that own state: one per domain, and the registry that knows which domains there are. */
@NullMarked
package dev.leverframe.bandit;

import org.jspecify.annotations.NullMarked;
