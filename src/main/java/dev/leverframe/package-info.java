/** Leverframe: the process, from its command line to its last log line. */
@NullMarked
package dev.leverframe;

import org.jspecify.annotations.NullMarked;
