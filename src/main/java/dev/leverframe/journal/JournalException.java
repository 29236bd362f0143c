package dev.leverframe.journal;

/** The files of the journal cannot be read or written, or what they hold cannot be understood. */
public final class JournalException extends RuntimeException {
    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
