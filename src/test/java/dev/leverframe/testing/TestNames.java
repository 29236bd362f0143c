package dev.leverframe.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Finds tests by the names that documents give them: {@code ClassName.methodName}. */
final class TestNames {
    private static final Path ROOT = Path.of("src/test/java");
    private static final Map<String, String> CLASSES = classes();

    private TestNames() {}

    /** What is wrong with such a name, if anything. */
    static Optional<String> problem(String name) {
        int dot = name.indexOf('.');
        String className = dot < 0 ? name : name.substring(0, dot);
        if (!CLASSES.containsKey(className)) {
            return Optional.of("there is no test class " + className);
        }
        if (dot < 0) {
            return Optional.empty();
        }
        return hasTest(CLASSES.get(className), name.substring(dot + 1))
                ? Optional.empty()
                : Optional.of(className + " has no test " + name.substring(dot + 1));
    }

    private static boolean hasTest(String qualified, String method) {
        try {
            return Arrays.stream(Class.forName(qualified).getDeclaredMethods())
                    .filter(each -> each.getName().equals(method))
                    .anyMatch(each ->
                            each.isAnnotationPresent(Test.class) || each.isAnnotationPresent(ParameterizedTest.class));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a source file without its class", e);
        }
    }

    /** Simple name to qualified name. */
    private static Map<String, String> classes() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith("Test.java"))
                    .map(file -> file.substring(ROOT.toString().length() + 1, file.length() - ".java".length()))
                    .map(file -> file.replace('/', '.'))
                    .collect(Collectors.toMap(name -> name.substring(name.lastIndexOf('.') + 1), name -> name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
