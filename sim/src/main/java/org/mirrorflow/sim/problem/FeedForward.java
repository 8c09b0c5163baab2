package org.mirrorflow.sim.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.kernel.Kernels;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;

/**
 * A network of fully connected layers with its exact derivative by hand. Layer l takes h to φ(N(Wh) + b), where N
 * normalises or does nothing, b is there or is not, and φ is the ReLU or the identity:
 *
 * <pre>
 * batch norm, neuron by neuron over the batch:   ẑ = (z − mean z)/√(var z + ε)
 * layer norm, sample by sample over the neurons: the same over the neurons of the layer
 * </pre>
 *
 * with the biased variance and no gain, as the next layer can take one. At the end stands half the mean square error
 * (1/2n) Σ (out − target)², or the mean cross entropy of the soft maximum.
 *
 * <p>Activations are kept by neurons, the samples of a neuron side by side, so that every inner loop runs along memory.
 * Workspaces grow with the largest batch seen; an instance belongs to one thread.
 *
 * <p>Source: Ioffe and Szegedy 2015 (arXiv 1502.03167); Ba, Kiros and Hinton 2016 (arXiv 1607.06450).
 */
public final class FeedForward {

    /** What stands between the linear map and the shift. */
    public enum Normalisation {
        /** Nothing. */
        NONE("none"),
        /** Mean 0 and variance 1 for each neuron over the batch. */
        BATCH("batch"),
        /** Mean 0 and variance 1 for each sample over the neurons. */
        LAYER("layer");

        private final String id;

        Normalisation(String id) {
            this.id = id;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }

        /** The normalisation with that id. */
        public static Normalisation of(String id) {
            for (Normalisation each : values()) {
                if (each.id.equals(id)) {
                    return each;
                }
            }
            throw new IllegalArgumentException("no normalisation is called \"" + id + "\"");
        }
    }

    /** What is minimised. */
    public enum Loss {
        /** (1/2n) Σ (out − target)². */
        SQUARED,
        /** (1/n) Σ (log Σ exp out − out of the right class). */
        CROSS_ENTROPY
    }

    /**
     * One layer.
     *
     * @param name name of its matrix in the layout
     * @param inputs number of its inputs
     * @param outputs number of its neurons
     * @param normalisation N
     * @param shift whether b is there, as a block of its own after the matrix
     * @param rectified whether φ is the ReLU
     */
    public record Layer(
            String name, int inputs, int outputs, Normalisation normalisation, boolean shift, boolean rectified) {}

    private final List<Layer> layers;
    private final Layout layout;
    private final Loss loss;
    private final double epsilon;
    private final int[] matrixAt;
    private final int[] shiftAt;
    private int capacity;
    /** Before φ, after N and b, by neurons: what tells whether the ReLU passes. */
    private final double[][] outputs;
    /** N(Wh), by neurons; only where something is normalised. */
    private final double[][] normalised;
    /** 1/√(var + ε) of each neuron or sample. */
    private final double[][] spread;
    /** φ, by neurons: the input of the next layer. */
    private final double[][] byNeuron;

    private double[] delta = {};
    private double[] deltaBelow = {};

    /**
     * @param layers from the input on, each taking what the one before puts out
     * @param loss what is minimised
     * @param epsilon ε, at least 0
     */
    public FeedForward(List<Layer> layers, Loss loss, double epsilon) {
        this.layers = List.copyOf(layers);
        this.loss = loss;
        this.epsilon = epsilon;
        int count = layers.size();
        matrixAt = new int[count];
        shiftAt = new int[count];
        outputs = new double[count][];
        normalised = new double[count][];
        spread = new double[count][];
        byNeuron = new double[count][];
        List<Block> blocks = new ArrayList<>();
        int at = 0;
        for (int l = 0; l < count; l++) {
            Layer layer = layers.get(l);
            if (l > 0 && layer.inputs() != layers.get(l - 1).outputs()) {
                throw new IllegalArgumentException("layer " + layer.name() + " takes " + layer.inputs()
                        + " inputs but the layer before puts out "
                        + layers.get(l - 1).outputs());
            }
            blocks.add(new Block(layer.name(), layer.outputs(), layer.inputs()));
            matrixAt[l] = at;
            at += layer.outputs() * layer.inputs();
            shiftAt[l] = -1;
            if (layer.shift()) {
                blocks.add(new Block("b" + layer.name().replaceFirst("^[A-Za-z]+", ""), layer.outputs(), 1));
                shiftAt[l] = at;
                at += layer.outputs();
            }
        }
        layout = new Layout(blocks);
    }

    /** Another one of the same layers with workspaces of its own. */
    public FeedForward copy() {
        return new FeedForward(layers, loss, epsilon);
    }

    /** Matrices and shifts, layer after layer. */
    public Layout layout() {
        return layout;
    }

    /** The layers. */
    public List<Layer> layers() {
        return layers;
    }

    /** The role of each block; the last layer of a classifier is its head. */
    public List<Network.Role> roles() {
        List<Network.Role> roles = new ArrayList<>();
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            boolean head = loss == Loss.CROSS_ENTROPY && l == layers.size() - 1;
            roles.add(
                    layer.normalisation() == Normalisation.BATCH
                            ? Network.Role.NORMALISED
                            : head ? Network.Role.HEAD : Network.Role.HIDDEN);
            if (layer.shift()) {
                roles.add(Network.Role.SHIFT);
            }
        }
        return roles;
    }

    private void prepare(int n) {
        if (n <= capacity) {
            return;
        }
        capacity = n;
        int widest = layers.getFirst().inputs();
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            int size = layer.outputs() * n;
            widest = Math.max(widest, layer.outputs());
            outputs[l] = new double[size];
            byNeuron[l] = layer.rectified() ? new double[size] : outputs[l];
            if (layer.normalisation() != Normalisation.NONE) {
                normalised[l] = layer.shift() ? new double[size] : outputs[l];
                spread[l] = new double[layer.normalisation() == Normalisation.BATCH ? layer.outputs() : n];
            }
        }
        delta = new double[widest * n];
        deltaBelow = new double[widest * n];
    }

    /**
     * What the last layer puts out, by neurons: output o of sample i at o·n + i. Live until the next call.
     *
     * @param w weights, length of the layout
     * @param x inputs by neurons: input j of sample i at j·n + i
     * @param n number of samples
     */
    public double[] forward(double[] w, double[] x, int n) {
        prepare(n);
        double[] h = x;
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            double[] z = outputs[l];
            multiply(w, matrixAt[l], layer, h, n, z);
            if (layer.normalisation() == Normalisation.BATCH) {
                normaliseNeurons(z, layer.outputs(), n, normalised[l], spread[l]);
            } else if (layer.normalisation() == Normalisation.LAYER) {
                normaliseSamples(z, layer.outputs(), n, normalised[l], spread[l]);
            }
            if (layer.shift()) {
                double[] from = layer.normalisation() == Normalisation.NONE ? z : normalised[l];
                for (int o = 0; o < layer.outputs(); o++) {
                    double b = w[shiftAt[l] + o];
                    for (int i = o * n; i < o * n + n; i++) {
                        z[i] = from[i] + b;
                    }
                }
            }
            if (layer.rectified()) {
                Kernels.get().rectify(layer.outputs() * n, z, 0, byNeuron[l], 0);
            }
            h = byNeuron[l];
        }
        return h;
    }

    /** What layer l sent on in the last {@link #forward} of n samples, by neurons, a fresh array. */
    double[] sent(int l, int n) {
        return Arrays.copyOf(byNeuron[l], layers.get(l).outputs() * n);
    }

    /** z = Wh. */
    private static void multiply(double[] w, int at, Layer layer, double[] h, int n, double[] z) {
        Arrays.fill(z, 0, layer.outputs() * n, 0);
        Kernels.get().addProduct(layer.outputs(), layer.inputs(), n, w, at, false, h, 0, false, z, 0);
    }

    private void normaliseNeurons(double[] z, int neurons, int n, double[] out, double[] scale) {
        for (int o = 0; o < neurons; o++) {
            int from = o * n;
            double mean = 0;
            for (int i = from; i < from + n; i++) {
                mean += z[i];
            }
            mean /= n;
            double variance = 0;
            for (int i = from; i < from + n; i++) {
                double c = z[i] - mean;
                variance += c * c;
            }
            scale[o] = 1 / Math.sqrt(variance / n + epsilon);
            for (int i = from; i < from + n; i++) {
                out[i] = (z[i] - mean) * scale[o];
            }
        }
    }

    private void normaliseSamples(double[] z, int neurons, int n, double[] out, double[] scale) {
        for (int i = 0; i < n; i++) {
            double mean = 0;
            for (int o = i; o < neurons * n; o += n) {
                mean += z[o];
            }
            mean /= neurons;
            double variance = 0;
            for (int o = i; o < neurons * n; o += n) {
                double c = z[o] - mean;
                variance += c * c;
            }
            scale[i] = 1 / Math.sqrt(variance / neurons + epsilon);
            for (int o = i; o < neurons * n; o += n) {
                out[o] = (z[o] - mean) * scale[i];
            }
        }
    }

    /**
     * The loss at these weights.
     *
     * @param w weights
     * @param x inputs by neurons
     * @param n number of samples
     * @param targets by neurons for the squared error; the class of each sample for the cross entropy
     */
    public double loss(double[] w, double[] x, int n, double[] targets) {
        return compare(forward(w, x, n), n, targets, null);
    }

    /**
     * The loss with its gradient.
     *
     * @param x inputs by neurons
     * @param xBySample the same by samples: input j of sample i at i·inputs + j
     * @param gradient output, length of the layout, overwritten
     */
    public double lossAndGradient(
            double[] w, double[] x, double[] xBySample, int n, double[] targets, double[] gradient) {
        double[] out = forward(w, x, n);
        double value = compare(out, n, targets, delta);
        backward(w, xBySample, n, delta, gradient);
        return value;
    }

    /** The loss, and its derivative by the outputs where that is asked for. */
    private double compare(double[] out, int n, double[] targets, double @Nullable [] derivative) {
        int width = layers.getLast().outputs();
        double sum = 0;
        if (loss == Loss.SQUARED) {
            for (int i = 0; i < width * n; i++) {
                double r = out[i] - targets[i];
                sum += r * r;
                if (derivative != null) {
                    derivative[i] = r / n;
                }
            }
            return 0.5 * sum / n;
        }
        for (int i = 0; i < n; i++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int o = i; o < width * n; o += n) {
                largest = Math.max(largest, out[o]);
            }
            double total = 0;
            for (int o = i; o < width * n; o += n) {
                double e = Math.exp(out[o] - largest);
                total += e;
                if (derivative != null) {
                    derivative[o] = e;
                }
            }
            int right = ((int) targets[i]) * n + i;
            sum += Math.log(total) + (largest - out[right]);
            if (derivative != null) {
                for (int o = i; o < width * n; o += n) {
                    derivative[o] /= total * n;
                }
                derivative[right] -= 1.0 / n;
            }
        }
        return sum / n;
    }

    /**
     * The derivative by the weights of ⟨upstream, outputs⟩ at the last {@link #forward}.
     *
     * @param xBySample the inputs of that call, by samples
     * @param upstream derivative by the outputs, by neurons
     * @param gradient output, length of the layout
     */
    public void backward(double[] w, double[] xBySample, int n, double[] upstream, double[] gradient) {
        System.arraycopy(upstream, 0, delta, 0, layers.getLast().outputs() * n);
        double[] up = delta;
        double[] spare = deltaBelow;
        for (int l = layers.size() - 1; l >= 0; l--) {
            Layer layer = layers.get(l);
            int size = layer.outputs() * n;
            if (layer.rectified()) {
                Kernels.get().passWherePositive(size, outputs[l], 0, up, 0);
            }
            if (layer.shift()) {
                for (int o = 0; o < layer.outputs(); o++) {
                    double sum = 0;
                    for (int i = o * n; i < o * n + n; i++) {
                        sum += up[i];
                    }
                    gradient[shiftAt[l] + o] = sum;
                }
            }
            if (layer.normalisation() == Normalisation.BATCH) {
                throughNeurons(up, normalised[l], spread[l], layer.outputs(), n);
            } else if (layer.normalisation() == Normalisation.LAYER) {
                throughSamples(up, normalised[l], spread[l], layer.outputs(), n);
            }
            // gradient = δhᵀ
            int inputs = layer.inputs();
            int at = matrixAt[l];
            Arrays.fill(gradient, at, at + layer.outputs() * inputs, 0);
            double[] below = l > 0 ? byNeuron[l - 1] : xBySample;
            Kernels.get().addProduct(layer.outputs(), n, inputs, up, 0, false, below, 0, l > 0, gradient, at);
            if (l > 0) {
                // Wᵀδ
                Arrays.fill(spare, 0, inputs * n, 0);
                Kernels.get().addProduct(inputs, layer.outputs(), n, w, at, true, up, 0, false, spare, 0);
                double[] swap = up;
                up = spare;
                spare = swap;
            }
        }
    }

    /** δ ← (δ − mean δ − ẑ mean(δẑ))/σ over the samples of each neuron. */
    private static void throughNeurons(double[] up, double[] z, double[] scale, int neurons, int n) {
        for (int o = 0; o < neurons; o++) {
            double mean = 0;
            double along = 0;
            for (int i = o * n; i < o * n + n; i++) {
                mean += up[i];
                along += up[i] * z[i];
            }
            mean /= n;
            along /= n;
            for (int i = o * n; i < o * n + n; i++) {
                up[i] = (up[i] - mean - z[i] * along) * scale[o];
            }
        }
    }

    /** The same over the neurons of each sample. */
    private static void throughSamples(double[] up, double[] z, double[] scale, int neurons, int n) {
        for (int i = 0; i < n; i++) {
            double mean = 0;
            double along = 0;
            for (int o = i; o < neurons * n; o += n) {
                mean += up[o];
                along += up[o] * z[o];
            }
            mean /= neurons;
            along /= neurons;
            for (int o = i; o < neurons * n; o += n) {
                up[o] = (up[o] - mean - z[o] * along) * scale[i];
            }
        }
    }

    /** A width × n array by rows becomes n × width; and so from samples to neurons with the two numbers exchanged. */
    static void transpose(double[] byNeuron, int width, int n, double[] bySample) {
        for (int j = 0; j < width; j++) {
            for (int i = 0; i < n; i++) {
                bySample[i * width + j] = byNeuron[j * n + i];
            }
        }
    }

    /** The share of samples whose largest output is that of their class. */
    public double accuracy(double[] w, double[] x, int n, double[] classes) {
        double[] out = forward(w, x, n);
        int right = 0;
        for (int i = 0; i < n; i++) {
            int best = 0;
            for (int o = 1; o < layers.getLast().outputs(); o++) {
                if (out[o * n + i] > out[best * n + i]) {
                    best = o;
                }
            }
            right += best == (int) classes[i] ? 1 : 0;
        }
        return (double) right / n;
    }
}
