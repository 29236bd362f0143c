package dev.leverframe.offline;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where a command writes: the standard output, or a file that appears once it is whole. */
final class Output {
    private static final String STANDARD = "-";
    private static final int BUFFER_BYTES = 128 * 1024;

    private Output() {}

    /** @param target a file, or {@code -} */
    static <T> T write(String target, Writing<T> writing) throws IOException {
        if (target.equals(STANDARD)) {
            return writing.to(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES));
        }
        Path file = Path.of(target);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            T result = writing.to(new BufferedOutputStream(Files.newOutputStream(part), BUFFER_BYTES));
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return result;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Writes, and closes the stream. */
    @FunctionalInterface
    interface Writing<T> {
        T to(OutputStream out) throws IOException;
    }
}
