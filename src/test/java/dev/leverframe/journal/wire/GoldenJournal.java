package dev.leverframe.journal.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Wrote the golden records, once: {@code src/test/resources/journal/v1}. They are never written again, so this refuses
 * where they exist; a later format gets a folder of its own. How to run it stands beside them.
 */
final class GoldenJournal {
    static final Path FOLDER = Path.of("src/test/resources/journal/v1");

    /** @param message its name in the schema */
    record Golden(String file, String message, byte[] record) {
        byte[] kept() throws IOException {
            return Files.readAllBytes(FOLDER.resolve(file + ".bin"));
        }

        /** What protoc made of it. */
        String text() throws IOException {
            return Files.readString(FOLDER.resolve(file + ".txtpb"));
        }
    }

    private GoldenJournal() {}

    /** The golden records as they are written today. */
    static List<Golden> all() {
        return List.of(
                new Golden("commit", "Commit", Wire.facts(GoldenValues.commit())),
                new Golden("snapshot", "Kept", Wire.snapshot(GoldenValues.SNAPSHOT)),
                new Golden("change", "Change", Wire.change(GoldenValues.CHANGE)),
                new Golden("change-bare", "Change", Wire.change(GoldenValues.BARE_CHANGE)));
    }

    public static void main(String[] args) throws IOException {
        Files.createDirectories(FOLDER);
        for (Golden golden : all()) {
            Files.write(FOLDER.resolve(golden.file() + ".bin"), golden.record(), StandardOpenOption.CREATE_NEW);
        }
    }
}
