package dev.leverframe.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private final Targets targets = new Targets();

    @Test
    void aPathNamesTheSameWheneverItComes() {
        List<String> paths = List.of(
                "/v1/domains/analysis/select",
                "/v1/domains/analysis/select/batch",
                "/v1/domains/b%2Ec/outcomes",
                "/v1/domains/../select",
                "/v1/domains//select",
                "/v1/domains/a/none",
                "/");
        for (int round = 0; round < 2; round++) {
            for (String path : paths) {
                assertThat(targets.of(path)).as(path).isEqualTo(Target.parse(path));
            }
        }
        assertThat(targets.of(null)).isNull();
    }

    /** More than are remembered, so that some take the place of others. */
    @Test
    void onePathIsNeverTakenForAnother() {
        for (int i = 0; i < 1000; i++) {
            String path = "/v1/domains/d" + i + "/outcomes";
            assertThat(targets.of(path)).isEqualTo(Target.parse(path));
        }
    }

    @Test
    void knowsWhatCannotBeADomainsName() {
        assertThat(requireNonNull(Target.parse("/v1/domains/a/select")).hasName())
                .isTrue();
        assertThat(requireNonNull(Target.parse("/v1/domains/-a/select")).hasName())
                .isFalse();
    }
}
