package org.mirrorflow.sim.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.mirrorflow.theory.catalogue.CatalogueEntry;

/** Which build of the lab this is: a version stands for many builds while it is worked on, and numbers belong to one. */
public final class Build {

    private static final int DIGITS = 12;

    private Build() {}

    private static final class Holder {
        static final String ID = Version.CURRENT + "+" + digest();
    }

    /**
     * The version with the beginning of a SHA-256 over the code that computes, e.g. {@code 0.1.0+3fa81c90b2d4}. Computed when
     * first asked for, in a fraction of a second.
     */
    public static String id() {
        return Holder.ID;
    }

    private static String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Class<?> of : List.of(CatalogueEntry.class, Build.class)) {
                add(of, sha);
            }
            return HexFormat.of().formatHex(sha.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } catch (IOException | UncheckedIOException | URISyntaxException | FileSystemNotFoundException e) {
            // The code lies where it cannot be read; the version alone tells builds apart then.
            System.getLogger(Build.class.getName()).log(System.Logger.Level.DEBUG, "no digest of the code", e);
            return "unknown";
        }
    }

    private static void add(Class<?> of, MessageDigest sha) throws IOException, URISyntaxException {
        CodeSource source = of.getProtectionDomain().getCodeSource();
        URI place = source == null || source.getLocation() == null
                ? URI.create("")
                : source.getLocation().toURI();
        if (!"file".equals(place.getScheme())) {
            throw new FileSystemNotFoundException(place.toString());
        }
        Path code = Path.of(place);
        if (Files.isRegularFile(code)) {
            sha.update(Files.readAllBytes(code));
            return;
        }
        try (Stream<Path> files = Files.walk(code)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                sha.update(code.relativize(file).toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
                sha.update(Files.readAllBytes(file));
            }
        }
    }
}
