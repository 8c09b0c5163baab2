package org.mirrorflow.bridge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a host of this machine. */
final class DownloadTest {

    @TempDir
    private Path folder;

    private final Map<String, byte[]> offered = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer host;

    @BeforeEach
    void start() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/", exchange -> {
            String name = exchange.getRequestURI().getPath().substring(1);
            asked.add(name);
            byte[] body = offered.get(name);
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        host.start();
    }

    @AfterEach
    void stop() {
        host.stop(0);
    }

    private static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }

    private Download download(String name, String sum) {
        return new Download("x", "http://nowhere.invalid/", "a set", List.of(new Download.Entry(name, 5, sum)))
                .from("http://localhost:" + host.getAddress().getPort());
    }

    private String complaint(Download download) {
        return String.valueOf(
                assertThrows(IOException.class, () -> download.fetch(folder, (_, _, _) -> {}, () -> false))
                        .getMessage());
    }

    @Test
    void aFileThatIsRightTakesItsPlaceAndIsNotFetchedAgain() throws Exception {
        byte[] body = "some bytes".getBytes(StandardCharsets.UTF_8);
        offered.put("a.gz", body);
        Download download = download("a.gz", md5(body));
        List<String> told = new ArrayList<>();
        download.fetch(folder, (file, bytes, of) -> told.add(file + " " + bytes + "/" + of), () -> false);
        assertArrayEquals(body, Files.readAllBytes(folder.resolve("a.gz")));
        assertEquals("a.gz 10/10", told.getLast());
        download.fetch(folder, (_, _, _) -> {}, () -> false);
        assertEquals(List.of("a.gz"), asked);
        // One that is damaged on the disk is.
        Files.writeString(folder.resolve("a.gz"), "other");
        download.fetch(folder, (_, _, _) -> {}, () -> false);
        assertArrayEquals(body, Files.readAllBytes(folder.resolve("a.gz")));
    }

    @Test
    void whatIsMissingDamagedOrStoppedLeavesNothing() throws Exception {
        offered.put("a.gz", new byte[9]);
        assertTrue(complaint(download("a.gz", md5(new byte[8]))).contains("has the checksum"));
        assertTrue(complaint(download("b.gz", "0")).contains("answers 404"));
        assertThrows(
                InterruptedException.class,
                () -> download("a.gz", md5(new byte[9])).fetch(folder, (_, _, _) -> {}, () -> true));
        Download nobody = download("a.gz", "0");
        host.stop(0);
        assertTrue(complaint(nobody).contains("localhost cannot be reached"));
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    private static byte[] archive(String name, byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            byte[] header = new byte[512];
            byte[] called = name.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(called, 0, header, 0, called.length);
            byte[] size = String.format("%011o", body.length).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(size, 0, header, 124, size.length);
            header[156] = '0';
            out.write(header);
            out.write(body);
            out.write(new byte[(512 - body.length % 512) % 512 + 1024]);
        }
        return bytes.toByteArray();
    }

    @Test
    void archivesAreUnpackedInsideOfTheFolderAlone() throws Exception {
        byte[] body = new byte[700];
        body[699] = 7;
        byte[] packed = archive("inner/train.bin", body);
        offered.put("c.tar.gz", packed);
        download("c.tar.gz", md5(packed)).fetch(folder, (_, _, _) -> {}, () -> false);
        assertArrayEquals(body, Files.readAllBytes(folder.resolve("inner/train.bin")));

        byte[] outside = archive("../evil", body);
        offered.put("d.tar.gz", outside);
        assertTrue(complaint(download("d.tar.gz", md5(outside))).contains("outside of the folder"));
        assertFalse(Files.exists(folder.resolveSibling("evil")));
    }

    @Test
    void everythingThatCanBeFetchedIsADataSetWithChecksums() {
        for (Download download : Download.ALL) {
            assertTrue(DataSets.IDS.contains(download.id()));
            assertTrue(download.bytes() > 10_000_000);
            assertTrue(download.files().stream().allMatch(file -> file.md5().matches("[0-9a-f]{32}")));
        }
    }
}
