package dev.leverframe.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The files of data that the jar carries. */
final class DemoFile {
    private DemoFile() {}

    /** The bytes as they are. */
    static byte[] bytes(String name) {
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a UTF-8 file, unpacked if its name ends in {@code .gz}. */
    static String text(String name) {
        try (InputStream in = name.endsWith(".gz") ? new GZIPInputStream(open(name)) : open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(DemoFile.class.getResourceAsStream("/demo/" + name), name);
    }
}
