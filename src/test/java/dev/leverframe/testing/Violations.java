package dev.leverframe.testing;

import io.vertx.json.schema.OutputUnit;
import java.util.List;
import java.util.regex.Pattern;

/** The violations that a schema validator found, without those that only say that something below them is violated. */
final class Violations {
    private static final Pattern WRAPPER = Pattern.compile("A subschema had errors|Items did not match schema"
            + "|Property \".*\" does not match schema|Instance does not match every subschema");
    private static final Pattern UNDECLARED =
            Pattern.compile("Property \".*\" does not match additional properties schema");

    private Violations() {}

    /** One line each: the JSON pointer into the body, and what is wrong there. */
    static List<String> of(OutputUnit output) {
        if (output.getValid()) {
            return List.of();
        }
        List<OutputUnit> leaves = output.getErrors().stream()
                .filter(error -> !WRAPPER.matcher(error.getError()).matches())
                .toList();
        return leaves.stream()
                .filter(error -> !undeclared(error) || isFirstCause(error, leaves))
                .map(Violations::line)
                .distinct()
                .toList();
    }

    private static String line(OutputUnit error) {
        return error.getInstanceLocation() + ": " + (undeclared(error) ? "is not declared here" : error.getError());
    }

    private static boolean undeclared(OutputUnit error) {
        return UNDECLARED.matcher(error.getError()).matches();
    }

    /** The validator calls a declared property undeclared once its value is wrong; then the value is the cause. */
    private static boolean isFirstCause(OutputUnit error, List<OutputUnit> leaves) {
        String at = error.getInstanceLocation();
        return leaves.stream()
                .filter(other -> !undeclared(other))
                .map(OutputUnit::getInstanceLocation)
                .noneMatch(location -> location.equals(at) || location.startsWith(at + "/"));
    }
}
