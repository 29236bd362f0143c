package dev.leverframe.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.DomainStats;
import dev.leverframe.model.Flags;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A reader needs the newest figures of what changed since it last heard, and nothing in between. */
class LiveFeedTest {
    private final LiveFeed feed = new LiveFeed("run");

    @Test
    void whoHasNothingGetsASnapshotOfAll() {
        update(stats("a", 1), stats("b", 2));
        assertThat(kind(LiveFeed.NOTHING, null)).isEqualTo("snapshot");
        assertThat(domains(LiveFeed.NOTHING, null)).containsOnlyKeys("a", "b");
    }

    @Test
    void whoMissedManyRoundsGetsTheNewestOfWhatChangedOnly() {
        update(stats("a", 1), stats("b", 2));
        long seen = feed.round();
        update(stats("a", 5), stats("b", 2));
        update(stats("a", 9), stats("b", 2));
        assertThat(kind(seen, null)).isEqualTo("changes");
        assertThat(domains(seen, null)).isEqualTo(Map.of("a", 9));
        assertThat(feed.since(feed.round(), null).news()).isFalse();
    }

    @Test
    void whatIsGoneIsSaidAndWhatOnlyDidNotAnswerStays() {
        update(stats("a", 1), stats("b", 2), stats("c", 3));
        long seen = feed.round();
        feed.update(Set.of("a", "b"), List.of(stats("a", 1)), Flags.OFF, 0);
        assertThat(data(seen, null).getJsonArray("removed")).isEqualTo(JsonArray.of("c"));
        assertThat(domains(LiveFeed.NOTHING, null)).containsOnlyKeys("a", "b");
    }

    @Test
    void oneDomainAloneHearsOfNoOther() {
        update(stats("a", 1), stats("b", 2));
        long seen = feed.round();
        update(stats("a", 1), stats("b", 3));
        assertThat(feed.since(seen, "a").news()).isFalse();
        assertThat(domains(seen, "b")).isEqualTo(Map.of("b", 3));
    }

    @Test
    void idsOfAnotherRunOrOfTheFutureAreNotKnown() {
        update(stats("a", 1));
        assertThat(feed.roundOf("run-1")).isEqualTo(1);
        for (String id : Arrays.asList("other-1", "run-2", "run-", "run-x", "", null)) {
            assertThat(feed.roundOf(id)).as(String.valueOf(id)).isEqualTo(LiveFeed.NOTHING);
        }
    }

    @Test
    void thoseWhoNeedTheSameShareOneBuffer() {
        update(stats("a", 1));
        assertThat(feed.since(0, null)).isSameAs(feed.since(0, null));
    }

    private void update(DomainStats... figures) {
        feed.update(
                Arrays.stream(figures).map(DomainStats::domain).collect(Collectors.toSet()),
                List.of(figures),
                Flags.OFF,
                1_000);
    }

    private String kind(long seen, String domain) {
        return feed.since(seen, domain)
                .bytes()
                .toString()
                .lines()
                .toList()
                .get(1)
                .substring("event: ".length());
    }

    private JsonObject data(long seen, String domain) {
        return new JsonObject(feed.since(seen, domain)
                .bytes()
                .toString()
                .lines()
                .toList()
                .get(2)
                .substring("data: ".length()));
    }

    /** Selects by domain. */
    private Map<String, Integer> domains(long seen, String domain) {
        return data(seen, domain).getJsonArray("domains").stream()
                .map(JsonObject.class::cast)
                .collect(Collectors.toMap(each -> each.getString("domain"), each -> each.getInteger("selects")));
    }

    static DomainStats stats(String domain, long selects) {
        return new DomainStats(
                domain,
                "thompson",
                new DomainStats.Counts(selects, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of()),
                new DomainStats.Audit(0, false, Double.NaN, null, Double.NaN),
                new DomainStats.Features(0, 0, 0, 0, 0, 0),
                List.of(),
                List.of(),
                List.of());
    }
}
