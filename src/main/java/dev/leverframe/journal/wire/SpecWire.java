package dev.leverframe.journal.wire;

import static dev.leverframe.journal.wire.MessageReader.required;

import dev.leverframe.model.Context.Named;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainSpec.ContextSpec;
import dev.leverframe.model.FeatureSchema;
import dev.leverframe.model.Flags;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.RewardSettings.Combine;
import dev.leverframe.model.RewardSettings.LatencyShape;
import dev.leverframe.model.RewardSettings.Missing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The messages of what is configured for a domain, but for its features. */
final class SpecWire {
    private static final Words<PolicyType> TYPES = Words.of(PolicyType.class);
    private static final Words<LatencyShape> SHAPES = Words.of(LatencyShape.class);
    private static final Words<Combine> COMBINES = Words.of(Combine.class);
    private static final Words<Missing> MISSINGS = Words.of(Missing.class);

    private SpecWire() {}

    static void write(MessageWriter out, DomainSpec spec) {
        out.text(1, spec.domain());
        out.texts(2, spec.arms());
        out.flag(3, spec.autoArms());
        out.message(4, spec.policy(), SpecWire::write);
        out.message(5, spec.reward(), SpecWire::write);
        out.message(6, spec.context(), SpecWire::write);
        out.whole(7, spec.decisionTtlMs());
        out.map(8, spec.armFeatures(), (o, features) -> o.message(2, features, ContextWire::writeFeatures));
        out.map(9, spec.armLike(), (o, like) -> o.present(2, like));
    }

    static DomainSpec readDomain(MessageReader in) throws IOException {
        String domain = "";
        List<String> arms = new ArrayList<>();
        boolean autoArms = false;
        PolicySpec policy = null;
        RewardSettings reward = null;
        ContextSpec context = null;
        long decisionTtlMs = 0;
        Map<String, Named> armFeatures = new HashMap<>();
        Map<String, String> armLike = new HashMap<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> domain = in.text();
                case 2 -> arms.add(in.text());
                case 3 -> autoArms = in.flag();
                case 4 -> policy = in.message(SpecWire::readPolicy);
                case 5 -> reward = in.message(SpecWire::readReward);
                case 6 -> context = in.message(SpecWire::readContext);
                case 7 -> decisionTtlMs = in.whole();
                case 8 -> in.entry(armFeatures, new Named(List.of()), each -> each.message(ContextWire::readFeatures));
                case 9 -> in.entry(armLike, "", MessageReader::text);
                default -> in.skip();
            }
        }
        return new DomainSpec(
                domain,
                arms,
                autoArms,
                required(policy, "a policy"),
                required(reward, "reward settings"),
                required(context, "a context specification"),
                decisionTtlMs,
                armFeatures,
                armLike);
    }

    static void write(MessageWriter out, PolicySpec policy) {
        TYPES.write(out, 1, policy.type());
        out.map(2, policy.numbers(), (o, number) -> o.present(2, number.doubleValue()));
        out.map(3, policy.words(), (o, word) -> o.present(2, word));
        out.map(4, policy.shares(), (o, share) -> o.present(2, share.doubleValue()));
    }

    static PolicySpec readPolicy(MessageReader in) throws IOException {
        PolicyType type = null;
        Map<String, Double> numbers = new HashMap<>();
        Map<String, String> words = new HashMap<>();
        Map<String, Double> shares = new HashMap<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> type = TYPES.read(in);
                case 2 -> in.entry(numbers, 0.0, MessageReader::number);
                case 3 -> in.entry(words, "", MessageReader::text);
                case 4 -> in.entry(shares, 0.0, MessageReader::number);
                default -> in.skip();
            }
        }
        return new PolicySpec(required(type, "a type of policy"), numbers, words, shares);
    }

    private static void write(MessageWriter out, RewardSettings reward) {
        out.number(1, reward.costWeight());
        out.number(2, reward.latencyWeight());
        out.number(3, reward.qualityWeight());
        out.number(4, reward.latencyMsWindow());
        out.number(5, reward.costRefUsd());
        out.number(6, reward.failureValue());
        SHAPES.write(out, 7, reward.latencyShape());
        COMBINES.writeOptional(out, 8, reward.combine() == Combine.FIRST ? null : reward.combine());
        MISSINGS.writeOptional(out, 9, reward.missing() == Missing.AS_VALUE ? null : reward.missing());
        out.number(10, reward.missingValue());
    }

    private static RewardSettings readReward(MessageReader in) throws IOException {
        double[] numbers = new double[6];
        LatencyShape shape = null;
        Combine combine = Combine.FIRST;
        Missing missing = Missing.AS_VALUE;
        double missingValue = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1, 2, 3, 4, 5, 6 -> numbers[field - 1] = in.number();
                case 7 -> shape = SHAPES.read(in);
                case 8 -> combine = COMBINES.read(in);
                case 9 -> missing = MISSINGS.read(in);
                case 10 -> missingValue = in.number();
                default -> in.skip();
            }
        }
        return new RewardSettings(
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                numbers[5],
                required(shape, "a latency shape"),
                combine,
                missing,
                missingValue);
    }

    private static void write(MessageWriter out, ContextSpec context) {
        out.whole(1, context.dimension());
        out.message(2, context.schema(), SchemaWire::write);
    }

    private static ContextSpec readContext(MessageReader in) throws IOException {
        int dimension = 0;
        FeatureSchema schema = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> dimension = in.wholeInt();
                case 2 -> schema = in.message(SchemaWire::read);
                default -> in.skip();
            }
        }
        return new ContextSpec(dimension, required(schema, "a schema"));
    }

    static void write(MessageWriter out, Flags flags) {
        out.flag(1, flags.experimentHarness());
        out.flag(2, flags.rlLints());
    }

    static Flags readFlags(MessageReader in) throws IOException {
        boolean experimentHarness = false;
        boolean rlLints = false;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> experimentHarness = in.flag();
                case 2 -> rlLints = in.flag();
                default -> in.skip();
            }
        }
        return new Flags(experimentHarness, rlLints);
    }
}
