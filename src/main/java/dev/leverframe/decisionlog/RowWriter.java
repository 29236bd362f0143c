package dev.leverframe.decisionlog;

import java.io.Closeable;
import java.io.IOException;

/** Writes rows in some format. Closing it ends the file and closes what it writes to. */
interface RowWriter extends Closeable {
    /** @return whether the format has a place for such a row */
    boolean write(LogRow row) throws IOException;
}
