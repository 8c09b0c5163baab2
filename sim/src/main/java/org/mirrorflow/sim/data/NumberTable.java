package org.mirrorflow.sim.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/**
 * A table of finite numbers read from a file, with names of its columns if the file has them.
 *
 * <p>A CSV file may separate its fields by commas, semicolons, tabs or blanks, may have a header line, quotes, a
 * byte-order mark, blank lines and lines that begin with {@code #}; all this is found, not asked. Its first line is a
 * header if none of its fields is a number, or if all its fields stand in quotes and none of the second line's does.
 * Numbers have decimal points. Missing values are errors: the lab does not invent data.
 */
public final class NumberTable {

    /** Numbers beyond which a table is refused: 2²⁶ doubles are half a gigabyte. */
    static final int LARGEST = 1 << 26;

    private final String source;
    private final List<String> names;
    private final DMatrixRMaj matrix;

    NumberTable(String source, List<String> names, int rows, int columns, double[] values) {
        this.source = source;
        this.names = List.copyOf(names);
        this.matrix = DMatrixRMaj.wrap(rows, columns, values);
    }

    /**
     * Reads a file: {@code .npy} as a numpy array of one or two dimensions, anything else as CSV.
     *
     * @throws DataException if it is missing, unreadable, empty, too large or not a full table of finite numbers; the
     *     message names file, line and column, what was found and what to do
     */
    public static NumberTable read(Path file) throws DataException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".npy")) {
            return ofArray(Npy.read(file), file.toString());
        }
        if (name.endsWith(".npz")) {
            throw new DataException(file + " is an archive of arrays; save the one you mean with numpy.save as .npy");
        }
        try (InputStream in = InputFiles.open(file)) {
            return readCsv(in, file.toString());
        } catch (DataException e) {
            throw e;
        } catch (IOException e) {
            throw InputFiles.failed(file, e);
        }
    }

    /**
     * Reads CSV from a stream, which stays open.
     *
     * @param in the bytes, UTF-8
     * @param source the name by which messages call them
     * @throws DataException as {@link #read}
     * @throws IOException if the stream fails
     */
    public static NumberTable readCsv(InputStream in, String source) throws IOException {
        return new CsvReader(in, source, LARGEST).read();
    }

    private static NumberTable ofArray(NpyArray array, String source) throws DataException {
        int[] shape = array.shape();
        if (shape.length > 2 || array.values().length == 0) {
            throw new DataException(source + " has shape " + array.shapeText()
                    + "; a table needs one or two dimensions, none of them empty");
        }
        int columns = shape.length == 2 ? shape[1] : 1;
        double[] values = array.values();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new DataException(source + ", row " + (i / columns + 1) + ", column " + (i % columns + 1)
                        + ": found " + values[i] + " where a finite number is needed; fill it in or remove that row");
            }
        }
        return new NumberTable(source, List.of(), shape[0], columns, values);
    }

    /** The file's name, as messages should call it. */
    public String source() {
        return source;
    }

    /** Number of rows. */
    public int rows() {
        return matrix.numRows;
    }

    /** Number of columns. */
    public int columns() {
        return matrix.numCols;
    }

    /** Names of the columns, or an empty list if the file gives none. */
    public List<String> names() {
        return names;
    }

    /** The number in row i and column j, from 0. */
    public double value(int i, int j) {
        return matrix.get(i, j);
    }

    /** All numbers, rows × columns. The table's own matrix, not a copy: do not write to it. */
    public DMatrixRMaj matrix() {
        return matrix;
    }

    /** Column j, from 0, as messages should call it: {@code column 3} or {@code column 3 ("bmi")}. */
    public String columnLabel(int j) {
        return columnLabel(j, names);
    }

    static String columnLabel(int j, List<String> names) {
        return "column " + (j + 1) + (j < names.size() ? " (\"" + names.get(j) + "\")" : "");
    }
}
