package dev.leverframe.bandit;

/** What was to be kept could not be. */
final class LostException extends RuntimeException {
    private final String why;

    LostException(String why) {
        super("not kept: " + why);
        this.why = why;
    }

    /** In a few words, for an operator. */
    String why() {
        return why;
    }
}
