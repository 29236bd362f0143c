package dev.leverframe.offline;

import dev.leverframe.config.ConfigurationException;
import dev.leverframe.config.Settings;
import dev.leverframe.journal.JournalException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands on files have in common: the files, the settings, and one line instead of a stack trace. */
abstract class OfflineCommand implements Callable<Integer> {
    /** Exit code where the command ran and the answer is no, or something failed on the way. */
    static final int FAILED = 1;
    /** Exit code where the command was not used as it can be. */
    static final int MISUSED = 2;

    private final SettingsSource source;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    final DataFiles files = new DataFiles();

    OfflineCommand(SettingsSource source) {
        this.source = source;
    }

    @Override
    public final Integer call() throws Exception {
        try {
            return run(source.load());
        } catch (ConfigurationException e) {
            return explain(e, MISUSED);
        } catch (JournalException e) {
            return explain(e, MISUSED);
        } catch (IllegalArgumentException e) {
            throw files.misused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return explain(e, FAILED);
        }
    }

    /** @return the exit code */
    abstract int run(Settings settings) throws Exception;

    private int explain(Exception e, int code) {
        err().println(e instanceof IOException ? e.toString() : e.getMessage());
        return code;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
