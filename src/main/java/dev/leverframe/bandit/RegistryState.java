package dev.leverframe.bandit;

import dev.leverframe.journal.StreamId;
import dev.leverframe.journal.StreamOwner.Remembered;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.SettingsRead;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the registry knows: which domains there are, the flags, and what the settings last said. Changes by facts only. */
final class RegistryState implements FactKeeper.Owned {
    /** Generation of each domain that there is. */
    private final Map<String, Integer> open = new TreeMap<>();
    /** The last generation of each domain that there ever was. */
    private final Map<String, Integer> generations = new TreeMap<>();

    private Flags flags = Flags.OFF;
    private @Nullable SettingsRead settings;
    private long sequence;

    /** @throws IllegalArgumentException if it is not a fact of the registry */
    void apply(Fact fact) {
        if (fact instanceof Fact.DomainOpened opened) {
            open.put(opened.domain(), opened.generation());
            generations.put(opened.domain(), opened.generation());
        } else if (fact instanceof Fact.DomainDeleted deleted) {
            open.remove(deleted.domain());
        } else if (fact instanceof Fact.FlagsChanged changed) {
            flags = changed.flags();
        } else if (fact instanceof SettingsRead read) {
            settings = read;
        } else {
            throw new IllegalArgumentException("not a fact of the registry: " + fact);
        }
        sequence++;
    }

    Flags flags() {
        return flags;
    }

    Set<String> domains() {
        return Set.copyOf(open.keySet());
    }

    /** The stream of a domain that there is. */
    StreamId stream(String domain) {
        Integer generation = open.get(domain);
        if (generation == null) {
            throw new IllegalArgumentException("there is no domain '" + domain + "'");
        }
        return new StreamId(domain, generation);
    }

    /** Whether it is the stream of a domain that there is. */
    boolean isOpen(StreamId stream) {
        return Integer.valueOf(stream.generation()).equals(open.get(stream.domain()));
    }

    /** The generation that a domain of this name has when it comes next. */
    int nextGeneration(String domain) {
        return generations.getOrDefault(domain, 0) + 1;
    }

    /** Whether the settings said the same at the last start. */
    boolean hasRead(SettingsRead read) {
        return settings != null
                && settings.flags().equals(read.flags())
                && settings.domains().equals(read.domains());
    }

    /** The flags as they are to be: where a setting differs from what it was at the last start, it acts. */
    Flags flags(Flags configured) {
        if (settings == null) {
            return configured;
        }
        Flags next = flags;
        for (Flags.Flag flag : Flags.Flag.values()) {
            if (configured.get(flag) != settings.flags().get(flag)) {
                next = next.with(flag, configured.get(flag));
            }
        }
        return next;
    }

    /** Those of the configured domains that the settings did not say, or said differently, at the last start. */
    List<DomainSpec> changed(List<DomainSpec> configured) {
        List<DomainSpec> before = settings == null ? List.of() : settings.domains();
        return configured.stream().filter(spec -> !before.contains(spec)).toList();
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long remembersFrom() {
        return sequence + 1;
    }

    @Override
    public List<Remembered> remembered() {
        return List.of();
    }

    @Override
    public Snapshot snapshot() {
        Snapshot.Builder snapshot = Snapshot.builder()
                .fact("flags", new Fact.FlagsChanged(0, flags))
                .texts("open", List.copyOf(open.keySet()))
                .counts("open_generations", longs(open))
                .texts("known", List.copyOf(generations.keySet()))
                .counts("known_generations", longs(generations));
        return (settings == null ? snapshot : snapshot.fact("settings", settings)).build();
    }

    static RegistryState restore(Snapshot snapshot, long sequence) {
        RegistryState state = new RegistryState();
        fill(state.open, snapshot.texts("open"), snapshot.counts("open_generations"));
        fill(state.generations, snapshot.texts("known"), snapshot.counts("known_generations"));
        if (snapshot.fact("flags") instanceof Fact.FlagsChanged changed) {
            state.flags = changed.flags();
        }
        if (snapshot.fact("settings") instanceof SettingsRead read) {
            state.settings = read;
        }
        state.sequence = sequence;
        return state;
    }

    private static long[] longs(Map<String, Integer> generations) {
        return generations.values().stream().mapToLong(Integer::longValue).toArray();
    }

    private static void fill(Map<String, Integer> generations, List<String> domains, long[] numbers) {
        for (int i = 0; i < domains.size(); i++) {
            generations.put(domains.get(i), Math.toIntExact(numbers[i]));
        }
    }
}
