package dev.leverframe;

import ch.qos.logback.classic.Level;
import dev.leverframe.config.ConfigurationException;
import dev.leverframe.config.Settings;
import dev.leverframe.config.SettingsLoader;
import dev.leverframe.demo.DemoCommand;
import dev.leverframe.offline.AuditCommand;
import dev.leverframe.offline.ExportCommand;
import dev.leverframe.offline.ImportCommand;
import dev.leverframe.offline.ReplayCommand;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: without a subcommand it runs the service until it is told to stop. */
@Command(
        name = "leverframe",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Decides which arm serves, learns from the outcomes, and says which policy is better.")
public final class Main implements Callable<Integer> {
    /** Exit code where a setting is wrong. */
    private static final int MISCONFIGURED = 2;

    private static final int FAILED = 1;
    /** Beyond the drain, for everything else to stop, ms. */
    private static final long STOP_GRACE_MS = 5_000;

    private Main() {}

    public static void main(String[] arguments) {
        CommandLine commands = new CommandLine(new Main());
        commands.addSubcommand(new DemoCommand(Main::startHere));
        commands.addSubcommand(new ExportCommand(Main::settings));
        commands.addSubcommand(new ImportCommand(Main::settings, Version.text()));
        commands.addSubcommand(new ReplayCommand(Main::settings));
        commands.addSubcommand(new AuditCommand(Main::settings));
        System.exit(commands.execute(arguments));
    }

    /** For whoever works on the files that the service would write. */
    private static Settings settings() {
        Vertx vertx = Vertx.vertx();
        try {
            return SettingsLoader.load(vertx, System.getenv())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ConfigurationException wrong ? wrong : e;
        } finally {
            vertx.close();
        }
    }

    /** For whoever needs a service in this process. */
    private static AutoCloseable startHere(Map<String, String> environment) throws Exception {
        Service service = Service.start(environment).toCompletableFuture().get();
        setLogLevel(service.settings().log().level());
        return () -> service.stop().toCompletableFuture().get();
    }

    /** Runs the service; returns when it has stopped. */
    @Override
    public Integer call() throws InterruptedException {
        Service service;
        try {
            service = Service.start(System.getenv()).toCompletableFuture().get();
        } catch (ExecutionException e) {
            return explain(e.getCause());
        }
        setLogLevel(service.settings().log().level());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service, stopped), "leverframe-stop"));
        stopped.await();
        return 0;
    }

    private static void stop(Service service, CountDownLatch stopped) {
        Settings.Shutdown shutdown = service.settings().shutdown();
        long waitMs = (long) shutdown.noticeMs() + shutdown.drainMs() + STOP_GRACE_MS;
        try {
            service.stop().toCompletableFuture().get(waitMs, TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            LoggerFactory.getLogger(Main.class).error("stopping failed", e);
        } finally {
            stopped.countDown();
        }
    }

    /** A wrong setting gets one line a finding and no stack trace. */
    private static int explain(@Nullable Throwable cause) {
        if (cause instanceof ConfigurationException wrong) {
            System.err.println(wrong.getMessage());
            return MISCONFIGURED;
        }
        LoggerFactory.getLogger(Main.class).error("start failed", cause);
        return FAILED;
    }

    private static void setLogLevel(String level) {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME))
                .setLevel(Level.toLevel(level));
    }
}
