package dev.leverframe.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    /** Options of the virtual machine that {@code make run} starts the service with. */
    static final List<String> SHIPPED = 
            List.of("-XX:+UseParallelGC", "-XX:MaxNewSize=256m", "-XX:+UseTransparentHugePages");

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
        // Else compiler threads end when they have nothing to do, and their time could not be told from the others'.
        command.add("-XX:-UseDynamicNumberOfCompilerThreads");
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

    /**
     * Processor time used since the start, user and system, s; in steps of 10 ms. Without that of the compiler threads: they
     * come to rest in a service that lives for longer than a benchmark.
     */
    double cpuS() throws IOException {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        long ticks = ticks(proc.resolve("stat"));
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(proc.resolve("task"))) {
            for (Path thread : threads) {
                ticks -= compilerTicks(thread);
            }
        }
        return ticks / TICKS_PER_S;
    }

    private static long compilerTicks(Path thread) throws IOException {
        try {
            boolean compiles = Files.readString(thread.resolve("comm")).matches("C[12] Compiler.*\\s*");
            return compiles ? ticks(thread.resolve("stat")) : 0;
        } catch (NoSuchFileException e) {
            return 0; // it ended meanwhile
        }
    }

    private static long ticks(Path stat) throws IOException {
        String line = Files.readString(stat);
        // The name stands in parentheses and may hold anything.
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
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
