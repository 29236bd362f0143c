package dev.leverframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.PromQl.Matcher;
import dev.leverframe.testing.PromQl.Selector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void metricsAreToldFromFunctionsOperatorsDurationsAndNumbers() {
        PromQl expression = PromQl.of("histogram_quantile(0.99, sum by (job, le) (rate(a_bucket[5m] offset 1h)))"
                + " > 2 and on (instance) group_left () max_over_time(b[1h:1m]) or time() - job:c:rate5m");
        assertThat(expression.selectors())
                .extracting(Selector::metric)
                .containsExactly("a_bucket", "b", "job:c:rate5m");
        assertThat(expression.labels()).containsExactly("job", "le", "instance");
    }

    @Test
    void matchersAreRead() {
        PromQl expression = PromQl.of("sum(a{x=\"1\", y=~\"p|q\", z!=\"by (c)\"}) / a{x=~\".*\"}");
        assertThat(expression.selectors().get(0).matchers())
                .isEqualTo(Map.of(
                        "x", new Matcher("=", "1"), "y", new Matcher("=~", "p|q"), "z", new Matcher("!=", "by (c)")));
        assertThat(expression.selectors().get(0).matchers().get("y").expected()).isEqualTo(List.of("p", "q"));
        assertThat(expression.selectors().get(1).matchers().get("x").expected()).isEmpty();
        assertThat(expression.labels()).isEmpty();
    }
}
