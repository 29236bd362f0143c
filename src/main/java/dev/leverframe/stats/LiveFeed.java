package dev.leverframe.stats;

import dev.leverframe.bus.StatsJson;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.Flags;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the live stream says: the newest figures of every domain, and in which round each of them last changed.
 *
 * <p>Figures replace each other, so a reader that missed rounds needs the newest ones of what changed since, and not the ones
 * between. That is why nothing is queued here: a slow reader, and one that comes back with {@code Last-Event-ID}, get one event
 * whatever they missed. Events are written once for all who need the same.
 */
final class LiveFeed {
    /** Reads everything, as one that has nothing. */
    static final long NOTHING = -1;

    /** Domains that went away and are still told of; who missed more starts afresh. */
    private static final int GONE_MAX = 1_000;

    private final String run;
    private final Map<String, Entry> domains = new TreeMap<>();
    private final Deque<Gone> gone = new ArrayDeque<>();
    private final Map<Asked, Event> written = new HashMap<>();
    private Flags flags = Flags.OFF;
    private long flagsRound;
    private long forgottenRound = NOTHING;
    private long round;
    private long atMs;

    /** @param run names this run of the process in the events' ids, so that the ids of another one are not taken for ours */
    LiveFeed(String run) {
        this.run = run;
    }

    /** The round of the newest figures; 0 before the first. */
    long round() {
        return round;
    }

    /**
     * Takes over the newest figures.
     *
     * @param names of all domains that there are; one of them that is not in {@code figures} keeps what it had
     * @param nowMs time of the figures, ms since 1970
     */
    void update(Set<String> names, List<DomainStats> figures, Flags newFlags, long nowMs) {
        round++;
        atMs = nowMs;
        written.clear();
        if (!newFlags.equals(flags)) {
            flags = newFlags;
            flagsRound = round;
        }
        figures.forEach(this::take);
        Set<String> missing = new HashSet<>(domains.keySet());
        missing.removeAll(names);
        missing.forEach(this::drop);
    }

    private void take(DomainStats stats) {
        Entry known = domains.get(stats.domain());
        if (known == null || !known.stats.equals(stats)) {
            domains.put(stats.domain(), new Entry(stats, StatsJson.domain(stats).toBuffer(), round));
        }
    }

    private void drop(String domain) {
        domains.remove(domain);
        gone.addLast(new Gone(domain, round));
        if (gone.size() > GONE_MAX) {
            forgottenRound = gone.removeFirst().round;
        }
    }

    /** The round that an event's id speaks of, or {@link #NOTHING} where this run did not write it. */
    long roundOf(@Nullable String id) {
        String prefix = run + "-";
        if (id == null
                || !id.startsWith(prefix)
                || !id.substring(prefix.length()).matches("\\d{1,18}")) {
            return NOTHING;
        }
        long seen = Long.parseLong(id.substring(prefix.length()));
        return seen <= round ? seen : NOTHING;
    }

    /**
     * What changed since a round, as one event: {@code snapshot} replaces all that its reader has, {@code changes} replaces the
     * domains in it.
     *
     * @param seen the last round that the reader knows, or {@link #NOTHING}
     * @param domain the one to tell of, or null for all
     */
    Event since(long seen, @Nullable String domain) {
        return written.computeIfAbsent(new Asked(seen, domain), this::write);
    }

    private Event write(Asked asked) {
        boolean whole = asked.seen == NOTHING || asked.seen < forgottenRound;
        List<Buffer> changed = new ArrayList<>();
        domains.forEach((name, entry) -> {
            if (asked.covers(name) && (whole || entry.round > asked.seen)) {
                changed.add(entry.json);
            }
        });
        List<String> removed = whole
                ? List.of()
                : gone.stream()
                        .filter(each -> each.round > asked.seen && asked.covers(each.domain))
                        .map(Gone::domain)
                        .filter(name -> !domains.containsKey(name))
                        .toList();
        boolean news = whole || !changed.isEmpty() || !removed.isEmpty() || flagsRound > asked.seen;
        Buffer data = Buffer.buffer("id: " + run + "-" + round + "\nevent: " + (whole ? "snapshot" : "changes")
                + "\ndata: {\"at\":\"" + Instant.ofEpochMilli(atMs) + "\",\"flags\":"
                + Answers.switches(flags).encode() + ",\"domains\":[");
        for (int i = 0; i < changed.size(); i++) {
            data.appendString(i == 0 ? "" : ",").appendBuffer(changed.get(i));
        }
        // Names of domains hold nothing that JSON would escape.
        data.appendString(
                "],\"removed\":[" + (removed.isEmpty() ? "" : "\"" + String.join("\",\"", removed) + "\"") + "]}\n\n");
        return new Event(data, news);
    }

    /**
     * An event as it goes over the wire.
     *
     * @param news whether it says more than that the stream is alive
     */
    record Event(Buffer bytes, boolean news) {}

    private record Entry(DomainStats stats, Buffer json, long round) {}

    private record Gone(String domain, long round) {}

    private record Asked(long seen, @Nullable String domain) {
        boolean covers(String name) {
            return domain == null || domain.equals(name);
        }
    }
}
