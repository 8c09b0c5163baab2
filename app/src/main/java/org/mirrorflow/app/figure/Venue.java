package org.mirrorflow.app.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a figure appears, read from the bundled {@code venues.json}.
 *
 * @param id stable name, e.g. {@code icml}
 * @param name display name
 * @param columnsPt width of each column by its id, in points of 1/72 inch, in the order of the file
 * @param labelPt size of labels, in points
 * @param tickPt size of tick labels, in points
 */
public record Venue(String id, String name, Map<String, Double> columnsPt, double labelPt, double tickPt) {

    private static final double POINTS_PER_INCH = 72;
    private static final double TEX_POINTS_PER_INCH = 72.27;
    private static final List<Venue> ALL = read();

    public Venue {
        columnsPt = Collections.unmodifiableMap(new LinkedHashMap<>(columnsPt));
    }

    /** All venues, in the order of the file. */
    public static List<Venue> all() {
        return ALL;
    }

    /**
     * The venue with this id.
     *
     * @throws FigureException naming the known ids
     */
    public static Venue of(String id) {
        for (Venue venue : ALL) {
            if (venue.id().equals(id)) {
                return venue;
            }
        }
        throw new FigureException("There is no venue \"" + id + "\"; choose one of "
                + String.join(", ", ALL.stream().map(Venue::id).toList()) + ".");
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

    /** Points of 1/72 inch in a length such as {@code 3.25in}, {@code 234pt} or {@code 398.34tex-pt}. */
    static double points(String length) {
        if (length.endsWith("tex-pt")) {
            return number(length, "tex-pt") * POINTS_PER_INCH / TEX_POINTS_PER_INCH;
        }
        if (length.endsWith("in")) {
            return number(length, "in") * POINTS_PER_INCH;
        }
        if (length.endsWith("pt")) {
            return number(length, "pt");
        }
        throw new IllegalArgumentException("\"" + length + "\" has no unit; write in, pt or tex-pt after the number.");
    }

    private static double number(String length, String unit) {
        return Double.parseDouble(length.substring(0, length.length() - unit.length()).strip());
    }

    private static List<Venue> read() {
        String resource = "/org/mirrorflow/assets/venues.json";
        try (InputStream in = Venue.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The bundled venues (" + resource + ") are missing from this build.");
            }
            List<Venue> venues = new ArrayList<>();
            for (JsonNode node : new ObjectMapper().readTree(in).required("venues")) {
                Map<String, Double> columns = new LinkedHashMap<>();
                node.required("columns")
                        .properties()
                        .forEach(entry ->
                                columns.put(entry.getKey(), points(entry.getValue().asText())));
                venues.add(new Venue(
                        node.required("id").asText(),
                        node.required("name").asText(),
                        columns,
                        node.required("labelPt").asDouble(),
                        node.required("tickPt").asDouble()));
            }
            return List.copyOf(venues);
        } catch (IOException e) {
            throw new IllegalStateException("The bundled venues (" + resource + ") cannot be read.", e);
        }
    }
}
