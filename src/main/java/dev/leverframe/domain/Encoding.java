package dev.leverframe.domain;

import dev.leverframe.model.Context;
import dev.leverframe.model.Context.Feature;
import dev.leverframe.model.Context.Named;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainSpec.ContextSpec;
import dev.leverframe.model.FeatureSchema;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Snapshot;
import dev.leverframe.policy.Candidates;
import dev.leverframe.policy.FeatureCounts;
import dev.leverframe.policy.FeatureEncoder;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a domain encodes contexts and the features of its arms now. A change of how positions are given out starts the
 * running scales anew and gives the encoding another version; a change of an arm's features does neither.
 */
final class Encoding {
    /** Of all the encodings that the domain has had. */
    final FeatureCounts counts = new FeatureCounts();

    private ContextSpec spec;
    private FeatureEncoder encoder;
    private long changes = 1;
    private String version;
    private Map<String, List<Feature>> armFeatures = Map.of();

    Encoding(DomainSpec domain) {
        spec = domain.context();
        encoder = new FeatureEncoder(spec, counts);
        version = changes + "-" + spec.fingerprint();
        observeArms(domain);
    }

    /**
     * The encoding that a snapshot was taken of.
     *
     * @param domain as it was configured last
     */
    Encoding(DomainSpec domain, Snapshot kept) {
        spec = domain.context();
        encoder = new FeatureEncoder(spec, counts);
        changes = kept.count("changes", 1);
        version = changes + "-" + spec.fingerprint();
        armFeatures = prefixed(domain.armFeatures());
        kept.restore("scales", encoder::restore);
        kept.restore("counts", counts::restore);
    }

    Snapshot snapshot() {
        return Snapshot.builder()
                .counts("changes", changes)
                .part("scales", encoder.snapshot())
                .part("counts", counts.snapshot())
                .build();
    }

    /** Changes to another specification, whatever is different in it. */
    void configure(DomainSpec changed) {
        if (!changed.context().equals(spec)) {
            spec = changed.context();
            encoder = new FeatureEncoder(spec, counts);
            version = ++changes + "-" + spec.fingerprint();
            armFeatures = Map.of();
        }
        observeArms(changed);
    }

    /** Lets the scales see each arm whose features are new, in an order that is always the same. */
    private void observeArms(DomainSpec domain) {
        Map<String, List<Feature>> now = prefixed(domain.armFeatures());
        now.keySet().stream().sorted().forEach(arm -> {
            List<Feature> features = now.getOrDefault(arm, List.of());
            if (!features.equals(armFeatures.get(arm))) {
                encoder.observeArm(features);
            }
        });
        armFeatures = now;
    }

    private static Map<String, List<Feature>> prefixed(Map<String, Named> arms) {
        Map<String, List<Feature>> prefixed = new HashMap<>();
        arms.forEach((arm, features) -> prefixed.put(arm, prefixed(features)));
        return prefixed;
    }

    private static List<Feature> prefixed(Named features) {
        return features.features().stream().map(Encoding::prefixed).toList();
    }

    private static Feature prefixed(Feature feature) {
        String name = FeatureSchema.ARM_PREFIX + feature.name();
        if (feature instanceof Context.Numeric numeric) {
            return new Context.Numeric(name, numeric.value());
        } else if (feature instanceof Context.Flag flag) {
            return new Context.Flag(name, flag.value());
        }
        return new Context.Category(name, ((Context.Category) feature).value());
    }

    /** How often the encoding changed, from 1, and a hash of what it is. */
    String version() {
        return version;
    }

    /** Takes the context of a decision into the scales and the counts. */
    void observe(Context context) {
        encoder.observe(context);
    }

    /** The candidates as the policies see them. */
    Candidates candidates(Context context, List<String> names, int[] numbers, long nowMs) {
        if (armFeatures.isEmpty()) {
            return Candidates.sharing(encoder.encode(context, List.of()), nowMs, numbers);
        }
        List<List<Feature>> own = names.stream().map(this::of).toList();
        return Candidates.each(encoder.encodeEach(context, own), nowMs, numbers);
    }

    /** The context as the policies see it for one arm. */
    FeatureVector encode(Context context, String arm) {
        return encoder.encode(context, of(arm));
    }

    /** What stands at each stored entry; empty text where nothing is known to. */
    List<String> names(Context context, String arm, FeatureVector encoded) {
        return encoder.names(context, of(arm), encoded);
    }

    /** Nothing is known to stand anywhere. */
    static List<String> noNames(FeatureVector encoded) {
        return Collections.nCopies(encoded.size(), "");
    }

    private List<Feature> of(String arm) {
        return armFeatures.getOrDefault(arm, List.of());
    }
}
