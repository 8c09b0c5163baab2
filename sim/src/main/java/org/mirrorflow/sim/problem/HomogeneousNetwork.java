package org.mirrorflow.sim.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;

/**
 * A fully connected network without biases and with one output, Φ(W; x) = W_D σ(W_{D−1} ⋯ σ(W₁x)), whose activation is
 * homogeneous: σ(z) = max(z, 0), z, z² or z³. Margins are qᵢ = yᵢΦ(W; xᵢ).
 *
 * <p>With σ of degree k, Φ has degree k^{D−l} in layer l and L = Σ_l k^{D−l} in all weights. Block l of the layout is W_l,
 * row r holding what enters neuron r. The derivative of max(z, 0) at 0 is taken as 0.
 */
public final class HomogeneousNetwork extends MarginProblem implements Activated {

    /** σ. */
    public enum Activation {
        /** max(z, 0). */
        RELU("relu", 1),
        /** z. */
        LINEAR("linear", 1),
        /** z². */
        SQUARE("square", 2),
        /** z³. */
        CUBIC("cubic", 3);

        private final String id;
        private final int degree;

        Activation(String id, int degree) {
            this.id = id;
            this.degree = degree;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }

        /** k. */
        public int degree() {
            return degree;
        }

        double value(double z) {
            return switch (this) {
                case RELU -> z > 0 ? z : 0;
                case LINEAR -> z;
                case SQUARE -> z * z;
                case CUBIC -> z * z * z;
            };
        }

        double slope(double z) {
            return switch (this) {
                case RELU -> z > 0 ? 1 : 0;
                case LINEAR -> 1;
                case SQUARE -> 2 * z;
                case CUBIC -> 3 * z * z;
            };
        }
    }

    private final DMatrixRMaj inputs;
    private final double[] labels;
    private final Activation activation;
    private final Layout layout;
    private final double[] start;
    private final String description;
    private final String digest;
    private final int[] widths;
    private final int[] offsets;
    /** What neuron r of layer l receives of sample i, at [l][i · width + r]; layer 0 holds the inputs. */
    private final double[][] received;
    /** What it sends on. */
    private final double[][] sent;

    private final double[][] sensitivity;

    /**
     * @param inputs x, n × d; copied
     * @param labels y, ±1, length n
     * @param hidden widths of the hidden layers, at least one
     * @param activation σ
     * @param tail the loss of one margin
     * @param start initial weights, as the layout has them
     * @param description one line for people
     * @throws IllegalArgumentException if shapes disagree, naming both
     */
    public HomogeneousNetwork(
            DMatrixRMaj inputs,
            double[] labels,
            int[] hidden,
            Activation activation,
            Tail tail,
            double[] start,
            String description) {
        super(start.length, inputs.numRows, tail);
        if (labels.length != inputs.numRows) {
            throw new IllegalArgumentException(
                    "there are " + inputs.numRows + " inputs and " + labels.length + " labels; each needs one");
        }
        for (double label : labels) {
            if (Math.abs(label) != 1) {
                throw new IllegalArgumentException("a label is " + label + "; labels are +1 or -1");
            }
        }
        this.inputs = inputs.copy();
        this.labels = labels.clone();
        this.activation = activation;
        this.layout = layout(inputs.numCols, hidden);
        if (start.length != layout.dimension()) {
            throw new IllegalArgumentException(
                    "the start has length " + start.length + " but the network has weights " + layout);
        }
        this.start = start.clone();
        this.description = description;
        int n = inputs.numRows;
        int layers = hidden.length + 1;
        this.widths = new int[layers + 1];
        this.offsets = new int[layers];
        widths[0] = inputs.numCols;
        for (int l = 0; l < layers; l++) {
            widths[l + 1] = layout.blocks().get(l).rows();
            offsets[l] = layout.offset(l);
        }
        this.received = new double[layers + 1][];
        this.sent = new double[layers + 1][];
        this.sensitivity = new double[layers + 1][];
        for (int l = 0; l <= layers; l++) {
            received[l] = new double[n * widths[l]];
            sent[l] = new double[n * widths[l]];
            sensitivity[l] = new double[n * widths[l]];
        }
        System.arraycopy(this.inputs.data, 0, sent[0], 0, n * widths[0]);
        this.digest = new DataDigest("homogeneous-network " + tail.id() + " " + activation.id())
                .add(inputs.numRows, inputs.numCols)
                .add(hidden)
                .add(sent[0])
                .add(labels)
                .add(start)
                .hex();
    }

    /** W₁, …, W_D for that many inputs and hidden neurons, and one output. */
    public static Layout layout(int inputs, int[] hidden) {
        if (hidden.length == 0) {
            throw new IllegalArgumentException("a network needs a hidden layer");
        }
        List<Block> blocks = new ArrayList<>();
        int before = inputs;
        for (int l = 0; l < hidden.length; l++) {
            blocks.add(new Block("W" + (l + 1), hidden[l], before));
            before = hidden[l];
        }
        blocks.add(new Block(hidden.length == 1 ? "a" : "W" + (hidden.length + 1), 1, before));
        return new Layout(blocks);
    }

    /** σ. */
    public Activation activation() {
        return activation;
    }

    @Override
    public int dimension() {
        return start.length;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public Optional<double[]> startWeights() {
        return Optional.of(start.clone());
    }

    @Override
    public double degree() {
        double sum = 0;
        for (int k = 0; k < offsets.length; k++) {
            sum += degree(k);
        }
        return sum;
    }

    @Override
    public double degree(int k) {
        return Math.pow(activation.degree(), offsets.length - 1 - k);
    }

    @Override
    public List<Neuron> neurons() {
        List<Neuron> neurons = new ArrayList<>();
        for (int l = 1; l < offsets.length; l++) {
            for (int r = 0; r < widths[l]; r++) {
                int[] incoming = new int[widths[l - 1]];
                int first = offsets[l - 1] + r * widths[l - 1];
                Arrays.setAll(incoming, c -> first + c);
                int[] outgoing = new int[widths[l + 1]];
                int column = offsets[l] + r;
                int stride = widths[l];
                Arrays.setAll(outgoing, c -> column + c * stride);
                neurons.add(new Neuron(incoming, outgoing, activation.degree()));
            }
        }
        return neurons;
    }

    @Override
    void forward(double[] w, double[] q) {
        int layers = offsets.length;
        for (int l = 1; l <= layers; l++) {
            int out = widths[l];
            int in = widths[l - 1];
            for (int i = 0; i < q.length; i++) {
                for (int r = 0; r < out; r++) {
                    double sum = 0;
                    int row = offsets[l - 1] + r * in;
                    for (int c = 0; c < in; c++) {
                        sum += w[row + c] * sent[l - 1][i * in + c];
                    }
                    received[l][i * out + r] = sum;
                    sent[l][i * out + r] = activation.value(sum);
                }
            }
        }
        for (int i = 0; i < q.length; i++) {
            q[i] = labels[i] * received[layers][i];
        }
    }

    @Override
    void backward(double[] w, double[] c, double[] out) {
        int layers = offsets.length;
        Arrays.fill(out, 0);
        for (int i = 0; i < c.length; i++) {
            sensitivity[layers][i] = c[i] * labels[i];
        }
        for (int l = layers; l >= 1; l--) {
            int width = widths[l];
            int in = widths[l - 1];
            double[] mine = sensitivity[l];
            double[] before = sensitivity[l - 1];
            if (l > 1) {
                Arrays.fill(before, 0);
            }
            for (int i = 0; i < c.length; i++) {
                if (c[i] == 0) {
                    continue;
                }
                for (int r = 0; r < width; r++) {
                    double s = mine[i * width + r];
                    if (s == 0) {
                        continue;
                    }
                    int row = offsets[l - 1] + r * in;
                    for (int k = 0; k < in; k++) {
                        out[row + k] += s * sent[l - 1][i * in + k];
                        if (l > 1) {
                            before[i * in + k] += s * w[row + k];
                        }
                    }
                }
            }
            if (l > 1) {
                for (int k = 0; k < before.length; k++) {
                    before[k] *= activation.slope(received[l - 1][k]);
                }
            }
        }
    }

    @Override
    public List<HiddenLayer> activations(double[] w) {
        forward(w, new double[samples()]);
        List<HiddenLayer> hidden = new ArrayList<>();
        for (int l = 1; l < offsets.length; l++) {
            int n = samples();
            double[] values = new double[widths[l] * n];
            for (int i = 0; i < n; i++) {
                for (int r = 0; r < widths[l]; r++) {
                    values[r * n + i] = sent[l][i * widths[l] + r];
                }
            }
            hidden.add(new HiddenLayer(layout.blocks().get(l - 1).name(), widths[l], n, values));
        }
        return hidden;
    }

    /** Which side of its kink every hidden neuron is on for every sample, hidden layers in order; of ReLU networks only. */
    public boolean[] pattern(double[] w) {
        forward(w, new double[samples()]);
        int size = 0;
        for (int l = 1; l < offsets.length; l++) {
            size += received[l].length;
        }
        boolean[] pattern = new boolean[size];
        int k = 0;
        for (int l = 1; l < offsets.length; l++) {
            for (double z : received[l]) {
                pattern[k++] = z > 0;
            }
        }
        return pattern;
    }

    @Override
    public String description() {
        return description;
    }

    /** {@inheritDoc} Hashed are loss, activation, shapes, inputs, labels and the start. */
    @Override
    public String digest() {
        return digest;
    }

    @Override
    public HomogeneousNetwork copy() {
        int[] hidden = Arrays.copyOfRange(widths, 1, widths.length - 1);
        return new HomogeneousNetwork(inputs, labels, hidden, activation, tail(), start, description);
    }
}
