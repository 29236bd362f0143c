package dev.leverframe.load;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The tables, in Markdown. */
final class Report {
    private static final String BARE = "bare";
    private static final String NIO = "bare, NIO";
    private static final String SERVICE = "service";

    private final PrintStream out;
    private final Map<String, Measurements> sections = new LinkedHashMap<>();

    Report(PrintStream out) {
        this.out = out;
    }

    void add(String name, Measurements measured) {
        sections.put(name, measured);
    }

    void print() {
        out.println("\n"
                + "| traffic | requests/s | items/s | of bare | of bare NIO | CPU us a request | of bare | of bare"
                + " NIO | errors |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        sections.forEach(this::capacity);
        if (sections.values().stream().anyMatch(Measurements::hasLatencies)) {
            out.println(
                    "\n| traffic | offered/s | p50 ms, bare | service | p99, bare | service | of bare | p99.9, bare |"
                            + " service |");
            out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            sections.forEach(this::latency);
        }
    }

    private void capacity(String name, Measurements m) {
        row(
                "| %s | %.0f | %.0f | %.2f | %.2f | %.1f | %.2f | %.2f | %d |",
                name,
                m.perSecond(SERVICE),
                m.itemsPerSecond(SERVICE),
                m.throughputRatio(SERVICE, BARE),
                m.throughputRatio(SERVICE, NIO),
                m.cpuUs(SERVICE),
                m.cpuRatio(SERVICE, BARE),
                m.cpuRatio(SERVICE, NIO),
                m.errors(SERVICE));
    }

    private void latency(String name, Measurements m) {
        if (m.hasLatencies()) {
            row(
                    "| %s | %.0f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |",
                    name,
                    m.offered(),
                    m.percentileMs(BARE, 50),
                    m.percentileMs(SERVICE, 50),
                    m.percentileMs(BARE, 99),
                    m.percentileMs(SERVICE, 99),
                    m.percentileMs(SERVICE, 99) / m.percentileMs(BARE, 99),
                    m.percentileMs(BARE, 99.9),
                    m.percentileMs(SERVICE, 99.9));
        }
    }

    private void row(String format, Object... cells) {
        out.println(String.format(Locale.ROOT, format, cells));
    }
}
