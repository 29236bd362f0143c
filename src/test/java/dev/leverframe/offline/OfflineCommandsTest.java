package dev.leverframe.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.config.Settings;
import dev.leverframe.testing.RunningService;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands on the files that a service writes or wrote. */
@Timeout(120)
class OfflineCommandsTest {
    @TempDir
    static Path directory;

    private static Path data;
    private static RunningService service;

    @BeforeAll
    static void serve() {
        data = directory.resolve("data");
        service = start(data);
        service.put("/v1/domains/routing", "{\"arms\": [\"a\", \"b\"]}").expect(201);
        for (int i = 0; i < 40; i++) {
            service.select("routing", "{\"decision_id\": \"d-" + i + "\", \"context\": {\"task\": \"code\"}}");
            if (i % 4 != 0) {
                service.outcome("routing", "{\"decision_id\": \"d-" + i + "\", \"reward\": 0.75}");
            }
        }
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static RunningService start(Path data) {
        return RunningService.start(Map.of("LEVERFRAME_DURABILITY", "process", "LEVERFRAME_DATA_DIR", data.toString()));
    }

    @Command(name = "leverframe")
    private static final class Root {}

    /** How a command ended. */
    private record Ended(int code, String out, String err) {}

    private static Ended run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new Root())
                .addSubcommand(new ExportCommand(Settings::defaults))
                .addSubcommand(new ImportCommand(Settings::defaults, "test"))
                .addSubcommand(new ReplayCommand(Settings::defaults))
                .addSubcommand(new AuditCommand(Settings::defaults))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Ended(code, out.toString(), err.toString());
    }

    private static List<String> written(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"jsonl, 40", "dsjson, 30", "obp, 31"})
    void exportWritesAFileWhileTheServiceRuns(String format, int lines) {
        Path file = directory.resolve("log." + format);
        Ended ended = run(
                "export",
                "--data-dir",
                data.toString(),
                "--domain",
                "routing",
                "--format",
                format,
                "--out",
                file.toString());
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(written(file)).hasSize(lines);
        assertThat(file.resolveSibling(file.getFileName() + ".part")).doesNotExist();
    }

    @Test
    void exportIsWhatTheRouteStreams() {
        Path file = directory.resolve("same.jsonl");
        run("export", "--data-dir", data.toString(), "--out", file.toString());
        assertThat(written(file))
                .isEqualTo(service.get("/v1/decision-log").body().lines().toList());
    }

    @Test
    void parquetIsWrittenWhole() throws IOException {
        Path file = directory.resolve("log.parquet");
        assertThat(run("export", "--data-dir", data.toString(), "--format", "parquet", "--out", file.toString())
                        .code())
                .isZero();
        byte[] bytes = Files.readAllBytes(file);
        assertThat(new String(bytes, bytes.length - 4, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("PAR1");
    }

    @Test
    void replayOfWhatWasServedAgrees() {
        Ended ended = run("replay", "--data-dir", data.toString());
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out())
                .contains("domain=routing generation=1")
                .contains("decisions=40")
                .contains(" agrees");
    }

    @Test
    void auditIsWrittenAsLines() {
        Path file = directory.resolve("audit.jsonl");
        assertThat(run("audit", "--data-dir", data.toString(), "--out", file.toString())
                        .code())
                .isZero();
        assertThat(written(file))
                .extracting(line -> new JsonObject(line).getString("action"))
                .contains("domain_created");
    }

    @Test
    void importWaitsForTheServiceToStop() {
        Path file = directory.resolve("own.jsonl");
        run("export", "--data-dir", data.toString(), "--out", file.toString());
        Ended ended = run("import", "--data-dir", data.toString(), "--domain", "routing", file.toString());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("in use");
    }

    /** The whole way: out of one service, into another one's files, and that one serves with it. */
    @ParameterizedTest
    @CsvSource({"jsonl", "dsjson"})
    void importedLogWarmsAnotherServiceUp(String format) {
        Path log = directory.resolve("warm." + format);
        run("export", "--data-dir", data.toString(), "--format", format, "--out", log.toString());
        Path other = directory.resolve("other-" + format);
        try (RunningService cold = start(other)) {
            cold.put("/v1/domains/routing", "{\"arms\": [\"a\", \"b\"]}").expect(201);
        }
        Ended ended = run(
                "import",
                "--data-dir",
                other.toString(),
                "--domain",
                "routing",
                "--format",
                format,
                "--reason",
                "warm",
                log.toString());
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("rewards imported: 30");
        assertThat(run(
                                "import",
                                "--data-dir",
                                other.toString(),
                                "--domain",
                                "routing",
                                "--format",
                                format,
                                log.toString())
                        .out())
                .contains("rewards imported: 0")
                .contains("lines skipped: 30, the first is line");
        assertThat(run("replay", "--data-dir", other.toString()).code()).isZero();
        try (RunningService warm = start(other)) {
            assertThat(warm.stats("routing").getInteger("imported")).isEqualTo(30);
            assertThat(warm.stats("routing").getInteger("outcomes")).isZero();
            assertThat(scores(warm)).isEqualTo(scores(service));
            assertThat(warm.get("/v1/audit?domain=routing&limit=1")
                            .expect(200)
                            .json()
                            .getJsonArray("changes")
                            .getJsonObject(0)
                            .getString("action"))
                    .isEqualTo("rewards_imported");
        }
    }

    private static JsonObject scores(RunningService service) {
        return service.post("/v1/domains/routing/select?explain=true", "{\"candidates\": [\"a\", \"b\"]}")
                .expect(200)
                .json()
                .getJsonObject("explain")
                .getJsonObject("scores");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "export --domain unheard | nothing is kept of a domain",
                "export --domain .. | --domain must be",
                "export --from yesterday | --from must be a time",
                "export --format xml | --format must be one of",
                "export --format obp | needs --domain",
                "replay --domain unheard | nothing is kept of a domain",
                "import --domain routing nofile | FILE must be a file",
                "import --domain routing --format parquet nofile | --format must be jsonl or dsjson",
                "audit --to x | --to must be a time"
            })
    void misuseIsExplainedInALine(String command, String message) {
        String[] words = (command + " --data-dir " + data).split(" ");
        Ended ended = run(words);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(message.strip());
    }

    @Test
    void directoryWithoutAJournalIsSaidToBeOne() {
        Ended ended = run("replay", "--data-dir", directory.resolve("nothing").toString());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).isNotBlank().doesNotContain("\tat ");
    }
}
