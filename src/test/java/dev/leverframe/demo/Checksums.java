package dev.leverframe.demo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums of the data files. */
final class Checksums {
    private Checksums() {}

    static String sha256(String file) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(DemoFile.bytes(file));
        return HexFormat.of().formatHex(digest);
    }
}
