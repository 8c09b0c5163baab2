package org.mirrorflow.sim.problem;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.mirrorflow.sim.data.NumberTable;

/**
 * A data set shipped with the lab: a folder among the assets with its numbers, {@code NAME.csv}, and a
 * {@code dataset.properties} that describes them. The file {@code index.txt} beside the folders lists the names.
 *
 * @param name stable id and name of the folder
 * @param title what the data are, for people
 * @param samples what one row is, in the plural
 * @param source where the data were published
 * @param target name of the column that is Y; all others are X
 * @param classes names of the classes when Y is a class, written 0, 1, … in the table; empty when Y is a quantity
 */
record SampleData(String name, String title, String samples, String source, String target, List<String> classes) {

    private static final String ROOT = "/org/mirrorflow/assets/data/";

    /** Every data set shipped, in the order of the index. */
    static List<SampleData> all() {
        try (BufferedReader index =
                new BufferedReader(new InputStreamReader(open("index.txt"), StandardCharsets.UTF_8))) {
            return index.lines()
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .map(SampleData::load)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The data sets whose target is a quantity, in the order of the index. */
    static List<SampleData> ofQuantities() {
        return all().stream().filter(data -> data.classes().isEmpty()).toList();
    }

    /** The data sets whose target is a class, in the order of the index. */
    static List<SampleData> ofClasses() {
        return all().stream().filter(data -> !data.classes().isEmpty()).toList();
    }

    private static SampleData load(String name) {
        Properties properties = new Properties();
        try (InputStreamReader in = new InputStreamReader(open(name + "/dataset.properties"), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SampleData(
                name,
                required(properties, name, "title"),
                required(properties, name, "samples"),
                required(properties, name, "source"),
                required(properties, name, "target"),
                classes(properties));
    }

    private static List<String> classes(Properties properties) {
        String names = properties.getProperty("classes", "");
        return names.isBlank()
                ? List.of()
                : Arrays.stream(names.split(",", -1)).map(String::strip).toList();
    }

    private static String required(Properties properties, String name, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalStateException(ROOT + name + "/dataset.properties has no \"" + key + "\"; add it");
        }
        return value;
    }

    private static InputStream open(String resource) {
        InputStream in = SampleData.class.getResourceAsStream(ROOT + resource);
        if (in == null) {
            throw new IllegalStateException("the program's own file " + ROOT + resource
                    + " is missing; the installation is not whole, so install it" + " again");
        }
        return in;
    }

    /** The numbers, with a header. */
    NumberTable table() {
        String resource = name + "/" + name + ".csv";
        try (InputStream in = open(resource)) {
            return NumberTable.readCsv(in, resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The class of every row of {@link #table()}, as an index into {@link #classes()}.
     *
     * @throws IllegalStateException if the target is a quantity, or names a class that the properties do not
     */
    int[] labels(NumberTable table) {
        if (classes.isEmpty()) {
            throw new IllegalStateException(name + " has a quantity as its target, \"" + target + "\", and no classes");
        }
        int column = table.names().indexOf(target);
        int[] labels = new int[table.rows()];
        for (int i = 0; i < labels.length; i++) {
            double value = table.value(i, column);
            if (!(value == Math.rint(value) && value >= 0 && value < classes.size())) {
                throw new IllegalStateException(name + ".csv, row " + (i + 1) + ": " + target + " is " + value
                        + "; the classes are 0 to " + (classes.size() - 1));
            }
            labels[i] = (int) value;
        }
        return labels;
    }
}
