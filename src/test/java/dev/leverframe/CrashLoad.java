package dev.leverframe;

import dev.leverframe.Acknowledged.Attempt;
import dev.leverframe.testing.ForkedService;
import dev.leverframe.testing.RunningService.Answer;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Sends to a service from many threads until it is gone, and notes what it acknowledged. */
final class CrashLoad {
    private static final String PATH = "/v1/domains/" + Acknowledged.DOMAIN;
    private static final String FLAG = "/v1/flags/ENABLE_RL_LINTS";

    /** Names that come again: of arms and domains there may be only so many, however long it goes on. */
    private static final int FEW = 200;

    private final ForkedService service;
    private final Acknowledged acknowledged;
    private final String life;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    /** @param life makes the ids of this life differ from those of others */
    CrashLoad(ForkedService service, Acknowledged acknowledged, String life, int senders, SplittableRandom random) {
        this.service = service;
        this.acknowledged = acknowledged;
        this.life = life;
        for (int i = 0; i < senders; i++) {
            String name = life + "-" + i;
            SplittableRandom own = random.split();
            run(() -> send(name, own));
        }
        run(this::change);
    }

    private void run(Runnable task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (UncheckedIOException e) {
                // it was killed, as it should be
            } catch (Throwable e) {
                failures.add(e);
            }
        });
        threads.add(thread);
        thread.start();
    }

    /** Returns when every thread has noticed that the service is gone. */
    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("while the service was alive", failures.peek());
        }
    }

    private void send(String name, SplittableRandom random) {
        for (int i = 0; ; i++) {
            double reward = random.nextInt(1025) / 1024.0;
            String id = name + "-" + i;
            Attempt attempt = i % 4 == 3
                    ? new Attempt(random.nextBoolean() ? "a" : "b", id, reward)
                    : new Attempt(decide(id), reward);
            acknowledged.add(attempt);
            service.post(PATH + "/outcomes", attempt.body().encode()).expect(200);
            attempt.acknowledge();
        }
    }

    private JsonObject decide(String id) {
        return service.post(PATH + "/select", Acknowledged.select(id).encode())
                .expect(200)
                .json();
    }

    /** A flag, a domain that changes, domains that come, and domains that come and go. */
    private void change() {
        int from = Math.floorMod(life.hashCode(), FEW);
        for (int i = 0; ; i++) {
            boolean enabled = i % 2 == 0;
            change("PUT", FLAG, "{\"enabled\": " + enabled + "}", Boolean.toString(enabled));
            putDomain("side", "[\"a\",\"" + (from + i) % FEW + "\"]");
            putDomain("passing", "[\"b\"]");
            if (i % 16 == 0) {
                putDomain("d-" + (from + i / 16) % FEW, "[\"c\"]");
            }
            change("DELETE", "/v1/domains/passing", null, "absent");
        }
    }

    private void putDomain(String domain, String arms) {
        change("PUT", "/v1/domains/" + domain, "{\"arms\": " + arms + "}", arms);
    }

    private void change(String method, String resource, @Nullable String body, String value) {
        acknowledged.changing(resource, value);
        Answer answer = service.manage(method, resource, body);
        if (answer.status() / 100 != 2) {
            throw new AssertionError(method + " " + resource + ": " + answer.status() + " " + answer.body());
        }
        acknowledged.changed(resource, value);
    }
}
