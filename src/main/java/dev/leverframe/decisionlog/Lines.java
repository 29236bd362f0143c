package dev.leverframe.decisionlog;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a file, numbered from 1, each up to a bound so that a file that is something else does not fill memory. */
final class Lines {
    /** Longest line that is read, bytes; a body over HTTP is far shorter. */
    static final int BYTES_MAX = 4 * 1024 * 1024;

    private final InputStream in;
    private long number;
    private boolean tooLong;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    /** The next line without its end, or null after the last. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        tooLong = false;
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() < BYTES_MAX) {
                line.write(next);
            } else {
                tooLong = true;
            }
        }
        number++;
        return line.toByteArray();
    }

    /** Number of the line that was read last. */
    long number() {
        return number;
    }

    /** Whether that line was cut off. */
    boolean tooLong() {
        return tooLong;
    }
}
