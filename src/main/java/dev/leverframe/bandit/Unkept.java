package dev.leverframe.bandit;

import dev.leverframe.model.OutcomeAnswer;
import dev.leverframe.model.Refusal;
import java.util.List;

/** What is said where the journal cannot keep what it is told. */
final class Unkept {
    private Unkept() {}

    /** @param failure why, in a few words */
    static Refusal because(String failure) {
        return new Refusal(
                Refusal.Code.NOT_DURABLE,
                "this cannot be kept now (" + failure
                        + "), so it is not acknowledged; send it again, with the same ids");
    }

    static Refusal congested(String domain) {
        return new Refusal(
                Refusal.Code.OVERLOADED,
                "the journal is behind domain '" + domain + "'; nothing was decided or recorded, try again");
    }

    /** The answers as they may be given: those that were refused anyway stay. */
    static List<OutcomeAnswer> instead(List<OutcomeAnswer> answers, String failure) {
        return answers.stream()
                .map(answer -> answer instanceof Refusal ? answer : because(failure))
                .toList();
    }
}
