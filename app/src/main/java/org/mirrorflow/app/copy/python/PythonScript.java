package org.mirrorflow.app.copy.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.mirrorflow.sim.data.NpyArray;

/**
 * A script under construction: arrays and code by part. Code is taken from templates in which a line that ends in
 * {@code #: a !b} is kept where the flag a is set and b is not.
 */
public final class PythonScript {

    /** The flag of a linearly implicit integrator. */
    public static final String ROSENBROCK = "rosenbrock";

    /** The flag of a gradient over batches. */
    public static final String BATCH = "batch";

    private static final String MARK = "  #: ";
    private static final int WIDTH = 100;

    /** Longer arrays go to the archive beside a script that would be too long. */
    private static final int SHORT = 64;

    private final Set<String> flags = new HashSet<>();
    private final Map<PythonPart, List<Piece>> pieces = new EnumMap<>(PythonPart.class);

    /** Something of the script: a text, or an array that may lie beside it. */
    private sealed interface Piece {

        record Code(String text) implements Piece {}

        record Array(String name, NpyArray array) implements Piece {}
    }

    PythonScript() {
        for (PythonPart part : PythonPart.values()) {
            pieces.put(part, new ArrayList<>());
        }
    }

    /** Sets a flag for the templates that follow. */
    public void flag(String flag, boolean set) {
        if (set) {
            flags.add(flag);
        }
    }

    /** Whether a flag is set. */
    public boolean has(String flag) {
        return flags.contains(flag);
    }

    private void add(PythonPart part, Piece piece) {
        Objects.requireNonNull(pieces.get(part)).add(piece);
    }

    /** An array of that shape, to the last bit. */
    public void array(PythonPart part, String name, double[] values, int... shape) {
        add(part, new Piece.Array(name, new NpyArray(shape.length == 0 ? new int[] {values.length} : shape, values)));
    }

    /** A number, to the last bit. */
    public void number(PythonPart part, String name, double value) {
        line(part, name + " = " + literal(value));
    }

    /** A whole number. */
    public void whole(PythonPart part, String name, long value) {
        line(part, name + " = " + value);
    }

    /** A line, as it is. */
    public void line(PythonPart part, String line) {
        add(part, new Piece.Code(line + "\n"));
    }

    /** A template given here. */
    public void code(PythonPart part, String template) {
        add(part, new Piece.Code("\n\n" + filled(template).strip() + "\n\n\n"));
    }

    /** A template among the resources of this package. */
    public void template(PythonPart part, String name) {
        try (InputStream in = PythonScript.class.getResourceAsStream(name + ".py")) {
            code(part, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String filled(String template) {
        StringBuilder kept = new StringBuilder();
        for (String line : template.split("\n", -1)) {
            int mark = line.lastIndexOf(MARK);
            if (mark < 0) {
                kept.append(line).append('\n');
            } else if (Arrays.stream(line.substring(mark + MARK.length()).split(" "))
                    .allMatch(flag -> flag.startsWith("!") != flags.contains(flag.replace("!", "")))) {
                kept.append(line.substring(0, mark).stripTrailing()).append('\n');
            }
        }
        return kept.toString();
    }

    /** A number as Python reads it back to the same bits. */
    public static String literal(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "math.inf" : "-math.inf";
        }
        return Double.isNaN(value) ? "math.nan" : Double.toString(value);
    }

    /** The body of the script with all numbers in it. */
    String text() {
        return text("", new LinkedHashMap<>());
    }

    /**
     * The body of the script.
     *
     * @param archive name of the archive beside it that holds the long arrays; empty to write all of them into the script
     * @param beside takes the arrays of the archive
     */
    String text(String archive, Map<String, NpyArray> beside) {
        StringBuilder body = new StringBuilder();
        if (!archive.isEmpty()) {
            body.append("ARCHIVE = np.load(os.path.join(os.path.dirname(os.path.abspath(__file__)), \"")
                    .append(archive)
                    .append("\"))\n");
        }
        pieces.forEach((part, all) -> {
            body.append("\n\n# The ").append(part.section()).append(".\n");
            for (Piece piece : all) {
                switch (piece) {
                    case Piece.Code(String text) -> body.append(text);
                    case Piece.Array(String name, NpyArray array) -> {
                        if (!archive.isEmpty() && array.values().length > SHORT) {
                            beside.put(name, array);
                            body.append(name)
                                    .append(" = ARCHIVE[\"")
                                    .append(name)
                                    .append("\"]\n");
                        } else {
                            write(body, name, array);
                        }
                    }
                }
            }
        });
        return body.toString().replaceAll("\n{4,}", "\n\n\n").strip() + "\n";
    }

    private static void write(StringBuilder body, String name, NpyArray array) {
        double[] values = array.values();
        String shape = array.shape().length == 1 ? "" : ".reshape" + array.shapeText();
        body.append(name).append(" = ");
        double first = values.length == 0 ? 0 : values[0];
        if (Arrays.stream(values)
                .allMatch(value -> Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(first))) {
            body.append("np.full(")
                    .append(array.shape().length == 1 ? Integer.toString(values.length) : array.shapeText())
                    .append(", ")
                    .append(literal(first))
                    .append(")\n");
            return;
        }
        body.append("np.array([\n");
        StringBuilder line = new StringBuilder("   ");
        for (double value : values) {
            String number = literal(value);
            if (line.length() + number.length() + 2 > WIDTH) {
                body.append(line).append('\n');
                line.setLength(3);
            }
            line.append(' ').append(number).append(',');
        }
        body.append(line).append("\n])").append(shape).append('\n');
    }
}
