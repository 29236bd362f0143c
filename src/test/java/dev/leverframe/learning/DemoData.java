package dev.leverframe.learning;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The data sets that the program brings along. */
final class DemoData {
    private DemoData() {}

    static String text(String name) {
        try (InputStream file = DemoData.class.getResourceAsStream("/demo/" + name)) {
            InputStream in = Objects.requireNonNull(file, name);
            byte[] bytes = (name.endsWith(".gz") ? new GZIPInputStream(in) : in).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
