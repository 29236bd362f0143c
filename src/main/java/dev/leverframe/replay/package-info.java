/** What facts and state say together: recovery of a domain, and recomputation of a decision. */
@NullMarked
package dev.leverframe.replay;

import org.jspecify.annotations.NullMarked;
