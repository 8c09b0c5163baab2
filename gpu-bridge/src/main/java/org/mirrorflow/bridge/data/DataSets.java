package org.mirrorflow.bridge.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The data sets by id, from the lab itself, from where a package puts them, or from a folder that the user names. */
public final class DataSets {

    /** 12,000 + 2,000 images of Fashion-MNIST that come with the lab. */
    public static final String FASHION_12K = "fashion-mnist-12k";

    /** Fashion-MNIST, from a folder or where Debian's package puts it. */
    public static final String FASHION = "fashion-mnist";

    /** MNIST, from a folder. */
    public static final String MNIST = "mnist";

    /** CIFAR-10, binary version, from a folder. */
    public static final String CIFAR_10 = "cifar-10";

    /** CIFAR-100, binary version, fine classes, from a folder. */
    public static final String CIFAR_100 = "cifar-100";

    /** The Gospels, Acts and letters of the King James Bible, which come with the lab. */
    public static final String KING_JAMES = "king-james";

    /** A text of the user's own. */
    public static final String TEXT = "text";

    /** Verses of the King James Bible with their books as classes, which come with the lab. */
    public static final String BOOKS = "king-james-books";

    /** Texts of the user's own, a folder for each class. */
    public static final String TEXT_FOLDERS = "text-folder";

    /** Images of the user's own, a folder for each class. */
    public static final String FOLDERS = "image-folder";

    /** All ids. */
    public static final List<String> IDS =
            List.of(FASHION_12K, FASHION, MNIST, CIFAR_10, CIFAR_100, FOLDERS, KING_JAMES, TEXT, BOOKS, TEXT_FOLDERS);

    private static final Path DEBIAN_FASHION = Path.of("/usr/share/datasets/fashion-mnist");
    private static final String SHIPPED = "/org/mirrorflow/assets/training/";

    private DataSets() {}

    /**
     * Training and test images.
     *
     * @param training what is learnt
     * @param test what is held out
     */
    public record Images(ImageSet training, ImageSet test) {}

    /** Whether that set is a text. */
    public static boolean isText(String id) {
        return id.equals(KING_JAMES) || id.equals(TEXT);
    }

    /** Whether that set is of texts with a class each. */
    public static boolean isTextClasses(String id) {
        return id.equals(BOOKS) || id.equals(TEXT_FOLDERS);
    }

    /** The sets that need no folder of the user's here. */
    public static List<String> ready() {
        List<String> ready = new ArrayList<>(List.of(FASHION_12K, KING_JAMES, BOOKS));
        if (Files.isDirectory(DEBIAN_FASHION)) {
            ready.add(1, FASHION);
        }
        for (Download download : Download.ALL) {
            if (!ready.contains(download.id()) && Files.isDirectory(Download.folder(download.id()))) {
                ready.add(download.id());
            }
        }
        return ready;
    }

    /**
     * Reads a set of images.
     *
     * @see #images(String, Path, int)
     */
    public static Images images(String id, @Nullable Path root) throws IOException {
        return images(id, root, 32);
    }

    /**
     * Reads a set of images.
     *
     * @param id one of {@link #IDS} that is no text
     * @param root the folder of its files; without effect for the set that comes with the lab, and null where Debian's is meant
     * @param side rows and columns of the images of {@link #FOLDERS}; without effect for the others
     * @throws IOException when a file is missing, truncated or another one; one sentence says which and what to do
     */
    public static Images images(String id, @Nullable Path root, int side) throws IOException {
        return switch (id) {
            case FASHION_12K -> shippedFashion();
            case FASHION ->
                idx(
                        "Fashion-MNIST",
                        root == null && Files.isDirectory(DEBIAN_FASHION) ? DEBIAN_FASHION : folder(id, root));
            case MNIST -> idx("MNIST", folder(id, root));
            case CIFAR_10 -> {
                Path at = inside(folder(id, root), "cifar-10-batches-bin");
                List<Path> training = new ArrayList<>();
                for (int i = 1; i <= 5; i++) {
                    training.add(present(at.resolve("data_batch_" + i + ".bin"), "CIFAR-10, binary version"));
                }
                yield new Images(
                        CifarFiles.read("CIFAR-10", training, 1, 10),
                        CifarFiles.read(
                                "CIFAR-10",
                                List.of(present(at.resolve("test_batch.bin"), "CIFAR-10, binary version")),
                                1,
                                10));
            }
            case CIFAR_100 -> {
                Path at = inside(folder(id, root), "cifar-100-binary");
                yield new Images(
                        CifarFiles.read(
                                "CIFAR-100",
                                List.of(present(at.resolve("train.bin"), "CIFAR-100, binary version")),
                                2,
                                100),
                        CifarFiles.read(
                                "CIFAR-100",
                                List.of(present(at.resolve("test.bin"), "CIFAR-100, binary version")),
                                2,
                                100));
            }
            case FOLDERS -> ImageFolders.read(folder(id, root), side);
            default -> throw new IllegalArgumentException("\"" + id + "\" is no set of images");
        };
    }

    /**
     * Reads a text.
     *
     * @param id one of {@link #IDS} that is a text
     * @param file the user's text, UTF-8, packed by gzip where its name says so
     * @throws IOException when it is missing, empty or no text
     */
    public static Text text(String id, @Nullable Path file) throws IOException {
        return Text.of(name(id, file), characters(id, file));
    }

    /**
     * Reads a text as tokens of GPT-2.
     *
     * @param id one of {@link #IDS} that is a text
     * @param file as for {@link #text}
     * @param tokenizer the folder of the tokenizer's files, or null for where npm puts them
     * @throws IOException when the text or the tokenizer cannot be read
     */
    public static Text tokens(String id, @Nullable Path file, @Nullable Path tokenizer) throws IOException {
        BytePairs pairs = BytePairs.read(tokenizer == null ? BytePairs.installed() : tokenizer);
        return Text.ofTokens(name(id, file), pairs.encode(characters(id, file)));
    }

    /**
     * Reads texts with a class each.
     *
     * @param id one of {@link #IDS} that has them
     * @param root the folder with a folder for each class; without effect for the set that comes with the lab
     * @param most texts to learn, of all classes alike; 0 for all
     * @throws IOException when they cannot be read
     */
    public static TextClasses classes(String id, @Nullable Path root, int most) throws IOException {
        TextClasses all = id.equals(BOOKS)
                ? TextClasses.books(characters(KING_JAMES, null))
                : TextClasses.folders(folder(id, root));
        return all.first(most);
    }

    private static String name(String id, @Nullable Path file) {
        return id.equals(KING_JAMES) || file == null ? "King James Bible" : String.valueOf(file.getFileName());
    }

    private static String characters(String id, @Nullable Path file) throws IOException {
        if (id.equals(KING_JAMES)) {
            return decode("king-james.txt.gz", unpacked(shipped("king-james.txt.gz")));
        }
        if (file == null) {
            throw new FileNotFoundException("data.root is empty; give the path of a text file");
        }
        String name = present(file, "a text").getFileName().toString();
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = name.endsWith(".gz") ? unpacked(in) : in.readAllBytes();
        }
        String text = decode(file.toString(), bytes);
        if (text.isBlank()) {
            throw new IOException(file + " is empty; give a file with text");
        }
        return text;
    }

    private static byte[] unpacked(InputStream packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(packed)) {
            return in.readAllBytes();
        }
    }

    private static String decode(String file, byte[] bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is no text in UTF-8; convert it first", e);
        }
    }

    private static InputStream shipped(String name) throws IOException {
        InputStream in = DataSets.class.getResourceAsStream(SHIPPED + name);
        if (in == null) {
            throw new FileNotFoundException(name + " is missing from this installation of the lab");
        }
        return in;
    }

    private static Images shippedFashion() throws IOException {
        String at = "fashion-mnist-12k/";
        return new Images(
                shippedSplit(at + "train-images-idx3-ubyte.gz", at + "train-labels-idx1-ubyte.gz"),
                shippedSplit(at + "t10k-images-idx3-ubyte.gz", at + "t10k-labels-idx1-ubyte.gz"));
    }

    private static ImageSet shippedSplit(String images, String labels) throws IOException {
        return IdxFiles.read("Fashion-MNIST", images, () -> shipped(images), labels, () -> shipped(labels), 10);
    }

    private static Images idx(String name, Path root) throws IOException {
        return new Images(idxSplit(name, root, "train"), idxSplit(name, root, "t10k"));
    }

    private static ImageSet idxSplit(String name, Path root, String split) throws IOException {
        Path images = packedOrNot(root.resolve(split + "-images-idx3-ubyte"), name);
        Path labels = packedOrNot(root.resolve(split + "-labels-idx1-ubyte"), name);
        return IdxFiles.read(
                name,
                images.toString(),
                () -> Files.newInputStream(images),
                labels.toString(),
                () -> Files.newInputStream(labels),
                10);
    }

    private static Path packedOrNot(Path file, String name) throws IOException {
        Path packed = file.resolveSibling(file.getFileName() + ".gz");
        return Files.isRegularFile(packed) ? packed : present(file, name);
    }

    private static Path inside(Path root, String folder) {
        return Files.isDirectory(root.resolve(folder)) ? root.resolve(folder) : root;
    }

    private static Path folder(String id, @Nullable Path root) throws IOException {
        if (root != null) {
            return root;
        }
        boolean home = Download.ALL.stream().anyMatch(download -> download.id().equals(id));
        if (home && Files.isDirectory(Download.folder(id))) {
            return Download.folder(id);
        }
        throw new FileNotFoundException("data.root is empty; " + id
                + " does not come with the lab, so give the folder of its files"
                + (home ? ", or fetch it with lab data get " + id : ""));
    }

    private static Path present(Path file, String what) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FileNotFoundException(file + " is not there; data.root must be the folder (or file) of " + what);
        }
        return file;
    }
}
