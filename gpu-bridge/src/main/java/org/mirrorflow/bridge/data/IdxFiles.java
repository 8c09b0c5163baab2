package org.mirrorflow.bridge.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Images and labels in the IDX format of MNIST and Fashion-MNIST: a magic number, the sizes of all dimensions, then bytes,
 * all of it big-endian.
 *
 * <p>Source: LeCun, Cortes and Burges, The MNIST database.
 */
final class IdxFiles {

    private static final int LABELS = 0x0801;
    private static final int IMAGES = 0x0803;

    private IdxFiles() {}

    /** What opens a file, packed or not. */
    interface Opener {
        InputStream open() throws IOException;
    }

    /**
     * Reads a file of images and one of labels.
     *
     * @throws IOException when either is not what it should be; one sentence says what was found
     */
    static ImageSet read(String name, String imageFile, Opener images, String labelFile, Opener labels, int classes)
            throws IOException {
        int[] size = new int[3];
        byte[] pixels = body(imageFile, images, IMAGES, size);
        int[] count = new int[1];
        byte[] classOf = body(labelFile, labels, LABELS, count);
        if (size[0] != count[0]) {
            throw new IOException(imageFile + " holds " + size[0] + " images and " + labelFile + " " + count[0]
                    + " labels; they belong to different sets");
        }
        for (int i = 0; i < classOf.length; i++) {
            if ((classOf[i] & 0xFF) >= classes) {
                throw new IOException(labelFile + " gives image " + i + " the class " + (classOf[i] & 0xFF)
                        + "; classes run from 0 to " + (classes - 1));
            }
        }
        return new ImageSet(name, 1, size[1], size[2], classes, pixels, classOf);
    }

    private static byte[] body(String file, Opener opener, int magic, int[] sizes) throws IOException {
        try (InputStream raw = opener.open();
                DataInputStream in =
                        new DataInputStream(file.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw)) {
            int found = in.readInt();
            if (found != magic) {
                throw new IOException(file + " begins with " + String.format("0x%08x", found) + "; an IDX file of "
                        + (magic == IMAGES ? "images" : "labels") + " begins with " + String.format("0x%08x", magic));
            }
            long bytes = 1;
            for (int d = 0; d < sizes.length; d++) {
                sizes[d] = in.readInt();
                bytes *= sizes[d];
                if (sizes[d] < 1 || bytes > Integer.MAX_VALUE - 16) {
                    throw new IOException(file + " says it has a dimension of " + sizes[d] + "; it is damaged");
                }
            }
            byte[] body = in.readNBytes((int) bytes);
            if (body.length < bytes) {
                throw truncated(file);
            }
            return body;
        } catch (EOFException e) {
            throw truncated(file);
        } catch (ZipException e) {
            throw new IOException(file + " cannot be unpacked (" + e.getMessage() + "); fetch it again", e);
        }
    }

    private static IOException truncated(String file) {
        return new IOException(file + " ends before all that it announces; it is truncated, fetch it again");
    }
}
