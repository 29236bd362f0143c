package dev.leverframe.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** wrk: closed loop, each connection sends its next request when it has its answer. What it finds is the capacity. */
final class Wrk {
    private static final Pattern RESULT = Pattern.compile("RESULT (\\d+) (\\d+) (\\d+)");
    private static final int THREADS = 2;

    private final List<String> before;
    private final int connections;
    private final Path script;

    /** @param before words of a command that executes the rest of its arguments */
    Wrk(List<String> before, int connections) throws IOException {
        this.before = before;
        this.connections = connections;
        script = Files.createTempFile("leverframe-bench-", ".lua");
        script.toFile().deleteOnExit();
    }

    /** One round, and what it cost the server. */
    Round run(ServerProcess server, Traffic traffic, int seconds) throws IOException, InterruptedException {
        Files.writeString(script, traffic.script());
        double cpuBefore = server.cpuS();
        String said = say(server.dataPort(), seconds);
        double cpuS = server.cpuS() - cpuBefore;
        Matcher matcher = RESULT.matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException("wrk says: " + said);
        }
        long requests = Long.parseLong(matcher.group(1));
        double durationS = Long.parseLong(matcher.group(2)) / 1e6;
        return new Round(requests / durationS, cpuS / requests * 1e6, Long.parseLong(matcher.group(3)));
    }

    private String say(int port, int seconds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of("wrk", "-t" + THREADS, "-c" + connections, "-d" + seconds + "s"));
        command.addAll(List.of("-s", script.toString(), "http://localhost:" + port));
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor();
        return said;
    }

    /**
     * @param perSecond requests a second
     * @param cpuUs processor time of the server for each, us
     * @param errors answers other than 2xx, and broken connections
     */
    record Round(double perSecond, double cpuUs, long errors) {}
}
