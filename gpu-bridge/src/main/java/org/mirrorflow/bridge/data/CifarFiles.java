package org.mirrorflow.bridge.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The binary version of CIFAR-10 and CIFAR-100: records of one or two labels and 3 × 32 × 32 bytes.
 *
 * <p>Source: Krizhevsky 2009, Learning multiple layers of features from tiny images.
 */
final class CifarFiles {

    private static final int IMAGE = 3 * 32 * 32;

    private CifarFiles() {}

    /**
     * Reads files of records.
     *
     * @param labels labels of a record, the last of which counts
     * @throws IOException when a file is missing or is not a whole number of records
     */
    static ImageSet read(String name, List<Path> files, int labels, int classes) throws IOException {
        int count = 0;
        for (Path file : files) {
            long size = Files.size(file);
            if (size == 0 || size % (labels + IMAGE) != 0) {
                throw new IOException(file + " has " + size + " bytes, which is no whole number of records of "
                        + (labels + IMAGE) + "; it is truncated or not the binary version of " + name);
            }
            count += Math.toIntExact(size / (labels + IMAGE));
        }
        byte[] pixels = new byte[Math.multiplyExact(count, IMAGE)];
        byte[] classOf = new byte[count];
        int at = 0;
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            for (int from = 0; from < bytes.length; from += labels + IMAGE, at++) {
                classOf[at] = bytes[from + labels - 1];
                if ((classOf[at] & 0xFF) >= classes) {
                    throw new IOException(file + " gives a record the class " + (classOf[at] & 0xFF)
                            + "; classes run from 0 to " + (classes - 1) + ": it is not the binary version of " + name);
                }
                System.arraycopy(bytes, from + labels, pixels, at * IMAGE, IMAGE);
            }
        }
        return new ImageSet(name, 3, 32, 32, classes, pixels, classOf);
    }
}
