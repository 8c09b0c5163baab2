package org.mirrorflow.app.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mirrorflow.app.shell.UserFolder;

/**
 * Where a figure appears, read from the bundled {@code venues.json}.
 *
 * @param id stable name, e.g. {@code icml}
 * @param name display name
 * @param columnsPt width of each column by its id, in points of 1/72 inch, in the order of the file
 * @param labelPt size of labels, in points
 * @param tickPt size of tick labels, in points
 * @param source where the widths are from; empty where a file of the user's does not say
 */
public record Venue(
        String id, String name, Map<String, Double> columnsPt, double labelPt, double tickPt, String source) {

    /** Name of the file in the user's folder that holds venues of their own, in the form of the bundled one. */
    public static final String OWN_FILE = "venues.json";

    private static final double POINTS_PER_INCH = 72;
    private static final double TEX_POINTS_PER_INCH = 72.27;
    private static final List<Venue> ALL = read();

    public Venue {
        columnsPt = Collections.unmodifiableMap(new LinkedHashMap<>(columnsPt));
    }

    /** The bundled venues, in the order of the file. */
    public static List<Venue> all() {
        return ALL;
    }

    /** The bundled venues and the user's own; a file of their own that cannot be read is left aside and logged. */
    public static List<Venue> offered() {
        List<Venue> venues = new ArrayList<>(ALL);
        try {
            venues.addAll(own());
        } catch (FigureException e) {
            System.getLogger(Venue.class.getName()).log(System.Logger.Level.WARNING, "the user's venues", e);
        }
        return List.copyOf(venues);
    }

    /**
     * The venue with this id, bundled or the user's own; or the first one of a JSON file of that name.
     *
     * @throws FigureException naming the known ids, or what is wrong with the file
     */
    public static Venue of(String id) {
        for (Venue venue : ALL) {
            if (venue.id().equals(id)) {
                return venue;
            }
        }
        if (id.endsWith(".json")) {
            return read(Path.of(id)).getFirst();
        }
        List<Venue> own = own();
        for (Venue venue : own) {
            if (venue.id().equals(id)) {
                return venue;
            }
        }
        throw new FigureException("There is no venue \"" + id + "\"; choose one of "
                + Stream.concat(ALL.stream(), own.stream()).map(Venue::id).collect(Collectors.joining(", "))
                + ", or give a file such as my-venue.json.");
    }

    private static List<Venue> own() {
        try {
            Path file = UserFolder.path().resolve(OWN_FILE);
            return Files.exists(file) ? read(file) : List.of();
        } catch (IOException e) {
            // Without a folder of their own the user has no venues of their own.
            return List.of();
        }
    }

    /**
     * The venues of a file; at least one.
     *
     * @throws FigureException saying what is wrong with it
     */
    public static List<Venue> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<Venue> venues = parse(in);
            if (venues.isEmpty()) {
                throw new FigureException("The file " + file + " names no venue; it needs one under \"venues\".");
            }
            return venues;
        } catch (NoSuchFileException e) {
            throw new FigureException("There is no file " + file + " of venues; give the path of one.", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new FigureException(
                    "The venues in " + file + " cannot be read ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "); write {\"venues\": [{\"id\": \"mine\", \"name\": \"Mine\", \"columns\": {\"page\": \"12cm\"},"
                            + " \"labelPt\": 9, \"tickPt\": 7}]}.",
                    e);
        }
    }

    /**
     * Width of a column, in points of 1/72 inch.
     *
     * @throws FigureException naming the columns of this venue
     */
    public double widthPt(String column) {
        Double width = columnsPt.get(column);
        if (width == null) {
            throw new FigureException(name + " has no column \"" + column + "\"; choose one of "
                    + String.join(", ", columnsPt.keySet()) + ".");
        }
        return width;
    }

    /** Points of 1/72 inch in a length such as {@code 3.25in}, {@code 8cm}, {@code 234pt} or {@code 398.34tex-pt}. */
    public static double points(String length) {
        if (length.endsWith("tex-pt")) {
            return number(length, "tex-pt") * POINTS_PER_INCH / TEX_POINTS_PER_INCH;
        }
        if (length.endsWith("cm")) {
            return number(length, "cm") * POINTS_PER_INCH / 2.54;
        }
        if (length.endsWith("mm")) {
            return number(length, "mm") * POINTS_PER_INCH / 25.4;
        }
        if (length.endsWith("in")) {
            return number(length, "in") * POINTS_PER_INCH;
        }
        if (length.endsWith("pt")) {
            return number(length, "pt");
        }
        throw new IllegalArgumentException(
                "\"" + length + "\" has no unit; write in, cm, mm, pt or tex-pt after the number.");
    }

    private static double number(String length, String unit) {
        return Double.parseDouble(
                length.substring(0, length.length() - unit.length()).strip());
    }

    private static List<Venue> read() {
        String resource = "/org/mirrorflow/assets/venues.json";
        try (InputStream in = Venue.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The bundled venues (" + resource + ") are missing from this build.");
            }
            return parse(in);
        } catch (IOException e) {
            throw new IllegalStateException("The bundled venues (" + resource + ") cannot be read.", e);
        }
    }

    private static List<Venue> parse(InputStream in) throws IOException {
        List<Venue> venues = new ArrayList<>();
        for (JsonNode node : new ObjectMapper().readTree(in).required("venues")) {
            Map<String, Double> columns = new LinkedHashMap<>();
            node.required("columns")
                    .properties()
                    .forEach(entry ->
                            columns.put(entry.getKey(), points(entry.getValue().asText())));
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("a venue without columns");
            }
            venues.add(new Venue(
                    node.required("id").asText(),
                    node.required("name").asText(),
                    columns,
                    node.required("labelPt").asDouble(),
                    node.required("tickPt").asDouble(),
                    node.path("source").asText("")));
        }
        return List.copyOf(venues);
    }
}
