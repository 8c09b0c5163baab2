package org.mirrorflow.theory.weights;

/**
 * A part of a weight vector that belongs together: a vector, or a matrix stored by rows. For a layer, row i holds what
 * enters neuron i.
 *
 * @param name what it is called in charts and files, e.g. {@code W1}
 * @param rows number of rows, at least 1
 * @param columns number of columns, at least 1; a vector of length n is n × 1
 */
public record Block(String name, int rows, int columns) {

    public Block {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "block \"" + name + "\" needs at least one row and one column; given " + rows + " × " + columns);
        }
    }

    /** Number of entries. */
    public int size() {
        return Math.multiplyExact(rows, columns);
    }

    /** Whether it has more than one row and more than one column. */
    public boolean isMatrix() {
        return rows > 1 && columns > 1;
    }
}
