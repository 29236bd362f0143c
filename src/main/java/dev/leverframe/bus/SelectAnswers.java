package dev.leverframe.bus;

import dev.leverframe.model.SelectAnswer;
import java.util.List;

/** One answer a select, in order. */
public record SelectAnswers(List<SelectAnswer> answers) implements BusMessage {
    public SelectAnswers {
        answers = List.copyOf(answers);
    }
}
