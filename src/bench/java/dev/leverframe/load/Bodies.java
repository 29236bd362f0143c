package dev.leverframe.load;

/** What is sent: bodies of some 200 bytes, and how the domains are set up that they go to. */
public final class Bodies {
    private static final String CANDIDATES = "\"candidates\": [\"haiku\", \"sonnet\", \"opus\", \"mini\"]";
    public static final String NAMED = "{" + CANDIDATES
            + ", \"key\": \"user-4711\", \"context\": {\"task\": \"code\", \"prompt_tokens\": 512, \"language\":"
            + " \"en\", \"tier\": \"gold\", \"vision\": false, \"retries\": 0}}";
    /** With the constant, 16 positions. */
    private static final String VECTOR = "\"context\": {\"vector\": [0.31, -0.52, 0.18, 0.44, -0.73, 0.05, 0.91, -0.26,"
            + " 0.67, -0.12, 0.38, -0.85, 0.59, 0.23, -0.47]}";

    public static final String WITH_VECTOR = "{" + CANDIDATES + ", " + VECTOR + "}";
    public static final String OUTCOME_END = "\", \"latency_ms\": 734.5, \"cost_usd\": 0.0021, \"quality\": 0.82}";
    public static final String POLICY =
            "{\"arms\": [\"haiku\", \"sonnet\", \"opus\", \"mini\"], \"policy\": {\"type\":"
                    + " \"thompson\"}, \"context\": {\"dimension\": 16}, \"reward\": {\"quality_weight\": 0.6}}";
    public static final String EXPERIMENT = "{\"variants\": [{\"variant\": \"control\", \"weight\": 50, \"policy\":"
            + " {\"type\": \"thompson\"}}, {\"variant\": \"lints\", \"weight\": 50, \"policy\": {\"type\":"
            + " \"lin_ts_diag\"}}]}";

    private Bodies() {}
}
