package dev.leverframe.domain;

import dev.leverframe.model.Context;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.Select;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works out which arms a select can have, or why it can have none. Changes nothing. */
final class CandidateResolver {
    private final Knowledge knowledge;
    private final Limits limits;

    CandidateResolver(Knowledge knowledge, Limits limits) {
        this.knowledge = knowledge;
        this.limits = limits;
    }

    Resolved resolve(Select select) {
        Refusal unfit = contextProblem(select.context());
        if (unfit != null) {
            return Resolved.refused(unfit);
        }
        if (select.candidates().isEmpty()) {
            return all();
        }
        if (knowledge.arms.areLive(select.candidates())) {
            return new Resolved(knowledge.arms.own(select.candidates()), List.of(), null);
        }
        return knowledge.configured().autoArms() ? open(select.candidates()) : closed(select.candidates());
    }

    private Resolved all() {
        List<String> live = knowledge.arms.liveNames();
        return live.isEmpty()
                ? Resolved.refused(noLive("domain '" + domain() + "' has no arms yet; send candidates or declare arms"))
                : new Resolved(live, List.of(), null);
    }

    /** Candidates that are new become arms. */
    private Resolved open(List<String> candidates) {
        List<String> added =
                candidates.stream().filter(arm -> !knowledge.arms.isLive(arm)).toList();
        long unknown =
                added.stream().filter(arm -> !knowledge.arms.isKnown(arm)).count();
        if (knowledge.arms.size() + unknown > limits.armsMax()) {
            return Resolved.refused(Refusal.field(
                    Refusal.Code.LIMIT_REACHED,
                    "/candidates",
                    "a domain may have at most " + limits.armsMax() + " arms; domain '" + domain() + "' has "
                            + knowledge.arms.size() + " and these candidates would add " + unknown));
        }
        return new Resolved(candidates, added, null);
    }

    /** Candidates that are no live arms are left out. */
    private Resolved closed(List<String> candidates) {
        List<String> live = candidates.stream().filter(knowledge.arms::isLive).toList();
        return live.isEmpty()
                ? Resolved.refused(noLive("domain '" + domain()
                        + "' has none of the requested arms live; add one or send other candidates"))
                : new Resolved(live, List.of(), null);
    }

    /** Why this context cannot be encoded; null: it can. */
    @Nullable
    Refusal contextProblem(Context context) {
        int entriesMax = knowledge.configured().context().vectorEntriesMax();
        if (context instanceof Context.Vector vector && vector.size() > entriesMax) {
            return Refusal.field(
                    Refusal.Code.INVALID_FIELD,
                    "/context/vector",
                    "a vector of domain '" + domain() + "' has at most " + entriesMax + " entries, got " + vector.size()
                            + "; raise the domain's context dimension to send more");
        }
        return null;
    }

    /** Why such a logged reward cannot be learned from; null: it can. */
    @Nullable
    Refusal importProblem(Context context, String arm, double reward) {
        if (!knowledge.arms.isKnown(arm)) {
            return noArm(arm);
        }
        if (!(reward >= 0 && reward <= 1)) {
            return Refusal.field(Refusal.Code.INVALID_FIELD, "/reward", "must be in [0, 1], got " + reward);
        }
        return contextProblem(context);
    }

    Refusal noArm(String arm) {
        return Refusal.field(Refusal.Code.UNPROCESSABLE, "/arm", "domain '" + domain() + "' has no arm '" + arm + "'");
    }

    private static Refusal noLive(String detail) {
        return Refusal.field(Refusal.Code.NO_LIVE_CANDIDATE, "/candidates", detail);
    }

    private String domain() {
        return knowledge.domain();
    }

    /**
     * @param candidates in the caller's order
     * @param added those that become arms by this select
     * @param refusal why there are none, or null
     */
    record Resolved(
            List<String> candidates,
            List<String> added,
            @Nullable Refusal refusal) {
        static Resolved refused(Refusal refusal) {
            return new Resolved(List.of(), List.of(), refusal);
        }
    }
}
