package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LedgersTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final int[] ARMS = {0, 1, 2};

    /** Both ledgers of both variants over one model, driven in decision order. */
    private static final class Books {
        final Map<String, CounterfactualLedger> counterfactual = new LinkedHashMap<>();
        final Map<String, RealisedLedger> realised = new LinkedHashMap<>();
        final ArmMeans means = new ArmMeans();
        final JsonArray rows;
        int row;

        Books(JsonArray rows) {
            this.rows = rows;
            for (String variant : List.of("core", "treat")) {
                counterfactual.put(variant, new CounterfactualLedger());
                realised.put(variant, new RealisedLedger());
            }
        }

        void decision(JsonObject event, String server, Distribution behaviour) {
            int served = event.getInteger("M");
            double reward = event.getDouble("r");
            double best = means.best(ARMS);
            double[] predictions = means.predict(FeatureVector.CONSTANT, ARMS);
            counterfactual.forEach((variant, ledger) -> {
                double before = ledger.rewardSum();
                Distribution target = distribution(event.getJsonArray(variant));
                ledger.record(target, served, behaviour.get(served), reward, predictions, best, 0);
                assertRow(variant, target.get(served) / behaviour.get(served), ledger.rewardSum() - before);
            });
            realised.get(server).record(reward, best);
            means.learn(FeatureVector.CONSTANT, served, reward);
        }

        void assertRow(String variant, double weight, double phi) {
            JsonArray expected = rows.getJsonArray(row++);
            assertThat(variant).isEqualTo(expected.getString(0));
            assertThat(weight).isEqualTo(expected.getDouble(1), EXACT);
            assertThat(phi).isEqualTo(expected.getDouble(2), EXACT);
        }

        void assertLedgers(JsonObject expected) {
            assertThat(row).isEqualTo(rows.size());
            counterfactual.forEach((variant, ledger) -> assertLedger(ledger, expected.getJsonObject(variant)));
            realised.forEach((variant, ledger) -> assertLedger(ledger, expected.getJsonObject(variant)));
        }
    }

    @Test
    void shadowEqualsVectorLedgerShadow() {
        JsonObject vector = StatisticsVectors.object("ledger_shadow");
        Books books = new Books(vector.getJsonArray("rows"));
        for (JsonObject event : StatisticsVectors.objects(vector.getJsonArray("events"))) {
            books.decision(event, "core", distribution(event.getJsonArray("core")));
        }
        books.assertLedgers(vector.getJsonObject("ledger"));
        assertThat(books.counterfactual.get("treat").maxWeight()).isEqualTo(8, EXACT);
    }

    @Test
    void activeEqualsVectorLedgerActive() {
        JsonObject vector = StatisticsVectors.object("ledger_active");
        JsonObject shares = vector.getJsonObject("q");
        double[] q = {shares.getDouble("core"), shares.getDouble("treat")};
        Books books = new Books(vector.getJsonArray("rows"));
        for (JsonObject event : StatisticsVectors.objects(vector.getJsonArray("events"))) {
            Distribution mixture = Behaviour.mixture(
                    q, List.of(distribution(event.getJsonArray("core")), distribution(event.getJsonArray("treat"))));
            books.decision(event, event.getString("V"), mixture);
        }
        books.assertLedgers(vector.getJsonObject("ledger"));
    }

    private static void assertLedger(CounterfactualLedger ledger, JsonObject expected) {
        assertThat(ledger.n()).isEqualTo(expected.getLong("cf_n"));
        assertThat(ledger.rewardSum()).isEqualTo(expected.getDouble("cf_sum"), EXACT);
        assertThat(ledger.mean()).isEqualTo(expected.getDouble("cf_mean"), EXACT);
        assertThat(ledger.moments().m2()).isEqualTo(expected.getDouble("cf_m2"), EXACT);
        assertThat(ledger.regretSum()).isEqualTo(expected.getDouble("cf_regret"), EXACT);
        double sumW = expected.getDouble("sum_w");
        assertThat(ledger.meanWeight() * ledger.n()).isEqualTo(sumW, EXACT);
        assertThat(ledger.effectiveSampleSize()).isEqualTo(sumW * sumW / expected.getDouble("sum_w2"), EXACT);
    }

    private static void assertLedger(RealisedLedger ledger, JsonObject expected) {
        assertThat(ledger.n()).isEqualTo(expected.getLong("n"));
        assertThat(ledger.rewardSum()).isEqualTo(expected.getDouble("sum"), EXACT);
        assertThat(ledger.regretSum()).isEqualTo(expected.getDouble("regret"), EXACT);
    }

    /** The same log that VowpalWabbit's estimators were run on; they give these IPS and SNIPS. */
    @Test
    void estimatesEqualVectorOpe() {
        JsonObject vector = StatisticsVectors.object("ope");
        CounterfactualLedger ledger = new CounterfactualLedger();
        for (JsonObject event : StatisticsVectors.objects(vector.getJsonArray("log"))) {
            int served = event.getInteger("arm");
            Distribution behaviour = distribution(event.getJsonArray("b"));
            double[] predictions = StatisticsVectors.doubles(event.getJsonArray("q"));
            Distribution target = distribution(event.getJsonArray("pi"));
            ledger.record(target, served, behaviour.get(served), event.getDouble("r"), predictions, 0.5, 0);
        }
        assertThat(ledger.mean()).isEqualTo(vector.getDouble("dr"), EXACT);
        assertThat(ledger.standardError()).isEqualTo(vector.getDouble("dr_se"), EXACT);
        assertThat(ledger.ips()).isEqualTo(vector.getDouble("ips"), EXACT);
        assertThat(ledger.snips()).isEqualTo(vector.getDouble("snips"), EXACT);
        assertThat(ledger.snipsStandardError()).isEqualTo(vector.getDouble("snips_se"), EXACT);
        assertThat(ledger.effectiveSampleSize()).isEqualTo(vector.getDouble("ess"), EXACT);
        assertThat(ledger.meanWeight()).isEqualTo(vector.getDouble("mean_w"), EXACT);
        assertThat(ledger.maxWeight()).isEqualTo(vector.getDouble("max_w"), EXACT);
    }

    @Test
    void aVariantThatServedEverythingIsWorthItsMeanReward() {
        SplittableRandom random = new SplittableRandom(7);
        CounterfactualLedger counterfactual = new CounterfactualLedger();
        RealisedLedger realised = new RealisedLedger();
        Distribution p = Distribution.of(0.6, 0.3, 0.1);
        for (int i = 0; i < 1000; i++) {
            int served = p.draw(random.nextDouble());
            double reward = random.nextDouble();
            counterfactual.record(p, served, p.get(served), reward, new double[] {0.4, 0.4, 0.4}, 0.5, 0);
            realised.record(reward, 0.5);
        }
        assertThat(counterfactual.mean()).isEqualTo(realised.mean(), EXACT);
        assertThat(counterfactual.ips()).isEqualTo(realised.mean(), EXACT);
        assertThat(counterfactual.snips()).isEqualTo(realised.mean(), EXACT);
        assertThat(counterfactual.regretSum()).isEqualTo(realised.regretSum(), within(1e-9));
        assertThat(counterfactual.effectiveSampleSize()).isEqualTo(1000, within(1e-9));
    }

    /**
     * Enumerates the served arm instead of sampling it: the DR value averaged over the behaviour is the target's true
     * value, although the model is wrong. Exact, no false alarm.
     */
    @Test
    void theDoublyRobustValueIsUnbiasedForAWrongModel() {
        Distribution behaviour = Distribution.of(0.7, 0.2, 0.1);
        Distribution target = Distribution.of(0.1, 0.3, 0.6);
        double[] truth = {0.9, 0.2, 0.5};
        double average = 0;
        for (int served = 0; served < 3; served++) {
            CounterfactualLedger ledger = new CounterfactualLedger();
            ledger.record(target, served, behaviour.get(served), truth[served], new double[] {0, 1, 0.3}, 1, 0);
            average += behaviour.get(served) * ledger.mean();
        }
        assertThat(average).isEqualTo(0.1 * 0.9 + 0.3 * 0.2 + 0.6 * 0.5, EXACT);
    }

    @Test
    void aBrokenNumberIsRefusedAndLeavesNoTrace() {
        CounterfactualLedger ledger = new CounterfactualLedger();
        Distribution p = Distribution.uniform(2);
        double[] good = {0.5, 0.5};
        assertThatThrownBy(() -> ledger.record(p, 0, 0, 0.5, good, 0.5, 0)).hasMessageContaining("(0, 1], got 0.0");
        assertThatThrownBy(() -> ledger.record(p, 0, 0.5, Double.NaN, good, 0.5, 0))
                .hasMessageContaining("got NaN");
        assertThatThrownBy(() -> ledger.record(p, 0, 0.5, 0.5, new double[] {Double.NaN, 0}, 0.5, 0))
                .hasMessageContaining("doubly robust value must be finite");
        assertThat(ledger.n()).isZero();
        assertThat(ledger.maxWeight()).isZero();
        assertThat(ledger.effectiveSampleSize()).isZero();
        assertThatThrownBy(() -> new RealisedLedger().record(1.1, 0.5)).hasMessageContaining("[0, 1], got 1.1");
    }

    private static Distribution distribution(JsonArray probabilities) {
        return Distribution.of(StatisticsVectors.doubles(probabilities));
    }
}
