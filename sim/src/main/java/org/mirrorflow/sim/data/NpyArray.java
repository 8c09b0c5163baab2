package org.mirrorflow.sim.data;

import java.util.Arrays;

/**
 * A dense array of doubles in C order: the last index runs fastest.
 *
 * @param shape lengths of its one to three dimensions
 * @param values all entries, as many as the product of the shape; shared with the caller, not copied
 */
public record NpyArray(int[] shape, double[] values) {

    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException unless there are one to three lengths whose product is the number of values
     */
    public NpyArray {
        shape = shape.clone();
        if (shape.length < 1 || shape.length > 3) {
            throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " needs one to three dimensions");
        }
        long size = 1;
        for (int n : shape) {
            if (n < 0) {
                throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " has a negative length");
            }
            size = Math.multiplyExact(size, (long) n);
        }
        if (size != values.length) {
            throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " needs " + size + " values but "
                    + values.length + " are given");
        }
    }

    /** An array of one dimension. */
    public static NpyArray vector(double... values) {
        return new NpyArray(new int[] {values.length}, values);
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    /** The shape as Python writes it, e.g. {@code (3,)} or {@code (2, 3)}. */
    public String shapeText() {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < shape.length; i++) {
            text.append(i == 0 ? "" : ", ").append(shape[i]);
        }
        return text.append(shape.length == 1 ? ",)" : ")").toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NpyArray array
                && Arrays.equals(shape, array.shape)
                && Arrays.equals(values, array.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "array of shape " + shapeText();
    }
}
