package dev.leverframe.offline;

import dev.leverframe.config.Settings;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.StoreReader;
import dev.leverframe.journal.store.RocksStore;
import dev.leverframe.model.Names;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The files that a command works on. */
final class DataFiles {
    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data-dir",
            description = "The directory that the service keeps its journal in; default: as the service is configured.")
    private @Nullable Path directory;

    Path directory(Settings settings) {
        return directory == null ? Path.of(settings.dataDir()) : directory;
    }

    /** Runs something on files opened for reading, which does not disturb a service that writes them. */
    <T> T read(Settings settings, Reading<T> reading) throws Exception {
        try (RocksStore store = RocksStore.openForReading(directory(settings))) {
            return reading.on(new StoreReader(store));
        }
    }

    /** The name of a domain, where there is one, or a usage error. */
    void requireName(@Nullable String domain) {
        Optional<String> problem = domain == null ? Optional.empty() : Names.nameProblem("--domain", domain);
        problem.ifPresent(found -> {
            throw misused(found);
        });
    }

    ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** What is done with the files. */
    @FunctionalInterface
    interface Reading<T> {
        T on(JournalReader reader) throws Exception;
    }
}
