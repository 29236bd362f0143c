package dev.leverframe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a virtual machine on Linux holds at one moment.
 *
 * @param answered requests that it had answered
 * @param heapMb objects that are alive, after a collection, MB
 * @param residentMb memory of the process, MB
 * @param tables open files of the journal's store, which keeps a bounded number of them open
 * @param files other open file descriptors: sockets, pipes, logs
 * @param threads of the process
 */
record ProcessSample(long answered, double heapMb, double residentMb, double tables, double files, double threads) {
    private static final double MIB = 1024.0 * 1024;
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    static ProcessSample of(Process process, long answered) throws IOException {
        Path about = Path.of("/proc", Long.toString(process.pid()));
        double heap = number(TOTAL, histogram(process.pid())) / MIB;
        double resident = number(RESIDENT, Files.readString(about.resolve("status"))) * 1024 / MIB;
        List<String> open = open(about.resolve("fd"));
        long tables = open.stream().filter(name -> name.endsWith(".sst")).count();
        return new ProcessSample(answered, heap, resident, tables, open.size() - tables, count(about.resolve("task")));
    }

    /** Counts objects that are alive, for which everything else is collected. */
    private static String histogram(long pid) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram").start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static double number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("there is no " + pattern + " in " + text);
        }
        return Double.parseDouble(matcher.group(1));
    }

    /** What each descriptor leads to, as far as it is still open when it is looked at. */
    private static List<String> open(Path descriptors) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> entries = Files.list(descriptors)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                names.add(target(entry));
            }
        }
        return names;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    @Override
    public String toString() {
        return "answered=%d heap_mb=%.1f resident_mb=%.0f tables=%.0f files=%.0f threads=%.0f"
                .formatted(answered, heapMb, residentMb, tables, files, threads);
    }
}
