package dev.leverframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Flags;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifests hold no field by mistake, and agree with the contract and with the configuration. */
class KubernetesTest {
    private static final JsonObject DEPLOYMENT = read("k8s/deployment.yaml");
    private static final JsonObject SERVICE = read("k8s/service.yaml");
    private static final JsonObject VOLUME = read("k8s/volume.yaml");
    private static final JsonObject KUSTOMIZATION = read("k8s/kustomization.yaml");
    private static final JsonObject BASE = read("conf/kustomization.yaml");
    private static final JsonObject POD =
            DEPLOYMENT.getJsonObject("spec").getJsonObject("template").getJsonObject("spec");
    private static final JsonObject CONTAINER = POD.getJsonArray("containers").getJsonObject(0);

    /** A misspelt field is not applied and not reported, so every object holds exactly the fields that are meant. */
    @Test
    void noFieldIsUnknownOrForgotten() {
        assertThat(DEPLOYMENT.fieldNames()).containsExactlyInAnyOrder("apiVersion", "kind", "metadata", "spec");
        assertThat(DEPLOYMENT.getJsonObject("spec").fieldNames())
                .containsExactlyInAnyOrder("replicas", "selector", "strategy", "template");
        assertThat(POD.fieldNames())
                .containsExactlyInAnyOrder(
                        "enableServiceLinks",
                        "automountServiceAccountToken",
                        "terminationGracePeriodSeconds",
                        "securityContext",
                        "containers",
                        "volumes");
        assertThat(CONTAINER.fieldNames())
                .containsExactlyInAnyOrder(
                        "name",
                        "image",
                        "imagePullPolicy",
                        "ports",
                        "env",
                        "resources",
                        "startupProbe",
                        "livenessProbe",
                        "readinessProbe",
                        "securityContext",
                        "volumeMounts");
        assertThat(SERVICE.fieldNames()).containsExactlyInAnyOrder("apiVersion", "kind", "metadata", "spec");
        assertThat(SERVICE.getJsonObject("spec").fieldNames()).containsExactlyInAnyOrder("selector", "ports");
        assertThat(VOLUME.fieldNames()).containsExactlyInAnyOrder("apiVersion", "kind", "metadata", "spec");
        assertThat(VOLUME.getJsonObject("spec").fieldNames()).containsExactlyInAnyOrder("accessModes", "resources");
        assertThat(KUSTOMIZATION.fieldNames()).containsExactlyInAnyOrder("apiVersion", "kind", "resources", "labels");
        assertThat(BASE.fieldNames()).containsExactlyInAnyOrder("apiVersion", "kind", "configMapGenerator");
    }

    @Test
    void kustomizationNamesFilesThatExist() {
        for (Object resource : KUSTOMIZATION.getJsonArray("resources")) {
            assertThat(Path.of("k8s", (String) resource)).exists();
        }
        JsonObject generator = BASE.getJsonArray("configMapGenerator").getJsonObject(0);
        assertThat(generator.getJsonArray("files")).containsExactly("leverframe.yaml");
        assertThat(generator.getString("name"))
                .isEqualTo(named("volumes", POD, "config")
                        .getJsonObject("configMap")
                        .getString("name"));
    }

    @Test
    void serviceLeadsToThePodsOfTheDeployment() {
        JsonObject labels = DEPLOYMENT
                .getJsonObject("spec")
                .getJsonObject("template")
                .getJsonObject("metadata")
                .getJsonObject("labels");
        assertThat(SERVICE.getJsonObject("spec").getJsonObject("selector")).isEqualTo(labels);
        assertThat(DEPLOYMENT.getJsonObject("spec").getJsonObject("selector").getJsonObject("matchLabels"))
                .isEqualTo(labels);
    }

    @Test
    void portsAreThoseOfTheContract() {
        List<Integer> ports = OpenApiDocument.load().json().getJsonArray("servers").stream()
                .map(server ->
                        URI.create(((JsonObject) server).getString("url")).getPort())
                .toList();
        assertThat(ports(CONTAINER, "containerPort"))
                .isEqualTo(Map.of("data", ports.get(0), "management", ports.get(1)));
        assertThat(ports(SERVICE.getJsonObject("spec"), "port")).isEqualTo(ports(CONTAINER, "containerPort"));
        for (Object port : SERVICE.getJsonObject("spec").getJsonArray("ports")) {
            assertThat(((JsonObject) port).getString("targetPort")).isEqualTo(((JsonObject) port).getString("name"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "startupProbe, /health/started",
        "livenessProbe, /health/live",
        "readinessProbe, /health/ready",
    })
    void probesAskTheManagementPlane(String probe, String path) {
        JsonObject http = CONTAINER.getJsonObject(probe).getJsonObject("httpGet");
        assertThat(http).isEqualTo(new JsonObject().put("path", path).put("port", "management"));
        assertThat(servedOnManagement(path)).isTrue();
        assertThat(CONTAINER.getJsonObject(probe).fieldNames())
                .containsExactlyInAnyOrder("httpGet", "periodSeconds", "timeoutSeconds", "failureThreshold");
    }

    @Test
    void prometheusScrapesTheManagementPlane() {
        JsonObject annotations = DEPLOYMENT
                .getJsonObject("spec")
                .getJsonObject("template")
                .getJsonObject("metadata")
                .getJsonObject("annotations");
        assertThat(annotations.getString("prometheus.io/scrape")).isEqualTo("true");
        assertThat(annotations.getString("prometheus.io/port"))
                .isEqualTo(ports(CONTAINER, "containerPort").get("management").toString());
        assertThat(servedOnManagement(annotations.getString("prometheus.io/path")))
                .isTrue();
    }

    /** Keys with underscores for the dots, as the names of variables have them. */
    private static Set<String> flattened(JsonObject section, String prefix) {
        Set<String> keys = new HashSet<>();
        for (String name : section.fieldNames()) {
            keys.add(prefix + name);
            if (section.getValue(name) instanceof JsonObject inner) {
                keys.addAll(flattened(inner, prefix + name + "_"));
            }
        }
        return keys;
    }

    @Test
    void environmentNamesFlagsAndConfigurationKeys() {
        Set<String> flags = Arrays.stream(Flags.Flag.values()).map(Enum::name).collect(Collectors.toSet());
        assertThat(environment().keySet()).containsAll(flags);
        Set<String> keys = flattened(read("conf/leverframe.yaml"), "");
        for (String name : environment().keySet()) {
            if (name.startsWith("LEVERFRAME_") && !name.equals("LEVERFRAME_CONFIG")) {
                String key = name.substring("LEVERFRAME_".length()).toLowerCase(Locale.ROOT);
                assertThat(keys).as(name).contains(key);
            }
        }
        assertThat(environment().get("LEVERFRAME_CONFIG"))
                .isEqualTo(named("volumeMounts", CONTAINER, "config").getString("mountPath") + "/leverframe.yaml");
    }

    @Test
    void configurationListensAndDrainsAsTheManifestsExpect() {
        JsonObject configuration = read("conf/leverframe.yaml");
        Map<String, Integer> ports = ports(CONTAINER, "containerPort");
        assertThat(configuration.getJsonObject("http").getInteger("port")).isEqualTo(ports.get("data"));
        assertThat(configuration.getJsonObject("management").getInteger("port")).isEqualTo(ports.get("management"));
        assertThat(POD.getInteger("terminationGracePeriodSeconds") * 1000)
                .isGreaterThan(configuration.getJsonObject("shutdown").getInteger("drain_ms"));
    }

    /** The Pod Security Standards call this level "restricted". */
    @Test
    void podIsRestricted() {
        JsonObject pod = POD.getJsonObject("securityContext");
        assertThat(pod.getBoolean("runAsNonRoot")).isTrue();
        assertThat(pod.getInteger("runAsUser")).isPositive();
        assertThat(pod.getJsonObject("seccompProfile").getString("type")).isEqualTo("RuntimeDefault");
        assertThat(CONTAINER.getJsonObject("securityContext"))
                .isEqualTo(new JsonObject()
                        .put("allowPrivilegeEscalation", false)
                        .put("readOnlyRootFilesystem", true)
                        .put("capabilities", new JsonObject().put("drop", new JsonArray().add("ALL"))));
        assertThat(POD.getBoolean("enableServiceLinks")).isFalse();
    }

    @Test
    void whatIsWrittenToIsAVolume() {
        assertThat(named("volumeMounts", CONTAINER, "data").getString("mountPath"))
                .isEqualTo(environment().get("LEVERFRAME_DATA_DIR"));
        assertThat(named("volumeMounts", CONTAINER, "tmp").getString("mountPath"))
                .isEqualTo("/tmp");
        assertThat(named("volumes", POD, "tmp").containsKey("emptyDir")).isTrue();
    }

    /** Two pods at a time would both want the files; no pod may lose them. */
    @Test
    void whatIsLearnedOutlivesThePodAndHasOneOwner() {
        assertThat(named("volumes", POD, "data").getJsonObject("persistentVolumeClaim"))
                .isEqualTo(new JsonObject()
                        .put("claimName", VOLUME.getJsonObject("metadata").getString("name")));
        assertThat(VOLUME.getJsonObject("spec").getJsonArray("accessModes")).containsExactly("ReadWriteOnce");
        assertThat(DEPLOYMENT.getJsonObject("spec").getJsonObject("strategy"))
                .isEqualTo(new JsonObject().put("type", "Recreate"));
    }

    @Test
    void oneReplicaWithBoundedResources() {
        assertThat(DEPLOYMENT.getJsonObject("spec").getInteger("replicas")).isEqualTo(1);
        assertThat(CONTAINER.getString("image")).isEqualTo("leverframe:0.1.0");
        for (String bound : List.of("requests", "limits")) {
            assertThat(CONTAINER.getJsonObject("resources").getJsonObject(bound).fieldNames())
                    .containsExactlyInAnyOrder("cpu", "memory");
        }
    }

    private static boolean servedOnManagement(String path) {
        String url = OpenApiDocument.load()
                .at("paths", path)
                .value()
                .getJsonArray("servers")
                .getJsonObject(0)
                .getString("url");
        return URI.create(url).getPort() == ports(CONTAINER, "containerPort").get("management");
    }

    private static Map<String, Integer> ports(JsonObject owner, String field) {
        return owner.getJsonArray("ports").stream()
                .map(JsonObject.class::cast)
                .collect(Collectors.toMap(port -> port.getString("name"), port -> port.getInteger(field)));
    }

    private static Map<String, String> environment() {
        return CONTAINER.getJsonArray("env").stream()
                .map(JsonObject.class::cast)
                .collect(Collectors.toMap(entry -> entry.getString("name"), entry -> entry.getString("value")));
    }

    private static JsonObject named(String list, JsonObject owner, String name) {
        return owner.getJsonArray(list).stream()
                .map(JsonObject.class::cast)
                .filter(entry -> name.equals(entry.getString("name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing named " + name + " in " + list));
    }

    private static JsonObject read(String file) {
        try {
            return StrictYaml.parse(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
