package dev.leverframe.bus;

import dev.leverframe.model.OutcomeAnswer;
import java.util.List;

/** One answer an outcome, in order; sent once all of them are as durable as the service is configured to make them. */
public record OutcomeAnswers(List<OutcomeAnswer> answers) implements BusMessage {
    public OutcomeAnswers {
        answers = List.copyOf(answers);
    }
}
