package org.mirrorflow.sim.problem;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what a loss depends on: a word, then whole numbers and doubles, big-endian. */
final class Digests {

    private Digests() {}

    static String of(String word, int[] whole, double[]... arrays) {
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        sha.update(word.getBytes(StandardCharsets.UTF_8));
        ByteBuffer buffer = ByteBuffer.allocate(8);
        for (int x : whole) {
            sha.update(buffer.clear().putInt(x).flip());
        }
        for (double[] array : arrays) {
            for (double x : array) {
                sha.update(buffer.clear().putDouble(x).flip());
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }
}
