package dev.leverframe.config;

import java.util.List;

/** The configuration is wrong; the message has one line for each finding. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> findings;

    /**
     * @param findings at least one, one line each
     */
    public ConfigurationException(List<String> findings) {
        super(String.join("\n", findings));
        this.findings = List.copyOf(findings);
    }

    /** What is wrong, one line each. */
    public List<String> findings() {
        return findings;
    }
}
