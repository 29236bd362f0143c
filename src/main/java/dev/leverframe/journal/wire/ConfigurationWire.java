package dev.leverframe.journal.wire;

import static dev.leverframe.journal.wire.MessageReader.required;

import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.Fact.ArmAdded;
import dev.leverframe.model.Fact.DomainConfigured;
import dev.leverframe.model.Fact.DomainDeleted;
import dev.leverframe.model.Fact.DomainOpened;
import dev.leverframe.model.Fact.ExperimentConfigured;
import dev.leverframe.model.Fact.ExperimentDeleted;
import dev.leverframe.model.Fact.FlagsChanged;
import dev.leverframe.model.Fact.PhaseChanged;
import dev.leverframe.model.Fact.SettingsRead;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The messages of the facts that change what is configured. */
final class ConfigurationWire {
    private static final Words<Phase> PHASES = Words.of(Phase.class);

    private ConfigurationWire() {}

    static void write(MessageWriter out, ArmAdded added) {
        out.text(1, added.arm());
    }

    static ArmAdded readArmAdded(MessageReader in, long atMs) throws IOException {
        return new ArmAdded(atMs, in.onlyText());
    }

    static void write(MessageWriter out, DomainConfigured configured) {
        out.message(1, configured.spec(), SpecWire::write);
    }

    static DomainConfigured readDomainConfigured(MessageReader in, long atMs) throws IOException {
        return new DomainConfigured(
                atMs, required(in.only(each -> each.message(SpecWire::readDomain)), "a specification"));
    }

    static void write(MessageWriter out, FlagsChanged changed) {
        out.message(1, changed.flags(), SpecWire::write);
    }

    static FlagsChanged readFlagsChanged(MessageReader in, long atMs) throws IOException {
        return new FlagsChanged(atMs, required(in.only(each -> each.message(SpecWire::readFlags)), "the flags"));
    }

    static void write(MessageWriter out, ExperimentConfigured configured) {
        out.message(1, configured.spec(), ExperimentWire::write);
    }

    static ExperimentConfigured readExperimentConfigured(MessageReader in, long atMs) throws IOException {
        return new ExperimentConfigured(
                atMs, required(in.only(each -> each.message(ExperimentWire::read)), "a specification"));
    }

    static void write(MessageWriter out, ExperimentDeleted deleted) {
        out.text(1, deleted.experiment());
    }

    static ExperimentDeleted readExperimentDeleted(MessageReader in, long atMs) throws IOException {
        return new ExperimentDeleted(atMs, in.onlyText());
    }

    static void write(MessageWriter out, PhaseChanged changed) {
        out.text(1, changed.experiment());
        PHASES.write(out, 2, changed.from());
        PHASES.write(out, 3, changed.to());
        out.text(4, changed.reason());
    }

    static PhaseChanged readPhaseChanged(MessageReader in, long atMs) throws IOException {
        String experiment = "";
        Phase from = null;
        Phase to = null;
        String reason = "";
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> experiment = in.text();
                case 2 -> from = PHASES.read(in);
                case 3 -> to = PHASES.read(in);
                case 4 -> reason = in.text();
                default -> in.skip();
            }
        }
        return new PhaseChanged(atMs, experiment, required(from, "a phase"), required(to, "a phase"), reason);
    }

    static void write(MessageWriter out, DomainOpened opened) {
        out.text(1, opened.domain());
        out.whole(2, opened.generation());
    }

    static DomainOpened readDomainOpened(MessageReader in, long atMs) throws IOException {
        DomainDeleted same = readDomainDeleted(in, atMs);
        return new DomainOpened(atMs, same.domain(), same.generation());
    }

    static void write(MessageWriter out, DomainDeleted deleted) {
        out.text(1, deleted.domain());
        out.whole(2, deleted.generation());
    }

    static DomainDeleted readDomainDeleted(MessageReader in, long atMs) throws IOException {
        String domain = "";
        int generation = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> domain = in.text();
                case 2 -> generation = in.wholeInt();
                default -> in.skip();
            }
        }
        return new DomainDeleted(atMs, domain, generation);
    }

    static void write(MessageWriter out, SettingsRead read) {
        out.message(1, read.flags(), SpecWire::write);
        out.messages(2, read.domains(), SpecWire::write);
    }

    static SettingsRead readSettings(MessageReader in, long atMs) throws IOException {
        Flags flags = null;
        List<DomainSpec> domains = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> flags = in.message(SpecWire::readFlags);
                case 2 -> domains.add(in.message(SpecWire::readDomain));
                default -> in.skip();
            }
        }
        return new SettingsRead(atMs, required(flags, "the flags"), domains);
    }
}
