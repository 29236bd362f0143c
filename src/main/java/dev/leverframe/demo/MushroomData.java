package dev.leverframe.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Mushrooms, to eat or to skip (Riquelme, Tucker and Snoek, "Deep Bayesian Bandits Showdown", 2018): a skipped one brings 0
 * points, an edible one that is eaten 5, a poisonous one that is eaten 5 or -35 by the toss of a coin. Rows are drawn with
 * replacement.
 *
 * <pre>
 *   r = (points + 35) / 40
 * </pre>
 */
final class MushroomData implements Dataset {
    static final String FILE = "agaricus-lepiota.data";
    static final int STEPS = 50_000;
    static final int EAT = 0;
    static final int SKIP = 1;
    private static final double POINTS_MIN = -35;
    private static final double POINTS_MAX = 5;

    /** The attributes in the order of the file, named as the data set's description names them. */
    private static final List<String> ATTRIBUTES = List.of(
            "cap_shape",
            "cap_surface",
            "cap_color",
            "bruises",
            "odor",
            "gill_attachment",
            "gill_spacing",
            "gill_size",
            "gill_color",
            "stalk_shape",
            "stalk_root",
            "stalk_surface_above_ring",
            "stalk_surface_below_ring",
            "stalk_color_above_ring",
            "stalk_color_below_ring",
            "veil_type",
            "veil_color",
            "ring_number",
            "ring_type",
            "spore_print_color",
            "population",
            "habitat");

    /** 117 indicators are hashed into this many positions, so that hardly any two of them meet. */
    private static final int DIMENSION = 4096;

    private final List<Step> steps;

    private MushroomData(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * @param seed draws the rows and tosses the coins
     * @param count how many rows to draw, at most {@link #STEPS}
     */
    static MushroomData load(long seed, int count) {
        List<Mushroom> mushrooms = mushrooms();
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < Math.min(count, STEPS); i++) {
            Mushroom mushroom = mushrooms.get(random.nextInt(mushrooms.size()));
            boolean spared = random.nextBoolean();
            steps.add(spared ? mushroom.spared() : mushroom.unlucky());
        }
        return new MushroomData(List.copyOf(steps));
    }

    /** A row, once for each side of the coin; the two are equal where it is edible. */
    record Mushroom(Step spared, Step unlucky) {}

    static List<Mushroom> mushrooms() {
        return DemoFile.text(FILE)
                .lines()
                .filter(line -> !line.isBlank())
                .map(MushroomData::mushroom)
                .toList();
    }

    private static Mushroom mushroom(String line) {
        String[] cells = line.split(",", -1);
        JsonObject context = new JsonObject();
        for (int i = 0; i < ATTRIBUTES.size(); i++) {
            context.put(ATTRIBUTES.get(i), cells[i + 1]);
        }
        double expected = cells[0].equals("p") ? (POINTS_MIN + POINTS_MAX) / 2 : POINTS_MAX;
        Step spared = step(context, POINTS_MAX, expected);
        return new Mushroom(spared, cells[0].equals("p") ? step(context, POINTS_MIN, expected) : spared);
    }

    private static Step step(JsonObject context, double eaten, double expected) {
        return new Step(context, List.of(outcome(eaten, expected), outcome(0, 0)));
    }

    private static ArmOutcome outcome(double points, double expected) {
        double reward = reward(points);
        return new ArmOutcome(reward, reward(expected), 0, new JsonObject().put("reward", reward));
    }

    private static double reward(double points) {
        return (points - POINTS_MIN) / (POINTS_MAX - POINTS_MIN);
    }

    @Override
    public String domain() {
        return "demo-mushroom";
    }

    @Override
    public String armWord() {
        return "answer";
    }

    @Override
    public List<String> arms() {
        return List.of("eat", "skip");
    }

    @Override
    public List<Step> steps() {
        return steps;
    }

    @Override
    public JsonObject domainBody() {
        return new JsonObject()
                .put("arms", new JsonArray(arms()))
                .put("policy", variants().get(Variants.CONTROL))
                .put("context", new JsonObject().put("dimension", DIMENSION));
    }

    @Override
    public Map<String, JsonObject> variants() {
        return Variants.against(new JsonObject());
    }

    @Override
    public List<String> introduction() {
        return List.of(
                String.format(
                        Locale.ROOT, "%,d mushrooms, drawn with replacement from 8,124; eat or skip.", steps.size()),
                "Skipping brings 0 points, an edible one 5, a poisonous one 5 or -35 by the toss of a coin.",
                "reward = (points + 35) / 40. Context: the 22 attributes by name.");
    }

    @Override
    public Unit unit() {
        return new Unit("points", POINTS_MAX - POINTS_MIN, POINTS_MIN);
    }

    @Override
    public int connections() {
        return 8;
    }
}
