package dev.leverframe.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.journal.Journal;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainSpec.ContextSpec;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Limits;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.replay.Recoveries;
import dev.leverframe.testing.MemoryJournal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** A worker may be done, and a journal may refuse, before whoever asked listens: then listeners run at once. */
class DeploymentsTest {
    private static final StreamId STREAM = new StreamId("passing", 1);
    private static final DomainSpec SPEC = new DomainSpec(
            "passing",
            List.of("a"),
            false,
            PolicySpec.of(PolicyType.THOMPSON),
            RewardSettings.DEFAULT,
            new ContextSpec(16),
            1000);

    private final Deployments deployments = new Deployments(promptVertx(), environment());

    /** Does what would block at once. */
    private static Vertx promptVertx() {
        return (Vertx) Proxy.newProxyInstance(
                Vertx.class.getClassLoader(), new Class<?>[] {Vertx.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("executeBlocking");
                    return Future.succeededFuture(((Callable<?>) arguments[0]).call());
                });
    }

    private static BanditEnvironment environment() {
        return new BanditEnvironment(
                new Limits(256, 5, 6, 100, 1000, 4),
                Journal.NONE,
                new MemoryJournal(),
                new Recoveries(),
                InstantSource.system(),
                () -> "id",
                1000,
                1000,
                1_000_000,
                new MemoryBudget(1 << 20));
    }

    @Test
    void domainOfWhichNothingWasKeptIsNotThereHoweverSoonThatIsKnown() {
        assertThat(deployments.recover(STREAM, Flags.OFF).result()).isFalse();
        assertThat(deployments.of("passing")).isNull();
        assertThat(deployments.names()).isEmpty();
    }

    @Test
    void domainWhoseBeginningIsRefusedAtOnceIsNotThere() {
        Future<Void> refused = Future.failedFuture(new LostException("the journal is closed"));
        Future<String> created = deployments.create(STREAM, SPEC, refused, () -> Flags.OFF, 0);
        assertThat(created.cause()).hasMessageContaining("the journal is closed");
        assertThat(deployments.of("passing")).isNull();
    }
}
