package org.mirrorflow.app.tour;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mirrorflow.theory.catalogue.Names;

/** The tours that ship with the lab, in the order of their index, and those in files. */
public final class Tours {

    private static final String FOLDER = "/org/mirrorflow/assets/tours/";

    private Tours() {}

    private static final class Holder {
        static final List<Tour> ALL = text("index.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .map(id -> TourParser.parse(id, id + Tour.ENDING, text(id + Tour.ENDING)))
                .toList();
    }

    /** All shipped tours. */
    public static List<Tour> all() {
        return Holder.ALL;
    }

    /** The shipped tour with that id. */
    public static Optional<Tour> find(String id) {
        return all().stream().filter(tour -> tour.id().equals(id)).findFirst();
    }

    /**
     * A tour by its id, or in a file.
     *
     * @throws TourException naming the nearest one, or what is wrong with the file
     */
    public static Tour named(String given) {
        Optional<Tour> shipped = find(given);
        if (shipped.isPresent()) {
            return shipped.get();
        }
        Path file = Path.of(given);
        if (!given.endsWith(Tour.ENDING) && !Files.exists(file)) {
            throw new TourException("There is no tour \"" + given + "\"; "
                    + Names.suggest(given, all().stream().map(Tour::id).toList()));
        }
        return read(file);
    }

    /**
     * The tour in a file.
     *
     * @throws TourException when it cannot be read or is no tour
     */
    public static Tour read(Path file) {
        String name = String.valueOf(file.getFileName());
        String id = name.endsWith(Tour.ENDING) ? name.substring(0, name.length() - Tour.ENDING.length()) : name;
        try {
            return TourParser.parse(id, file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new TourException(
                    file + " cannot be read as a tour: "
                            + (Files.exists(file)
                                    ? "it is no text in UTF-8 or may not be read"
                                    : "there is no such file"),
                    e);
        }
    }

    private static String text(String file) {
        try (InputStream in = Tours.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the assets lack " + FOLDER + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the assets cannot be read: " + FOLDER + file, e);
        }
    }
}
