package org.mirrorflow.sim.problem;

import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.weights.Layout;

/**
 * The key-query matrix of one attention head that must prefer some tokens to others: margins qᵢ = ⟨Mᵢ, W⟩, where
 * Mᵢ = (x* − x)zᵀ for a query z, its best token x* and another token x. The softmax of the head is the more one-sided the
 * larger the margins.
 *
 * <p>Source: Tarzanagh et al. 2023 (arXiv 2308.16898).
 */
public final class AttentionSelection extends MarginProblem {

    private final DMatrixRMaj margins;
    private final int rows;
    private final int columns;
    private final String description;
    private final String digest;

    /**
     * @param margins one Mᵢ a row, each by rows, n × (rows·columns)
     * @param rows rows of W
     * @param columns columns of W
     * @param tail the loss of one margin
     * @param description one line for people
     */
    public AttentionSelection(DMatrixRMaj margins, int rows, int columns, Tail tail, String description) {
        super(rows * columns, margins.numRows, tail);
        if (margins.numCols != rows * columns) {
            throw new IllegalArgumentException("margins of " + rows + " × " + columns + " matrices have "
                    + rows * columns + " entries; given " + margins.numCols);
        }
        this.margins = margins.copy();
        this.rows = rows;
        this.columns = columns;
        this.description = description;
        this.digest = Digests.of(
                "attention-selection-" + tail.id(), new int[] {margins.numRows, rows, columns}, this.margins.data);
    }

    /** The Mᵢ, one a row. The problem's own matrix, not a copy: do not write to it. */
    public DMatrixRMaj measurements() {
        return margins;
    }

    /** Number of rows of W. */
    public int rows() {
        return rows;
    }

    /** Number of columns of W. */
    public int columns() {
        return columns;
    }

    @Override
    public double degree() {
        return 1;
    }

    @Override
    public double degree(int k) {
        return 1;
    }

    @Override
    public int dimension() {
        return rows * columns;
    }

    @Override
    public Layout layout() {
        return Layout.matrix(rows, columns);
    }

    @Override
    void forward(double[] w, double[] q) {
        int d = margins.numCols;
        for (int i = 0; i < q.length; i++) {
            double sum = 0;
            for (int j = 0; j < d; j++) {
                sum += margins.data[i * d + j] * w[j];
            }
            q[i] = sum;
        }
    }

    @Override
    void backward(double[] w, double[] c, double[] out) {
        int d = margins.numCols;
        for (int j = 0; j < d; j++) {
            double sum = 0;
            for (int i = 0; i < c.length; i++) {
                sum += c[i] * margins.data[i * d + j];
            }
            out[j] = sum;
        }
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public AttentionSelection copy() {
        return new AttentionSelection(margins, rows, columns, tail(), description);
    }
}
