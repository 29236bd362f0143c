package dev.leverframe.demo;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Two arms on four steps: a dear one that is right in the last two, a cheap one that is right in all but the last. */
record Fixture(List<Step> steps) implements Dataset {
    static final int DEAR = 0;
    static final int CHEAP = 1;
    static final Fixture DATA = new Fixture(List.of(step(0, 1), step(0, 1), step(1, 1), step(1, 0)));

    static Served served(int step, int arm, String by) {
        return new Served(DATA.steps().get(step), arm, by);
    }

    private static Step step(double dear, double cheap) {
        return new Step(new JsonObject(), List.of(outcome(dear, 2), outcome(cheap, 0.5)));
    }

    private static ArmOutcome outcome(double reward, double usd) {
        return new ArmOutcome(reward, reward, usd, new JsonObject().put("reward", reward));
    }

    @Override
    public String domain() {
        return "fixture";
    }

    @Override
    public String armWord() {
        return "model";
    }

    @Override
    public List<String> arms() {
        return List.of("vendor/dear", "vendor/cheap");
    }

    @Override
    public JsonObject domainBody() {
        return new JsonObject();
    }

    @Override
    public Map<String, JsonObject> variants() {
        return Variants.against(new JsonObject());
    }

    @Override
    public List<String> introduction() {
        return List.of();
    }

    @Override
    public Unit unit() {
        return new Unit("points", 10, -1);
    }

    @Override
    public int connections() {
        return 1;
    }

    @Override
    public boolean priced() {
        return true;
    }
}
