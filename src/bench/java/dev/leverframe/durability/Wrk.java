package dev.leverframe.durability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Drives a service over 64 connections with wrk. */
final class Wrk {
    private static final List<String> COMMAND = List.of("wrk", "-t", "2", "-c", "64", "--timeout", "10s");
    private static final String SCRIPT = "src/bench/lua/durability.lua";
    /** One in so many may be refused: an outcome may overtake its decision where a connection stalls. */
    private static final long REFUSED_RARELY = 1_000;

    private static final Pattern SAID =
            Pattern.compile("requests=(\\d+) micros=(\\d+) refused=(\\d+) broken=(\\d+) p50=(\\d+) p99=(\\d+)");

    private Wrk() {}

    /**
     * What one run came to.
     *
     * @param requests answered
     * @param seconds that it took
     * @param p50 latency of the median request, ms
     * @param p99 latency that one in a hundred exceeds, ms
     */
    record Run(long requests, double seconds, double p50, double p99) {
        double perSecond() {
            return requests / seconds;
        }
    }

    static boolean isMissing() {
        try {
            new ProcessBuilder("wrk", "--version").redirectErrorStream(true).start().destroy();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** @throws IllegalStateException if requests were not answered as they should be: then nothing was measured */
    static Run drive(int port, String job, String name, int seconds) {
        List<String> command = List.of(
                "-d",
                seconds + "s",
                "-s",
                SCRIPT,
                "http://127.0.0.1:" + port,
                "--",
                job,
                name);
        String output = outputOf(command);
        Matcher said = SAID.matcher(output);
        if (!said.find()
                || Long.parseLong(said.group(4)) > 0
                || Long.parseLong(said.group(3)) * REFUSED_RARELY > Long.parseLong(said.group(1))) {
            throw new IllegalStateException("wrk's requests were not answered as they should be: " + output);
        }
        return new Run(
                Long.parseLong(said.group(1)),
                Long.parseLong(said.group(2)) / 1e6,
                Long.parseLong(said.group(5)) / 1e3,
                Long.parseLong(said.group(6)) / 1e3);
    }

    private static String outputOf(List<String> arguments) {
        List<String> command = new ArrayList<>(COMMAND);
        command.addAll(arguments);
        try {
            Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
