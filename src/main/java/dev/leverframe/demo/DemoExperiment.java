package dev.leverframe.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The demo's domain and experiment on the service. */
final class DemoExperiment {
    private static final String NAME = "lints-vs-core";

    private final ServiceClient client;
    private final Dataset data;

    DemoExperiment(ServiceClient client, Dataset data) {
        this.client = client;
        this.data = data;
    }

    /** Drops the domain of an earlier run and sets both up anew; the experiment begins in shadow. */
    void setUp() {
        client.delete(domainPath());
        client.put(domainPath(), data.domainBody());
        client.put(path(), body());
    }

    void activate() {
        client.post(
                path() + "/phase",
                new JsonObject().put("phase", "active").put("reason", "demo: the shadow half is over"));
    }

    /** The domain's figures at this moment. */
    JsonObject stats() {
        return client.get("/v1/stats?domain=" + data.domain())
                .getJsonArray("domains")
                .getJsonObject(0);
    }

    String domainPath() {
        return "/v1/domains/" + data.domain();
    }

    String path() {
        return domainPath() + "/experiments/" + NAME;
    }

    private JsonObject body() {
        JsonArray variants = new JsonArray();
        data.variants()
                .forEach((variant, policy) -> variants.add(new JsonObject()
                        .put("variant", variant)
                        .put("weight", 1)
                        .put("policy", policy)));
        return new JsonObject().put("control", Variants.CONTROL).put("variants", variants);
    }
}
