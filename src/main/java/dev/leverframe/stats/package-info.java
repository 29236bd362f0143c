/** The management plane: figures, domains, experiments, flags, metrics and health over HTTP, on a port of its own. */
@NullMarked
package dev.leverframe.stats;

import org.jspecify.annotations.NullMarked;
