package dev.leverframe.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Directories as a whole. */
public final class Directory {
    private Directory() {}

    public static void deleteAll(Path dir) throws IOException {
        for (Path path : list(dir)) {
            Files.delete(path);
        }
    }

    static long bytes(Path dir) throws IOException {
        long sum = 0;
        for (Path path : list(dir)) {
            sum += Files.isRegularFile(path) ? Files.size(path) : 0;
        }
        return sum;
    }

    /** The deepest first. */
    private static List<Path> list(Path dir) throws IOException {
        try (var paths = Files.walk(dir)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
