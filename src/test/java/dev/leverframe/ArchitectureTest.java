package dev.leverframe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The import table of src/docs/architecture.md, held as a test. */
class ArchitectureTest {
    private static final String ROOT = "dev.leverframe.";
    private static final List<String> ARITHMETIC =
            List.of("model", "reward", "policy", "evidence", "experiment", "domain");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.leverframe");

    /** Package to what it may import. The root package wires and may import all. */
    private static final Map<String, List<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("model", List.of()),
            Map.entry("reward", List.of("model")),
            Map.entry("policy", List.of("model")),
            Map.entry("evidence", List.of("model")),
            Map.entry("experiment", List.of("model", "policy", "evidence")),
            Map.entry("memory", List.of("model")),
            Map.entry("domain", List.of("model", "reward", "policy", "evidence", "experiment", "memory")),
            Map.entry("journal", List.of("model")),
            // what only facts and the state can say together: recovery, recomputation
            Map.entry("replay", List.of("domain", "journal", "model")),
            // the journal as a table, in the formats of others
            Map.entry("decisionlog", List.of("replay", "domain", "journal", "model")),
            Map.entry("config", List.of("model")),
            Map.entry("bus", List.of("model")),
            Map.entry("web", List.of("bus", "model")),
            // experiment: the desk hands an experiment's state from one command of the domain to the next
            Map.entry("bandit", List.of("replay", "domain", "experiment", "journal", "bus", "config", "model")),
            Map.entry("http", List.of("bus", "config", "model", "web")),
            Map.entry("stats", List.of("decisionlog", "replay", "journal", "bus", "config", "model", "web")),
            Map.entry("offline", List.of("decisionlog", "replay", "domain", "journal", "config", "model")),
            Map.entry("demo", List.of())));

    static List<String> packages() {
        return List.copyOf(MAY_IMPORT.keySet());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void importsOnlyWhatItsRowAllows(String name) {
        String[] others = MAY_IMPORT.keySet().stream()
                .filter(other -> !other.equals(name) && !MAY_IMPORT.get(name).contains(other))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(CLASSES);
    }

    @Test
    void everyClassHasARow() {
        String[] known =
                MAY_IMPORT.keySet().stream().map(name -> ROOT + name + "..").toArray(String[]::new);
        classes()
                .that()
                .resideOutsideOfPackage("dev.leverframe")
                .should()
                .resideInAnyPackage(known)
                .check(CLASSES);
    }

    @Test
    void arithmeticImportsNoFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ARITHMETIC.stream().map(name -> ROOT + name + "..").toArray(String[]::new))
                .or()
                .resideInAPackage(ROOT + "memory..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..", "io.micrometer..", "com.fasterxml..", "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void arithmeticReadsNoClockAndRollsNoDice() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ARITHMETIC.stream().map(name -> ROOT + name + "..").toArray(String[]::new))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Random.class)
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.leverframe.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
