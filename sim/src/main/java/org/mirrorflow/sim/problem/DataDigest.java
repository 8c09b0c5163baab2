package org.mirrorflow.sim.problem;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over words, whole numbers and doubles (big-endian), in the order in which they are added. */
final class DataDigest {

    private final MessageDigest sha;

    DataDigest(String kind) {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        sha.update(kind.getBytes(StandardCharsets.UTF_8));
    }

    DataDigest add(int... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * numbers.length);
        for (int number : numbers) {
            buffer.putInt(number);
        }
        sha.update(buffer.flip());
        return this;
    }

    DataDigest add(double[] numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * numbers.length);
        for (double number : numbers) {
            buffer.putDouble(number);
        }
        sha.update(buffer.flip());
        return this;
    }

    /** 64 lower-case hexadecimal digits. */
    String hex() {
        return HexFormat.of().formatHex(sha.digest());
    }
}
