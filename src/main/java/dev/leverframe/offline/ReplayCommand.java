package dev.leverframe.offline;

import dev.leverframe.config.Settings;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.StreamId;
import dev.leverframe.replay.StreamReplay;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the whole log again and says whether it comes out the same. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Makes every decision of the log anew and compares it, and every kept snapshot, with what was recorded.",
            "Exit code 0: everything agrees; 1: something differs; 2: it could not be run."
        })
public final class ReplayCommand extends OfflineCommand {
    @Option(names = "--domain", description = "Only this domain; default: all of them.")
    private @Nullable String domain;

    public ReplayCommand(SettingsSource source) {
        super(source);
    }

    @Override
    int run(Settings settings) throws Exception {
        files.requireName(domain);
        return files.read(settings, reader -> replay(reader, settings));
    }

    private int replay(JournalReader reader, Settings settings) {
        List<StreamId> streams = reader.streams().stream()
                .filter(stream -> !stream.equals(StreamId.REGISTRY))
                .filter(stream -> domain == null || stream.domain().equals(domain))
                .toList();
        if (streams.isEmpty()) {
            throw files.misused(domain == null ? "no domain is kept" : "nothing is kept of a domain '" + domain + "'");
        }
        boolean agrees = true;
        for (StreamId stream : streams) {
            StreamReplay.Report report = StreamReplay.run(reader, stream, settings.limits());
            print(report);
            agrees &= report.difference() == null;
        }
        return agrees ? 0 : FAILED;
    }

    private void print(StreamReplay.Report report) {
        out().println("domain=" + report.stream().domain() + " generation="
                + report.stream().generation() + " facts=" + report.facts() + " decisions=" + report.decisions()
                + " snapshots=" + report.snapshots() + " " + (report.difference() == null ? "agrees" : "DIFFERS"));
        report.notes().forEach(note -> out().println("  note: " + note));
        if (report.difference() != null) {
            out().println("  first difference: " + report.difference());
        }
        out().flush();
    }
}
