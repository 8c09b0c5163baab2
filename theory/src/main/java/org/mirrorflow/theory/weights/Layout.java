package org.mirrorflow.theory.weights;

import java.util.List;

/**
 * How a flat weight vector is made up of blocks, one after the other.
 *
 * @param blocks at least one
 */
public record Layout(List<Block> blocks) {

    public Layout {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("a layout needs at least one block");
        }
    }

    /** One vector of length d. */
    public static Layout vector(int dimension) {
        return new Layout(List.of(new Block("w", dimension, 1)));
    }

    /** One matrix, stored by rows. */
    public static Layout matrix(int rows, int columns) {
        return new Layout(List.of(new Block("W", rows, columns)));
    }

    /** Several blocks. */
    public static Layout of(Block... blocks) {
        return new Layout(List.of(blocks));
    }

    /** Number of weights. */
    public int dimension() {
        return blocks.stream().mapToInt(Block::size).sum();
    }

    /** Index of the first entry of block {@code i}. */
    public int offset(int i) {
        int offset = 0;
        for (int j = 0; j < i; j++) {
            offset += blocks.get(j).size();
        }
        return offset;
    }

    /** What entry {@code i} is called, counted from 1: {@code w[3]} in a vector, {@code W[1,2]} in a matrix. */
    public String entryName(int i) {
        int at = i;
        for (Block block : blocks) {
            if (at < block.size()) {
                return block.columns() == 1
                        ? block.name() + "[" + (at + 1) + "]"
                        : block.name() + "[" + (at / block.columns() + 1) + "," + (at % block.columns() + 1) + "]";
            }
            at -= block.size();
        }
        throw new IllegalArgumentException("there is no entry " + i + " in " + this);
    }

    /**
     * The only block, a matrix.
     *
     * @throws IllegalArgumentException when the weights are anything else, saying what
     */
    public Block singleMatrix() {
        if (blocks.size() != 1 || !blocks.getFirst().isMatrix()) {
            throw new IllegalArgumentException("a single matrix of weights is needed; given " + this);
        }
        return blocks.getFirst();
    }

    /** Whether the weights are one matrix. */
    public boolean isSingleMatrix() {
        return blocks.size() == 1 && blocks.getFirst().isMatrix();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Block block : blocks) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(block.name())
                    .append(' ')
                    .append(block.rows());
            if (block.columns() > 1) {
                text.append('×').append(block.columns());
            }
        }
        return text.toString();
    }
}
