package org.mirrorflow.bridge.data;

import java.awt.image.BufferedImage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Images in a folder for each class, PNG or JPEG, in colour. A folder {@code train} holds what is learnt and {@code test},
 * {@code val} or {@code validation} what is held out; where there is none of them, every tenth image of a class is held out.
 * The middle square of an image is brought to a number of rows and columns by the mean over what falls into a place.
 */
final class ImageFolders {

    private static final int MOST_CLASSES = 256;
    private static final int CHANNELS = 3;

    private ImageFolders() {}

    private record Labelled(Path file, int label) {}

    /**
     * Reads the folders.
     *
     * @param root the folder
     * @param side rows and columns of the images
     * @throws IOException when there is nothing to read, or a file is broken; one sentence names it
     */
    static DataSets.Images read(Path root, int side) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new FileNotFoundException(
                    root + " is not there; data.root must be a folder with a folder for each class");
        }
        Path training = root.resolve("train");
        List<Labelled> learnt = new ArrayList<>();
        List<Labelled> held = new ArrayList<>();
        List<String> classes;
        if (Files.isDirectory(training)) {
            Path test = Stream.of("test", "val", "validation")
                    .map(root::resolve)
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow(() -> new FileNotFoundException(
                            root + " has a folder train but none of test, val and validation; add one of them"));
            classes = classes(training);
            list(training, classes, learnt);
            for (String other : classes(test)) {
                if (!classes.contains(other)) {
                    throw new IOException(test.resolve(other) + " is a class that " + training + " does not have");
                }
            }
            list(test, classes, held);
        } else {
            classes = classes(root);
            List<Labelled> all = new ArrayList<>();
            list(root, classes, all);
            int place = 0;
            int label = -1;
            for (Labelled each : all) {
                place = each.label() == label ? place + 1 : 0;
                label = each.label();
                (place % 10 == 9 ? held : learnt).add(each);
            }
        }
        String name = String.valueOf(root.toAbsolutePath().normalize().getFileName());
        if (learnt.isEmpty() || held.isEmpty()) {
            throw new IOException(root + " has " + (learnt.size() + held.size())
                    + " images, PNG or JPEG, in its folders of classes; without a folder train at least 10 of a class are"
                    + " needed");
        }
        return new DataSets.Images(
                pixels(name, learnt, classes.size(), side), pixels(name, held, classes.size(), side));
    }

    private static List<String> classes(Path folder) throws IOException {
        List<String> classes;
        try (Stream<Path> entries = Files.list(folder)) {
            classes = entries.filter(Files::isDirectory)
                    .map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
        if (classes.size() < 2 || classes.size() > MOST_CLASSES) {
            throw new IOException(folder + " has " + classes.size()
                    + " folders; there must be one for each class, from 2 to " + MOST_CLASSES);
        }
        return classes;
    }

    private static void list(Path folder, List<String> classes, List<Labelled> into) throws IOException {
        for (int label = 0; label < classes.size(); label++) {
            Path own = folder.resolve(classes.get(label));
            if (!Files.isDirectory(own)) {
                continue;
            }
            try (Stream<Path> entries = Files.list(own)) {
                for (Path file : entries.filter(ImageFolders::isImage).sorted().toList()) {
                    into.add(new Labelled(file, label));
                }
            }
        }
    }

    private static boolean isImage(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg"));
    }

    private static ImageSet pixels(String name, List<Labelled> images, int classes, int side) throws IOException {
        long bytes = (long) images.size() * CHANNELS * side * side;
        if (bytes > Integer.MAX_VALUE - 16) {
            throw new IOException(name + " would take " + bytes + " bytes at " + side + " × " + side
                    + "; the most is 2 GB: give a smaller data.side");
        }
        byte[] pixels = new byte[(int) bytes];
        byte[] labels = new byte[images.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) images.get(i).label();
            write(image(images.get(i).file()), side, pixels, i * CHANNELS * side * side);
        }
        return new ImageSet(name, CHANNELS, side, side, classes, pixels, labels);
    }

    private static BufferedImage image(Path file) throws IOException {
        BufferedImage image;
        try {
            image = ImageIO.read(file.toFile());
        } catch (IOException | RuntimeException e) {
            // Decoders of damaged files throw either.
            throw new IOException(
                    file + " cannot be read as an image (" + e.getMessage() + "); replace or remove it", e);
        }
        if (image == null) {
            throw new IOException(file + " is no PNG or JPEG image, whatever its name says; replace or remove it");
        }
        return image;
    }

    private static void write(BufferedImage image, int side, byte[] pixels, int at) {
        int square = Math.min(image.getWidth(), image.getHeight());
        int left = (image.getWidth() - square) / 2;
        int top = (image.getHeight() - square) / 2;
        for (int y = 0; y < side; y++) {
            int fromY = y * square / side;
            int toY = Math.max(fromY + 1, (y + 1) * square / side);
            for (int x = 0; x < side; x++) {
                int fromX = x * square / side;
                int toX = Math.max(fromX + 1, (x + 1) * square / side);
                long[] sums = new long[CHANNELS];
                for (int v = fromY; v < toY; v++) {
                    for (int u = fromX; u < toX; u++) {
                        int rgb = image.getRGB(left + u, top + v);
                        sums[0] += rgb >> 16 & 0xFF;
                        sums[1] += rgb >> 8 & 0xFF;
                        sums[2] += rgb & 0xFF;
                    }
                }
                long count = (long) (toY - fromY) * (toX - fromX);
                for (int c = 0; c < CHANNELS; c++) {
                    pixels[at + (c * side + y) * side + x] = (byte) ((sums[c] + count / 2) / count);
                }
            }
        }
    }
}
