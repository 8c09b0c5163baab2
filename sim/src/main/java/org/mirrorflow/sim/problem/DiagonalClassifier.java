package org.mirrorflow.sim.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;

/**
 * A diagonal linear network as a classifier in its own weights: Φ(w; x) = Σⱼ xⱼ Πₗ wₗⱼ, of degree 1 in each of its L layers.
 * Margins are q = A(w₁ ⊙ ⋯ ⊙ w_L), where row i of A is a sample times its label.
 */
public final class DiagonalClassifier extends MarginProblem {

    private final DMatrixRMaj rows;
    private final int depth;
    private final double[] start;
    private final String description;
    private final String digest;
    private final double[] product;
    private final double[] pulled;

    /**
     * @param rows A, n × d; copied
     * @param depth L, at least 1
     * @param tail the loss of one margin
     * @param start initial weights, layer by layer, length L·d
     * @param description one line for people
     */
    public DiagonalClassifier(DMatrixRMaj rows, int depth, Tail tail, double[] start, String description) {
        super(start.length, rows.numRows, tail);
        if (start.length != depth * rows.numCols) {
            throw new IllegalArgumentException("the start has length " + start.length + " but " + depth + " layers of "
                    + rows.numCols + " weights need " + depth * rows.numCols);
        }
        this.rows = rows.copy();
        this.depth = depth;
        this.start = start.clone();
        this.description = description;
        this.product = new double[rows.numCols];
        this.pulled = new double[rows.numCols];
        this.digest = new DataDigest("diagonal-classifier " + tail.id())
                .add(rows.numRows, rows.numCols, depth)
                .add(Arrays.copyOf(rows.data, rows.getNumElements()))
                .add(start)
                .hex();
    }

    @Override
    public int dimension() {
        return start.length;
    }

    @Override
    public Layout layout() {
        List<Block> blocks = new ArrayList<>();
        for (int l = 1; l <= depth; l++) {
            blocks.add(new Block("w" + l, rows.numCols, 1));
        }
        return new Layout(blocks);
    }

    @Override
    public Optional<double[]> startWeights() {
        return Optional.of(start.clone());
    }

    @Override
    public double degree() {
        return depth;
    }

    @Override
    public double degree(int k) {
        return 1;
    }

    @Override
    public List<Neuron> neurons() {
        List<Neuron> neurons = new ArrayList<>();
        for (int l = 0; l + 1 < depth; l++) {
            for (int j = 0; j < rows.numCols; j++) {
                neurons.add(new Neuron(new int[] {l * rows.numCols + j}, new int[] {(l + 1) * rows.numCols + j}, 1));
            }
        }
        return neurons;
    }

    @Override
    void forward(double[] w, double[] q) {
        int d = rows.numCols;
        for (int j = 0; j < d; j++) {
            double value = 1;
            for (int l = 0; l < depth; l++) {
                value *= w[l * d + j];
            }
            product[j] = value;
        }
        for (int i = 0; i < q.length; i++) {
            double sum = 0;
            for (int j = 0; j < d; j++) {
                sum += rows.data[i * d + j] * product[j];
            }
            q[i] = sum;
        }
    }

    @Override
    void backward(double[] w, double[] c, double[] out) {
        int d = rows.numCols;
        Arrays.fill(pulled, 0);
        for (int i = 0; i < c.length; i++) {
            for (int j = 0; j < d; j++) {
                pulled[j] += c[i] * rows.data[i * d + j];
            }
        }
        for (int l = 0; l < depth; l++) {
            for (int j = 0; j < d; j++) {
                double others = pulled[j];
                for (int m = 0; m < depth; m++) {
                    if (m != l) {
                        others *= w[m * d + j];
                    }
                }
                out[l * d + j] = others;
            }
        }
    }

    @Override
    public String description() {
        return description;
    }

    /** {@inheritDoc} Hashed are loss, shapes, data and the start. */
    @Override
    public String digest() {
        return digest;
    }

    @Override
    public DiagonalClassifier copy() {
        return new DiagonalClassifier(rows, depth, tail(), start, description);
    }
}
