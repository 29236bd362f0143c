package dev.leverframe.config;

import dev.leverframe.model.Context;
import dev.leverframe.model.Context.Feature;
import dev.leverframe.model.Context.Named;
import dev.leverframe.model.DomainSpec;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What a domain says of single arms: {@code "arm_features": {"a": {"price": 0.1, "vendor": "x"}}} and {@code "arm_like":
 * {"b": "a"}}. Both may name only arms that the domain lists, unless it learns its arms from the candidates; the arm that
 * another one starts like may be any.
 */
final class ArmsBody {
    private static final int FEATURES_PER_ARM_MAX = 64;

    private final Fields fields;
    private final List<String> arms;
    private final boolean autoArms;
    private final int armsMax;

    ArmsBody(Fields fields, List<String> arms, boolean autoArms, int armsMax) {
        this.fields = fields;
        this.arms = arms;
        this.autoArms = autoArms;
        this.armsMax = armsMax;
    }

    Map<String, Named> features() {
        Map<String, Named> features = new TreeMap<>();
        forEachArm(
                "arm_features",
                (section, arm) -> section.section(arm).ifPresent(own -> features.put(arm, features(own, arm))));
        return features;
    }

    Map<String, String> likes() {
        Map<String, String> likes = new TreeMap<>();
        forEachArm("arm_like", (section, arm) -> {
            String like = section.require(arm, Kind.Name.ARM, "");
            if (like.equals(arm)) {
                section.refuseNamed(arm, "an arm cannot start like itself, got " + OneLine.quoted(arm));
            }
            likes.put(arm, like);
        });
        return likes;
    }

    private void forEachArm(String field, BiConsumer<Fields, String> action) {
        fields.section(field).ifPresent(section -> {
            if (section.names().size() > armsMax) {
                fields.refuse(
                        field,
                        field + " must name at most " + armsMax + " arms (arms_per_domain_max), got "
                                + section.names().size());
                return;
            }
            for (String arm : section.names()) {
                if (Kind.Name.ARM.read(arm) == null || !(autoArms || arms.contains(arm))) {
                    section.refuseNamed(
                            arm,
                            field + " must name arms of the domain, got " + OneLine.quoted(arm)
                                    + Nearest.hint(arm, arms));
                } else {
                    action.accept(section, arm);
                }
            }
        });
    }

    private static Named features(Fields own, String arm) {
        List<String> names = own.names();
        if (names.size() > FEATURES_PER_ARM_MAX) {
            own.refuseWhole("an arm must have at most " + FEATURES_PER_ARM_MAX + " features, got " + names.size()
                    + " for " + OneLine.quoted(arm));
            return new Named(List.of());
        }
        List<Feature> features = new ArrayList<>();
        names.stream().sorted().forEach(name -> feature(own, name).ifPresent(features::add));
        return new Named(features);
    }

    private static Optional<Feature> feature(Fields own, String name) {
        if (ContextBody.NAME.read(name) == null) {
            own.refuseNamed(name, "a feature's name must be " + ContextBody.NAME.range());
            return Optional.empty();
        }
        Object value = own.any(name);
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return Optional.of(new Context.Numeric(name, number.doubleValue()));
        } else if (value instanceof Boolean flag) {
            return Optional.of(new Context.Flag(name, flag));
        } else if (ContextBody.VALUE.read(value) != null) {
            return Optional.of(new Context.Category(name, String.valueOf(value)));
        }
        own.refuseNamed(
                name,
                OneLine.quoted(name) + " must be a finite number, true or false, or " + ContextBody.VALUE.range()
                        + ", got " + Kind.shown(value));
        return Optional.empty();
    }

    /** What is said of the arms; nothing where nothing is. */
    static JsonObject toJson(DomainSpec spec) {
        JsonObject json = new JsonObject();
        if (!spec.armFeatures().isEmpty()) {
            JsonObject features = new JsonObject();
            new TreeMap<>(spec.armFeatures()).forEach((arm, own) -> features.put(arm, toJson(own)));
            json.put("arm_features", features);
        }
        if (!spec.armLike().isEmpty()) {
            JsonObject likes = new JsonObject();
            new TreeMap<>(spec.armLike()).forEach(likes::put);
            json.put("arm_like", likes);
        }
        return json;
    }

    private static JsonObject toJson(Named own) {
        JsonObject json = new JsonObject();
        for (Feature feature : own.features()) {
            if (feature instanceof Context.Numeric numeric) {
                json.put(numeric.name(), numeric.value());
            } else if (feature instanceof Context.Flag flag) {
                json.put(flag.name(), flag.value());
            } else if (feature instanceof Context.Category category) {
                json.put(category.name(), category.value());
            }
        }
        return json;
    }
}
