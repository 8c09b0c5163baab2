package org.mirrorflow.bridge.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;

/**
 * A data set that can be fetched from its public home: only when a person asks, into a folder, each file held against its
 * checksum before it takes its place. What is there already and right is not fetched again.
 *
 * @param id the data set, one of {@link DataSets#IDS}
 * @param home where its files lie, ending in a slash
 * @param about what it is and who made it
 * @param files its files
 */
public record Download(String id, String home, String about, List<Entry> files) {

    private static final String CIFAR_HOME = "https://www.cs.toronto.edu/~kriz/";
    private static final String CIFAR_MAKERS = "60,000 images of 32 × 32 in colour (Krizhevsky 2009)";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BLOCK = 512;

    /** All that can be fetched. */
    public static final List<Download> ALL = List.of(
            new Download(
                    DataSets.FASHION,
                    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                    "70,000 images of 28 × 28 of clothes (Xiao, Rasul and Vollgraf 2017; MIT licence)",
                    List.of(
                            new Entry("train-images-idx3-ubyte.gz", 26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
                            new Entry("train-labels-idx1-ubyte.gz", 29_515, "25c81989df183df01b3e8a0aad5dffbe"),
                            new Entry("t10k-images-idx3-ubyte.gz", 4_422_102, "bef4ecab320f06d8554ea6380940ec79"),
                            new Entry("t10k-labels-idx1-ubyte.gz", 5_148, "bb300cfdad3c16e7a12a480ee83cd310"))),
            new Download(
                    DataSets.MNIST,
                    "https://ossci-datasets.s3.amazonaws.com/mnist/",
                    "70,000 images of 28 × 28 of digits (LeCun, Cortes and Burges)",
                    List.of(
                            new Entry("train-images-idx3-ubyte.gz", 9_912_422, "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
                            new Entry("train-labels-idx1-ubyte.gz", 28_881, "d53e105ee54ea40749a09fcbcd1e9432"),
                            new Entry("t10k-images-idx3-ubyte.gz", 1_648_877, "9fb629c4189551a2d022fa330f9573f3"),
                            new Entry("t10k-labels-idx1-ubyte.gz", 4_542, "ec29112dd5afa0611ce80d1b7f02629c"))),
            new Download(
                    DataSets.CIFAR_10,
                    CIFAR_HOME,
                    CIFAR_MAKERS + ", 10 classes",
                    List.of(new Entry("cifar-10-binary.tar.gz", 170_052_171, "c32a1d4ab5d03f1284b67883e8d87530"))),
            new Download(
                    DataSets.CIFAR_100,
                    CIFAR_HOME,
                    CIFAR_MAKERS + ", 100 classes",
                    List.of(new Entry("cifar-100-binary.tar.gz", 168_513_733, "03b5dce01913d631647c71ecec9e9cb8"))));

    /**
     * A file of it.
     *
     * @param name its name; one that ends in .tar.gz is unpacked beside itself
     * @param bytes its size, for whoever decides whether to fetch it; what counts is the checksum
     * @param md5 its MD5 sum in hexadecimal, as its makers or the libraries that fetch it give it: it finds damage, not malice
     */
    public record Entry(String name, long bytes, String md5) {}

    /** What is told while a file comes. */
    public interface Listener {
        /**
         * So many bytes of a file have come.
         *
         * @param file its name
         * @param bytes how many have come
         * @param of how many there are; the size that is expected where the host does not say
         */
        void came(String file, long bytes, long of);
    }

    public Download {
        files = List.copyOf(files);
    }

    /** The same files from elsewhere. */
    public Download from(String other) {
        return new Download(id, other.endsWith("/") ? other : other + "/", about, files);
    }

    /** All bytes of all files. */
    public long bytes() {
        return files.stream().mapToLong(Entry::bytes).sum();
    }

    /** Where a data set that was fetched lies unless another folder is given: below the person's folder for data. */
    public static Path folder(String id) {
        String chosen = System.getProperty("mirrorflow.home");
        Path data = chosen != null
                ? Path.of(chosen)
                : Path.of(System.getProperty("user.home"), ".local", "share", "mirrorflow-lab");
        return data.resolve("data").resolve(id);
    }

    /**
     * Fetches what is not there.
     *
     * @param folder made if need be
     * @param stop asked now and then
     * @throws IOException when a file cannot be fetched, or is another one than it should be; then nothing of it stays
     * @throws InterruptedException when stopped
     */
    public void fetch(Path folder, Listener listener, BooleanSupplier stop) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            for (Entry file : files) {
                Path place = folder.resolve(file.name());
                if (!Files.isRegularFile(place) || !sum(place).equals(file.md5())) {
                    fetch(client, file, place, listener, stop);
                }
                if (file.name().endsWith(".tar.gz")) {
                    unpack(place, folder);
                }
            }
        }
    }

    private void fetch(HttpClient client, Entry file, Path place, Listener listener, BooleanSupplier stop)
            throws IOException, InterruptedException {
        URI address = URI.create(home + file.name());
        Path unfinished = place.resolveSibling(file.name() + ".part");
        try {
            HttpResponse<InputStream> answer =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException(address + " answers " + answer.statusCode()
                            + "; fetch it by hand, or name another home with --from");
                }
                long of = answer.headers().firstValueAsLong("content-length").orElse(file.bytes());
                MessageDigest digest = digest();
                try (OutputStream out = Files.newOutputStream(unfinished)) {
                    byte[] block = new byte[1 << 16];
                    long come = 0;
                    for (int n = in.read(block); n >= 0; n = in.read(block)) {
                        if (stop.getAsBoolean()) {
                            throw new InterruptedException("stopped");
                        }
                        out.write(block, 0, n);
                        digest.update(block, 0, n);
                        come += n;
                        listener.came(file.name(), come, of);
                    }
                }
                String found = HexFormat.of().formatHex(digest.digest());
                if (!found.equals(file.md5())) {
                    throw new IOException(address + " has the checksum " + found + ", not " + file.md5()
                            + "; it is damaged or another file, and was removed");
                }
            }
            Files.move(unfinished, place, StandardCopyOption.REPLACE_EXISTING);
        } catch (java.net.ConnectException | java.net.http.HttpTimeoutException e) {
            throw new IOException(
                    address.getHost() + " cannot be reached; look at the network, or fetch " + file.name() + " by hand",
                    e);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private static String sum(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] block = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The files of a tar archive, packed by gzip; none may lie outside of the folder. */
    static void unpack(Path archive, Path folder) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive), 1 << 16)) {
            byte[] header = new byte[BLOCK];
            while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
                String name = text(header, 0, 100);
                long size;
                try {
                    size = Long.parseLong(text(header, 124, 12).strip(), 8);
                } catch (NumberFormatException e) {
                    throw new IOException(archive + " is no tar archive that is read here", e);
                }
                Path place = folder.resolve(name).normalize();
                if (!place.startsWith(folder.normalize())) {
                    throw new IOException(archive + " holds " + name + ", which lies outside of the folder");
                }
                byte kind = header[156];
                if (kind == '0' || kind == 0) {
                    Files.createDirectories(place.getParent());
                    try (OutputStream out = Files.newOutputStream(place)) {
                        copy(in, size, out);
                    }
                } else {
                    copy(in, size, OutputStream.nullOutputStream());
                }
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            }
        } catch (EOFException e) {
            throw new IOException(archive + " ends before all that it announces; remove it and fetch it again", e);
        }
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.US_ASCII);
    }

    private static void copy(InputStream in, long size, OutputStream out) throws IOException {
        byte[] block = new byte[1 << 16];
        for (long left = size; left > 0; ) {
            int n = in.read(block, 0, (int) Math.min(block.length, left));
            if (n < 0) {
                throw new EOFException();
            }
            out.write(block, 0, n);
            left -= n;
        }
    }
}
