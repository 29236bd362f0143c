package dev.leverframe.config;

import dev.leverframe.model.Refusal;
import dev.leverframe.model.Refusal.FieldError;
import java.util.List;
import java.util.stream.Collectors;

/** A body that breaks its rules, with everything that is wrong with it. */
public final class InvalidBody extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<FieldError> errors;

    /**
     * @param errors what is wrong, at least one, each with its JSON pointer into the body
     */
    InvalidBody(List<FieldError> errors) {
        super(errors.stream().map(FieldError::message).collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    /** What is wrong, at least one. */
    public List<FieldError> errors() {
        return errors;
    }

    /** The same as a refusal; its detail is the first error and how many others there are. */
    public Refusal toRefusal() {
        int others = errors.size() - 1;
        String detail = errors.get(0).message() + (others == 0 ? "" : " (and " + others + " more, see errors)");
        return new Refusal(Refusal.Code.INVALID_FIELD, detail, errors);
    }
}
