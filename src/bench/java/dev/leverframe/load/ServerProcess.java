package dev.leverframe.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, whose processor time is read from {@code /proc}. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready data_port=(\\d+) management_port=(\\d+)");
    private static final Pattern TRANSPORT = Pattern.compile("transport=(\\w+)");
    private static final long START_S = 60;
    private static final double TICKS_PER_S = 100;

    private final String name;
    private final Process process;
    private final CompletableFuture<Matcher> ready = new CompletableFuture<>();
    private final StringBuffer log = new StringBuffer();
    private final int dataPort;
    private final int managementPort;

    private ServerProcess(String name, Process process) throws Exception {
        this.name = name;
        this.process = process;
        Thread reader = new Thread(this::read, "log-of-" + name);
        reader.setDaemon(true);
        reader.start();
        Matcher said = ready.get(START_S, TimeUnit.SECONDS);
        dataPort = Integer.parseInt(said.group(1));
        managementPort = Integer.parseInt(said.group(2));
    }

    /**
     * Returns once the server says that it is ready.
     *
     * @param before words of a command that executes the rest of its arguments, such as {@code taskset}
     * @param options of the virtual machine
     */
    static ServerProcess start(
            String name,
            List<String> before,
            List<String> options,
            Map<String, String> environment,
            String mainClass,
            List<String> arguments)
            throws Exception {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new ServerProcess(name, builder.start());
    }

    /** What a server prints when it is ready, in the words of the service. */
    static String ready(int port) {
        return "ready data_port=" + port + " management_port=0";
    }

    private void read() {
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                log.append(line).append('\n');
                Matcher matcher = READY.matcher(line);
                if (matcher.find()) {
                    ready.complete(matcher);
                }
            }
        } catch (IOException e) {
            log.append(e);
        }
        ready.completeExceptionally(new IllegalStateException(name + " ended: " + log));
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    int dataPort() {
        return dataPort;
    }

    int managementPort() {
        return managementPort;
    }

    /** The transport that the service says it chose. */
    String transport() {
        Matcher matcher = TRANSPORT.matcher(log);
        return matcher.find() ? matcher.group(1) : "nio";
    }

    /** Processor time used since the start, user and system, s; in steps of 10 ms. */
    double cpuS() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        // The name of the program stands in parentheses and may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_S;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(START_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
