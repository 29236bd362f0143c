package dev.leverframe.journal.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Wrote the golden records, once: {@code src/test/resources/journal}, a folder for each format. They are never written again, so
 * this passes over those that exist; a later format gets a folder of its own. How to run it stands beside them.
 */
final class GoldenJournal {
    static final Path FOLDER = Path.of("src/test/resources/journal");

    /**
     * @param file without its extension, in the folder of its format
     * @param message its name in the schema
     */
    record Golden(String file, String message, byte[] record) {
        byte[] kept() throws IOException {
            return GoldenJournal.kept(file);
        }

        /** What protoc made of it. */
        String text() throws IOException {
            return Files.readString(FOLDER.resolve(file + ".txtpb"));
        }
    }

    static byte[] kept(String file) throws IOException {
        return Files.readAllBytes(FOLDER.resolve(file + ".bin"));
    }

    private GoldenJournal() {}

    /** The golden records as they are written today. */
    static List<Golden> all() {
        return List.of(
                new Golden("v2/commit", "Commit", Wire.facts(GoldenValues.commitOfFormat2())),
                new Golden("v1/snapshot", "Kept", Wire.snapshot(GoldenValues.SNAPSHOT)),
                new Golden("v1/change", "Change", Wire.change(GoldenValues.CHANGE)),
                new Golden("v1/change-bare", "Change", Wire.change(GoldenValues.BARE_CHANGE)));
    }

    public static void main(String[] args) throws IOException {
        for (Golden golden : all()) {
            Path file = FOLDER.resolve(golden.file() + ".bin");
            if (Files.notExists(file)) {
                Files.createDirectories(file.getParent());
                Files.write(file, golden.record(), StandardOpenOption.CREATE_NEW);
            }
        }
    }
}
