package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class FixedHorizonTest {
    @Test
    void unitsAreThoseOfVectorFixedN() {
        for (JsonObject row :
                StatisticsVectors.objects(StatisticsVectors.object("fixed_n").getJsonArray("rows"))) {
            double n = FixedHorizon.units(row.getDouble("delta"), row.getDouble("var"), 0.05, 0.8);
            assertThat(n).isEqualTo(row.getDouble("n"), within(1e-9 * n));
        }
    }
}
