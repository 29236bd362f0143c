package dev.leverframe.offline;

import dev.leverframe.config.Settings;
import dev.leverframe.decisionlog.AuditLine;
import dev.leverframe.decisionlog.AuditLog;
import dev.leverframe.decisionlog.JsonLines;
import dev.leverframe.decisionlog.LogQuery;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the audit log. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Writes who changed what, as JSON Lines, oldest first.")
public final class AuditCommand extends OfflineCommand {
    private static final int CHUNK_BYTES = 64 * 1024;

    @Option(names = "--domain", description = "Only changes of this domain; default: all of them.")
    private @Nullable String domain;

    @Mixin
    private final TimeRange range = new TimeRange();

    @Option(names = "--out", defaultValue = "-", description = "A file, or - for the standard output; default: -.")
    private String out = "-";

    public AuditCommand(SettingsSource source) {
        super(source);
    }

    @Override
    int run(Settings settings) throws Exception {
        files.requireName(domain);
        LogQuery query = range.of(domain);
        return files.read(settings, reader -> Output.write(out, target -> write(new AuditLog(reader), query, target)));
    }

    private static int write(AuditLog log, LogQuery query, OutputStream target) throws IOException {
        try (target;
                JsonLines<AuditLine> lines = JsonLines.ofAudit(log.lines(query))) {
            for (byte[] chunk = lines.next(CHUNK_BYTES); chunk != null; chunk = lines.next(CHUNK_BYTES)) {
                target.write(chunk);
            }
        }
        return 0;
    }
}
