package dev.leverframe.offline;

import dev.leverframe.config.Settings;
import dev.leverframe.decisionlog.Format;
import dev.leverframe.decisionlog.ImportReport;
import dev.leverframe.decisionlog.Importer;
import dev.leverframe.domain.DomainState;
import dev.leverframe.journal.CommitJournal;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Change;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Worded;
import dev.leverframe.replay.Recovery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Teaches a domain the rewards of a log; the service is stopped meanwhile. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Teaches a domain the rewards of a log, as a warm start, while the service is stopped.",
            "No estimate ever uses them. A decision is imported once, so an import can be run again."
        })
public final class ImportCommand extends OfflineCommand {
    private final String program;
    private final InstantSource clock = InstantSource.system();

    @Option(names = "--domain", required = true, description = "The domain that learns; it must be there already.")
    private String domain = "";

    @Option(names = "--format", defaultValue = "jsonl", description = "jsonl or dsjson; default: jsonl.")
    private String format = "jsonl";

    @Option(names = "--reason", description = "Why, for the audit log.")
    private @Nullable String reason;

    @Parameters(paramLabel = "FILE", description = "The log.")
    private Path file = Path.of("");

    /** @param program version of the program, noted with the snapshot that is taken */
    public ImportCommand(SettingsSource source, String program) {
        super(source);
        this.program = program;
    }

    @Override
    int run(Settings settings) throws Exception {
        files.requireName(domain);
        Format as = Worded.parse(Format.class, format)
                .filter(parsed -> parsed == Format.JSONL || parsed == Format.DSJSON)
                .orElseThrow(() -> files.misused("--format must be jsonl or dsjson, got '" + format + "'"));
        if (!Files.isReadable(file)) {
            throw files.misused("FILE must be a file that can be read, got '" + file + "'");
        }
        CommitJournal.Options options = CommitJournal.Options.PROCESS.withSync(true);
        try (CommitJournal journal = CommitJournal.start(files.directory(settings), options, clock, program)) {
            return learn(journal, settings, as);
        }
    }

    private int learn(CommitJournal journal, Settings settings, Format as) throws IOException {
        JournalReader reader = journal.reader();
        StreamId stream = stream(reader);
        FactWriter facts = new FactWriter();
        DomainState state = Recovery.latest(reader, stream, settings.limits(), facts::applied)
                .orElseThrow(() -> files.misused("nothing is kept of domain '" + domain + "'"));
        facts.open(journal, stream, state);
        ImportReport report;
        try (InputStream in = Files.newInputStream(file)) {
            report = new Importer(reader, stream, state, settings.limits()).run(in, as, facts, clock.millis());
        }
        if (report.taken() > 0) {
            facts.end(change(report));
        }
        print(report);
        return 0;
    }

    /** The domain as it is now: the last of its name, unless that was deleted. */
    private StreamId stream(JournalReader reader) {
        Optional<StreamId> last = reader.streams().stream()
                .filter(stream -> stream.domain().equals(domain))
                .max(Comparator.naturalOrder());
        boolean deleted = false;
        try (var facts = reader.facts(StreamId.REGISTRY, 1)) {
            while (facts.hasNext()) {
                Fact fact = facts.next().fact();
                deleted |= fact instanceof Fact.DomainDeleted gone
                        && gone.domain().equals(domain)
                        && last.isPresent()
                        && gone.generation() == last.get().generation();
            }
        }
        if (last.isEmpty() || deleted) {
            throw files.misused(
                    "there is no domain '" + domain + "' in " + "the journal; create it with the service first");
        }
        return last.get();
    }

    private Change change(ImportReport report) {
        String to = "{\"rewards\":" + report.taken() + ",\"skipped\":" + report.skippedLines() + ",\"format\":\""
                + format + "\"}";
        String actor = "command line, " + System.getProperty("user.name", "unknown");
        return new Change(clock.millis(), actor, domain, Change.Action.REWARDS_IMPORTED, domain, null, to, reason);
    }

    private void print(ImportReport report) {
        out().println("rewards imported: " + report.taken());
        report.skipped()
                .forEach((why, skipped) -> out().println("lines skipped: " + skipped.lines() + ", the first is line "
                        + skipped.first() + ": " + why));
        out().flush();
    }
}
