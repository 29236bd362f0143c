package dev.leverframe.config;

import dev.leverframe.config.Settings.Domains;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Values that are fine one by one and cannot hold together. */
final class Conflicts {
    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

    private Conflicts() {}

    /** One line each, naming all keys concerned. */
    static List<String> of(Settings settings) {
        List<String> conflicts = new ArrayList<>();
        if (sharePort(settings)) {
            conflicts.add("http.port and management.port must differ on the same address, got "
                    + settings.http().port() + " for both");
        }
        if (!RewardBody.hasWeight(settings.reward())) {
            conflicts.add(RewardBody.NO_WEIGHT);
        }
        if (settings.http().limits().bodiesBytesMax() < settings.http().bodyBytesMax()) {
            conflicts.add("http.bodies_bytes_max must be at least http.body_bytes_max, got "
                    + settings.http().limits().bodiesBytesMax() + " and "
                    + settings.http().bodyBytesMax());
        }
        Domains domains = settings.domains();
        if (domains.configured().size() > domains.domainsMax()) {
            conflicts.add("domains.configured must hold at most domains.domains_max domains, got "
                    + domains.configured().size() + " and " + domains.domainsMax());
        }
        return conflicts;
    }

    private static boolean sharePort(Settings settings) {
        int port = settings.http().port();
        String data = settings.http().host();
        String management = settings.management().host();
        boolean sameAddress =
                data.equals(management) || EVERY_ADDRESS.contains(data) || EVERY_ADDRESS.contains(management);
        return port != 0 && port == settings.management().port() && sameAddress;
    }
}
