package dev.leverframe.journal;

/** Told, once, how the facts of one append ended; on the journal's thread or the caller's. */
public interface Receipt {
    /** For facts whose fate nobody waits for. They may be written a little later than others. */
    Receipt NOBODY = new Receipt() {
        @Override
        public void kept() {}

        @Override
        public void lost(String why) {}
    };

    /** The facts are as durable as the service is configured to make them. */
    void kept();

    /** Nothing may be assumed of the facts: nobody may be told that they are kept. */
    void lost(String why);
}
