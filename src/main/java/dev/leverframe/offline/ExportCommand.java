package dev.leverframe.offline;

import dev.leverframe.config.Settings;
import dev.leverframe.decisionlog.DecisionLog;
import dev.leverframe.decisionlog.Export;
import dev.leverframe.decisionlog.Format;
import dev.leverframe.decisionlog.LogQuery;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.model.Worded;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the decision log as a data set. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes the decision log as a data set; also while the service runs.")
public final class ExportCommand extends OfflineCommand {
    @Option(names = "--domain", description = "Only this domain; default: all of them. obp needs one.")
    private @Nullable String domain;

    @Mixin
    private final TimeRange range = new TimeRange();

    @Option(names = "--format", defaultValue = "jsonl", description = "jsonl, parquet, obp or dsjson; default: jsonl.")
    private String format = "jsonl";

    @Option(names = "--out", defaultValue = "-", description = "A file, or - for the standard output; default: -.")
    private String out = "-";

    public ExportCommand(SettingsSource source) {
        super(source);
    }

    @Override
    int run(Settings settings) throws Exception {
        files.requireName(domain);
        Format as = Worded.parse(Format.class, format)
                .orElseThrow(() -> files.misused(
                        "--format must be one of " + Worded.words(Format.class) + ", got '" + format + "'"));
        if (as == Format.OBP && domain == null) {
            throw files.misused(
                    "--format obp needs --domain, since the numbers of its actions are those of one domain");
        }
        LogQuery query = range.of(domain);
        return files.read(settings, reader -> export(reader, query, as));
    }

    private int export(JournalReader reader, LogQuery query, Format as) throws IOException {
        DecisionLog log = new DecisionLog(reader);
        if (domain != null && !log.knows(domain)) {
            throw files.misused("nothing is kept of a domain '" + domain + "'");
        }
        Export.Report report = Output.write(out, target -> new Export(log, query).write(as, target));
        err().println("rows written: " + report.rows()
                + (report.left() == 0
                        ? ""
                        : "; rows without a reward, which " + format + " cannot hold: " + report.left()));
        return 0;
    }
}
