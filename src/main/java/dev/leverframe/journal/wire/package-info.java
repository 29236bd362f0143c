/** The records of the journal as bytes: versioned, self-describing, in the wire format of Protocol Buffers. */
@NullMarked
package dev.leverframe.journal.wire;

import org.jspecify.annotations.NullMarked;
