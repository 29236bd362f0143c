package dev.leverframe.http;

import dev.leverframe.bus.Addresses;
import dev.leverframe.bus.BusMessage;
import dev.leverframe.bus.OutcomeAnswers;
import dev.leverframe.bus.OutcomeBatch;
import dev.leverframe.bus.SelectAnswers;
import dev.leverframe.bus.SelectBatch;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.OutcomeAnswer;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.Select;
import dev.leverframe.model.SelectAnswer;
import java.util.List;

/** The two kinds of command of the data plane. */
final class Kinds {
    static final Lane.Kind<Select, SelectAnswer> SELECT = new Selects();
    static final Lane.Kind<Outcome, OutcomeAnswer> OUTCOME = new Outcomes();

    private Kinds() {}

    private static final class Selects implements Lane.Kind<Select, SelectAnswer> {
        @Override
        public String address(String domain) {
            return Addresses.select(domain);
        }

        @Override
        public BusMessage pack(List<Select> commands, long deadlineMs) {
            return new SelectBatch(commands, deadlineMs);
        }

        @Override
        public List<SelectAnswer> unpack(BusMessage reply) {
            return ((SelectAnswers) reply).answers();
        }

        @Override
        public SelectAnswer refused(Refusal refusal) {
            return refusal;
        }

        @Override
        public boolean createsDomain() {
            return true;
        }
    }

    private static final class Outcomes implements Lane.Kind<Outcome, OutcomeAnswer> {
        @Override
        public String address(String domain) {
            return Addresses.outcome(domain);
        }

        @Override
        public BusMessage pack(List<Outcome> commands, long deadlineMs) {
            return new OutcomeBatch(commands, deadlineMs);
        }

        @Override
        public List<OutcomeAnswer> unpack(BusMessage reply) {
            return ((OutcomeAnswers) reply).answers();
        }

        @Override
        public OutcomeAnswer refused(Refusal refusal) {
            return refusal;
        }

        @Override
        public boolean createsDomain() {
            return false;
        }
    }
}
