package org.mirrorflow.theory.optim;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;

/**
 * A view of a part of an array as a vector or a matrix stored by rows. It does not own the entries: what an optimizer
 * writes to it is written to the array.
 *
 * @param data the array
 * @param offset index of the first entry
 * @param rows number of rows
 * @param columns number of columns; 1 for a vector
 */
public record DenseTensor(double[] data, int offset, int rows, int columns) {

    public DenseTensor {
        if (offset < 0 || rows < 0 || columns < 0 || offset + Math.multiplyExact(rows, columns) > data.length) {
            throw new IllegalArgumentException("a view of " + rows + " × " + columns + " from index " + offset
                    + " does not fit into an array of length " + data.length);
        }
    }

    /** A whole array as a vector. */
    public static DenseTensor vector(double... data) {
        return new DenseTensor(data, 0, data.length, 1);
    }

    /** A whole array as a matrix. */
    public static DenseTensor matrix(int rows, int columns, double... data) {
        if (data.length != rows * columns) {
            throw new IllegalArgumentException(
                    "a " + rows + " × " + columns + " matrix cannot have " + data.length + " entries");
        }
        return new DenseTensor(data, 0, rows, columns);
    }

    /** One view for each block of a flat vector. */
    public static List<DenseTensor> blocks(Layout layout, double[] data) {
        if (data.length != layout.dimension()) {
            throw new IllegalArgumentException("an array of length " + data.length + " cannot be made up of " + layout);
        }
        List<DenseTensor> views = new ArrayList<>();
        int offset = 0;
        for (Block block : layout.blocks()) {
            views.add(new DenseTensor(data, offset, block.rows(), block.columns()));
            offset += block.size();
        }
        return views;
    }

    /** Number of entries. */
    public int size() {
        return rows * columns;
    }

    /** Entry i, counted by rows. */
    public double get(int i) {
        return data[offset + i];
    }
}
