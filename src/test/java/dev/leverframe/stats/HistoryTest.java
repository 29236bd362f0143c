package dev.leverframe.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.stats.DomainHistory.SeriesKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The whole time in a fixed number of points, ever more coarsely. */
class HistoryTest {
    private static final SeriesKey COUNT = new SeriesKey(null, null, null, "count");
    private static final int HOUR_S = 3_600;

    @Test
    void aDayFitsIntoTheSamePointsFromItsFirstMomentToItsLast() {
        DomainHistory history = new DomainHistory(() -> true);
        for (int s = 0; s < 24 * HOUR_S; s++) {
            add(history, s);
        }
        long[] at = history.at(DomainHistory.POINTS_MAX);
        assertThat(at.length).isBetween(DomainHistory.POINTS_MAX / 2, DomainHistory.POINTS_MAX);
        assertThat(at[0]).isZero();
        assertThat(at[at.length - 1]).isEqualTo((24 * HOUR_S - 1) * 1_000L);
        assertThat(history.resolutionMs()).isEqualTo(512_000);
        for (int i = 1; i < at.length - 1; i++) {
            assertThat(at[i] - at[i - 1]).as("point %d", i).isEqualTo(history.resolutionMs());
        }
        history.forEach(
                DomainHistory.POINTS_MAX,
                (key, values) -> assertThat(values)
                        .as("each point has the value of its own moment")
                        .containsExactly(Arrays.stream(at)
                                .mapToDouble(ms -> ms / 1_000.0)
                                .toArray()));
    }

    @Test
    void newestPointIsAlwaysThere() {
        DomainHistory history = new DomainHistory(() -> true);
        for (int s = 0; s < 1_000; s++) {
            add(history, s);
            assertThat(history.newest(COUNT)).isEqualTo(s);
        }
    }

    @Test
    void figureThatIsNotThereYetOrNoMoreIsUnknown() {
        DomainHistory history = new DomainHistory(() -> true);
        SeriesKey late = new SeriesKey("arm", null, null, "pulls");
        history.add(0, each -> each.accept(COUNT, 1));
        history.add(1_000, each -> each.accept(late, 2));
        Map<SeriesKey, double[]> all = new HashMap<>();
        history.forEach(2, all::put);
        assertThat(all.get(late)).containsExactly(Double.NaN, 2);
        assertThat(all.get(COUNT)).containsExactly(1, Double.NaN);
    }

    @Test
    void whatThereIsNoRoomForIsLeftOutAndSaid() {
        DomainHistory history = new DomainHistory(() -> false);
        add(history, 1);
        assertThat(history.seriesCount()).isZero();
        assertThat(history.complete()).isFalse();
    }

    @Test
    void domainThatIsMadeAnewBeginsAnew() {
        History history = new History();
        history.add(Set.of("a"), List.of(LiveFeedTest.stats("a", 10)), 0);
        history.add(Set.of("a"), List.of(LiveFeedTest.stats("a", 3)), 1_000);
        assertThat(history.all().get("a").at(9)).containsExactly(1_000);
        history.add(Set.of(), List.of(), 2_000);
        assertThat(history.all()).isEmpty();
    }

    private static void add(DomainHistory history, int second) {
        history.add(second * 1_000L, each -> each.accept(COUNT, second));
    }
}
