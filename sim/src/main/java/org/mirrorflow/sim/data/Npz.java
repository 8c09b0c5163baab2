package org.mirrorflow.sim.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Numpy's {@code .npz} archives: a zip of named {@code .npy} files.
 *
 * <p>Entries keep the order given and carry the time 1980-02-01, so that equal arrays give equal bytes. (Deflated bytes
 * are equal on machines with the same zlib; stored ones everywhere.)
 */
public final class Npz {

    private static final String SUFFIX = ".npy";

    /** Not the first minute of 1980: at that one the JDK adds a second time stamp, which depends on the time zone. */
    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private Npz() {}

    /**
     * Writes an archive; the stream stays open.
     *
     * @param arrays the arrays by name, in the order of the map
     * @param compress deflate them, as {@code numpy.savez_compressed}, or store them, as {@code numpy.savez}
     * @throws IllegalArgumentException if a name is empty
     */
    public static void write(OutputStream out, Map<String, NpyArray> arrays, boolean compress) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, NpyArray> named : arrays.entrySet()) {
            if (named.getKey().isEmpty()) {
                throw new IllegalArgumentException("an array in a .npz file needs a name");
            }
            ZipEntry entry = new ZipEntry(named.getKey() + SUFFIX);
            entry.setTimeLocal(FIXED_TIME);
            if (compress) {
                entry.setMethod(ZipEntry.DEFLATED);
            } else {
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(Npy.size(named.getValue()));
                CheckedOutputStream check = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
                Npy.write(check, named.getValue());
                entry.setCrc(check.getChecksum().getValue());
            }
            zip.putNextEntry(entry);
            Npy.write(zip, named.getValue());
            zip.closeEntry();
        }
        zip.finish();
    }

    /**
     * Reads every array of an archive, in the archive's order.
     *
     * @throws DataException if the file is no archive of arrays of doubles, saying why and what to do
     */
    public static Map<String, NpyArray> read(Path file) throws DataException {
        InputFiles.requireReadable(file);
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String source = file + " [" + entry.getName() + "]";
                if (!entry.getName().endsWith(SUFFIX)) {
                    throw new DataException(source + " is no .npy file; write the archive with numpy.savez");
                }
                String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
                // ZipFile leaves the checksum to its caller, and one flipped bit makes another array.
                CheckedInputStream checked = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
                try (InputStream in = new BufferedInputStream(checked, 1 << 16)) {
                    arrays.put(name, Npy.read(in, source));
                    in.transferTo(OutputStream.nullOutputStream());
                }
                if (checked.getChecksum().getValue() != entry.getCrc()) {
                    throw new DataException(
                            source + " is damaged (its checksum differs); write the archive again with numpy.savez");
                }
            }
        } catch (DataException e) {
            throw e;
        } catch (ZipException e) {
            throw new DataException(
                    file + " is no whole zip archive (" + e.getMessage() + "); write it again with numpy.savez", e);
        } catch (IOException e) {
            throw InputFiles.failed(file, e);
        }
        return Collections.unmodifiableMap(arrays);
    }
}
