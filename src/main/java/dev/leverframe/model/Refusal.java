package dev.leverframe.model;

import java.util.List;

/**
 * A business refusal: what was asked cannot be done, and why. Not a failure of transport.
 *
 * @param code the closed set of reasons; fixes the HTTP status
 * @param detail one sentence that says what to do next
 * @param errors the fields at fault, empty where no single field is
 */
public record Refusal(Code code, String detail, List<FieldError> errors) implements SelectAnswer, OutcomeAnswer {
    public Refusal {
        errors = List.copyOf(errors);
    }

    public Refusal(Code code, String detail) {
        this(code, detail, List.of());
    }

    /** A refusal for one field; its message is the detail too. */
    public static Refusal field(Code code, String pointer, String message) {
        return new Refusal(code, message, List.of(new FieldError(pointer, message)));
    }

    /**
     * A field at fault.
     *
     * @param pointer JSON pointer (RFC 6901) into the request body
     * @param message says the range, then the value
     */
    public record FieldError(String pointer, String message) {}

    /** Every reason to refuse, with the status that HTTP and the event bus report it by. The one place that decides it. */
    public enum Code {
        MALFORMED(400, "Malformed request"),
        INVALID_FIELD(400, "Invalid field"),
        NOT_FOUND(404, "Not found"),
        UNKNOWN_DOMAIN(404, "Unknown domain"),
        UNKNOWN_EXPERIMENT(404, "Unknown experiment"),
        UNKNOWN_DECISION(404, "Unknown decision"),
        METHOD_NOT_ALLOWED(405, "Method not allowed"),
        REQUEST_TIMEOUT(408, "Request body too slow"),
        CONFLICT(409, "Conflict"),
        STALE(412, "Stale If-Match"),
        TOO_LARGE(413, "Request too large"),
        UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
        NO_LIVE_CANDIDATE(422, "No live candidate"),
        UNPROCESSABLE(422, "Not possible"),
        LIMIT_REACHED(422, "Limit reached"),
        /** A defect of ours; logged with its cause. */
        INTERNAL(500, "Internal error"),
        OVERLOADED(503, "Overloaded"),
        /** It was not recorded as durably as the service is configured to. */
        NOT_DURABLE(503, "Not durable"),
        UNAVAILABLE(503, "Unavailable");

        private final int status;
        private final String title;

        Code(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** HTTP status, also the failure code on the event bus. */
        public int status() {
            return status;
        }

        /** A short title, the same for every refusal of this code. */
        public String title() {
            return title;
        }
    }
}
