package dev.leverframe.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.Service;
import dev.leverframe.testing.RunningService;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** The demo against the service itself. */
@Timeout(120)
class DemoCommandTest {
    private static final Map<String, String> FLAGS_OFF = Map.of();
    private static final ServiceStarter NONE = environment -> {
        throw new IllegalStateException("nobody starts a service here");
    };

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void replaysPromptsAndRestoresTheFlags() {
        try (RunningService service = RunningService.start(FLAGS_OFF)) {
            assertThat(demo(NONE, service, "--rows", "300")).as(err.toString()).isZero();
            assertThat(out.toString())
                    .contains("Flag ENABLE_RL_LINTS was off", "gaussian (gaussian_thompson)", "always gemini-2.5-pro")
                    .contains("Checked: pulls and reward sums of all 7 arms and variants are the same")
                    .contains("Where to look next:");
            assertThat(pathsToLookAt(service))
                    .hasSize(4)
                    .allSatisfy(path -> service.get(path).expect(200));
            assertThat(service.get("/v1/flags/ENABLE_RL_LINTS").json().getBoolean("enabled"))
                    .isFalse();
            assertThat(service.stats("demo-pareto").getLong("outcomes")).isEqualTo(300);
        }
    }

    @Test
    void sameSeedGivesTheSameRunOnOneConnection() {
        try (RunningService service = RunningService.start()) {
            assertThat(demo(NONE, service, "--rows", "200", "--seed", "9")).isZero();
            String first = out.toString();
            out.getBuffer().setLength(0);
            assertThat(demo(NONE, service, "--rows", "200", "--seed", "9")).isZero();
            assertThat(out.toString()).isEqualTo(first);
        }
    }

    @Test
    void mushroomsAreReplayedOverSeveralConnections() {
        try (RunningService service = RunningService.start()) {
            assertThat(demo(NONE, service, "--data", "mushroom", "--rows", "600"))
                    .as(err.toString())
                    .isZero();
            assertThat(out.toString()).contains("always skip *", "of all 4 arms and variants are the same");
        }
    }

    @Test
    void startsAServiceWhereNoneAnswersAndStopsIt() throws IOException {
        List<String> stops = new ArrayList<>();
        ServiceStarter starter = environment -> {
            Service service = Service.start(environment).toCompletableFuture().get();
            return () -> {
                service.stop().toCompletableFuture().get();
                stops.add("stopped");
            };
        };
        String data = "http://localhost:" + freePort();
        String management = "http://localhost:" + freePort();
        assertThat(execute(starter, "--service", data, "--management", management, "--rows", "20", "--exit"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("starting one here");
        assertThat(stops).containsExactly("stopped");
    }

    @Test
    void serviceElsewhereThatDoesNotAnswerIsNotReplaced() {
        assertThat(execute(NONE, "--management", "http://127.0.0.2:1")).isEqualTo(1);
        assertThat(err.toString()).startsWith("no service answers at http://127.0.0.2:1; start it there");
    }

    @Test
    void unknownDataAndTooFewRowsAreRefused() {
        assertThat(execute(NONE, "--data", "iris")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--data must be pareto or mushroom, got 'iris'");
        assertThat(execute(NONE, "--rows", "9")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--rows must be at least 10, got 9");
    }

    private int demo(ServiceStarter starter, RunningService service, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--service", service.dataUrl(), "--management", service.managementUrl()));
        arguments.addAll(Arrays.asList(more));
        return execute(starter, arguments.toArray(String[]::new));
    }

    private int execute(ServiceStarter starter, String... arguments) {
        return new CommandLine(new DemoCommand(starter))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    /** What the output names on the management plane. */
    private List<String> pathsToLookAt(RunningService service) {
        return Pattern.compile(Pattern.quote(service.managementUrl()) + "(/[^\\s']*)")
                .matcher(out.toString().split("Where to look next:", -1)[1])
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
