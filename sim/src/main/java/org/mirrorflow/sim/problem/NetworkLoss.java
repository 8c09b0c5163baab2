package org.mirrorflow.sim.problem;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.weights.Layout;

/**
 * The loss of a {@link FeedForward} network on samples, with the weights that exist, where training starts, and what else
 * its weights are judged by.
 *
 * <p>Batch norm takes its mean and variance from whatever samples it is given: all of them, a batch, or the held-out
 * ones.
 */
public final class NetworkLoss implements Network, Minibatched, Scored, Activated {

    /**
     * Samples.
     *
     * @param x inputs by samples, n · inputs
     * @param n how many, at least 1
     * @param targets by neurons, outputs · n, for the squared error; the class of each sample for the cross entropy
     */
    public record Samples(double[] x, int n, double[] targets) {}

    /**
     * Samples by which weights are judged.
     *
     * @param samples with the class of each as target
     * @param head weights of the last matrix, and its shift, to use in place of the current ones; null for none
     */
    public record Held(Samples samples, double @Nullable [] head) {}

    private final FeedForward network;
    private final Samples samples;
    private final double[] byNeuron;
    private final boolean @Nullable [] mask;
    private final double @Nullable [] start;
    private final double @Nullable [] planted;
    private final Map<String, Held> held;
    private final String description;
    private final String digest;
    private final double[] live;
    private final double[] judged;
    private double[] batchX = {};
    private double[] batchByNeuron = {};
    private double[] batchTargets = {};
    private double[] heldByNeuron = {};

    /**
     * @param network the layers; the problem works on a copy
     * @param samples the training samples
     * @param mask which weights exist, or null for all
     * @param start where training starts, or null
     * @param planted weights that made the targets, or null
     * @param held what else weights are judged by, by the id of the score
     * @param description one line for people
     * @throws IllegalArgumentException if shapes disagree, naming both
     */
    public NetworkLoss(
            FeedForward network,
            Samples samples,
            boolean @Nullable [] mask,
            double @Nullable [] start,
            double @Nullable [] planted,
            Map<String, Held> held,
            String description) {
        int d = network.layout().dimension();
        int inputs = network.layers().getFirst().inputs();
        if (samples.x().length != samples.n() * inputs) {
            throw new IllegalArgumentException("the inputs have length " + samples.x().length + " but " + samples.n()
                    + " samples of " + inputs + " inputs need " + samples.n() * inputs);
        }
        requireLength("mask", mask == null ? d : mask.length, d);
        requireLength("start", start == null ? d : start.length, d);
        requireLength("planted", planted == null ? d : planted.length, d);
        this.network = network.copy();
        this.samples = samples;
        this.mask = mask;
        this.start = start;
        this.planted = planted;
        this.held = new LinkedHashMap<>(held);
        this.description = description;
        byNeuron = new double[samples.x().length];
        FeedForward.transpose(samples.x(), samples.n(), inputs, byNeuron);
        live = new double[d];
        judged = new double[d];
        digest = computeDigest();
    }

    private NetworkLoss(NetworkLoss of) {
        network = of.network.copy();
        samples = of.samples;
        byNeuron = of.byNeuron;
        mask = of.mask;
        start = of.start;
        planted = of.planted;
        held = of.held;
        description = of.description;
        digest = of.digest;
        live = new double[of.live.length];
        judged = new double[of.live.length];
    }

    private static void requireLength(String what, int length, int d) {
        if (length != d) {
            throw new IllegalArgumentException(
                    what + " has length " + length + " but the network has " + d + " weights; both must agree");
        }
    }

    /** The same loss with other weights existing and another start. */
    public NetworkLoss with(boolean @Nullable [] otherMask, double[] otherStart) {
        return new NetworkLoss(network, samples, otherMask, otherStart, planted, held, description);
    }

    /** The training samples. The problem's own arrays, not copies: do not write to them. */
    public Samples trainingSamples() {
        return samples;
    }

    /** The layers, with workspaces of their own. */
    public FeedForward network() {
        return network.copy();
    }

    @Override
    public int dimension() {
        return live.length;
    }

    @Override
    public Layout layout() {
        return network.layout();
    }

    @Override
    public List<Role> roles() {
        return network.roles();
    }

    @Override
    public Optional<boolean[]> mask() {
        return Optional.ofNullable(mask);
    }

    @Override
    public Optional<double[]> startWeights() {
        return Optional.ofNullable(start == null ? null : start.clone());
    }

    @Override
    public int samples() {
        return samples.n();
    }

    /** The weights that count: w ⊙ M. */
    private double[] existing(double[] w) {
        requireLength("w", w.length, live.length);
        boolean[] m = mask;
        if (m == null) {
            return w;
        }
        for (int i = 0; i < w.length; i++) {
            live[i] = m[i] ? w[i] : 0;
        }
        return live;
    }

    private void cut(double[] gradient) {
        boolean[] m = mask;
        if (m != null) {
            for (int i = 0; i < gradient.length; i++) {
                if (!m[i]) {
                    gradient[i] = 0;
                }
            }
        }
    }

    @Override
    public double loss(double[] w) {
        return network.loss(existing(w), byNeuron, samples.n(), samples.targets());
    }

    @Override
    public double lossAndGradient(double[] w, double[] gradient) {
        requireLength("gradient", gradient.length, live.length);
        double value =
                network.lossAndGradient(existing(w), byNeuron, samples.x(), samples.n(), samples.targets(), gradient);
        cut(gradient);
        return value;
    }

    @Override
    public double lossAndGradient(double[] w, int[] batch, double[] gradient) {
        requireLength("gradient", gradient.length, live.length);
        int n = batch.length;
        if (n == 0) {
            throw new IllegalArgumentException("the batch is empty; it needs a sample at least");
        }
        int inputs = network.layers().getFirst().inputs();
        int outputs = samples.targets().length / samples.n();
        if (batchX.length != n * inputs) {
            batchX = new double[n * inputs];
            batchByNeuron = new double[n * inputs];
            batchTargets = new double[n * outputs];
        }
        for (int i = 0; i < n; i++) {
            System.arraycopy(samples.x(), batch[i] * inputs, batchX, i * inputs, inputs);
            for (int o = 0; o < outputs; o++) {
                batchTargets[o * n + i] = samples.targets()[o * samples.n() + batch[i]];
            }
        }
        FeedForward.transpose(batchX, n, inputs, batchByNeuron);
        double value = network.lossAndGradient(existing(w), batchByNeuron, batchX, n, batchTargets, gradient);
        cut(gradient);
        return value;
    }

    @Override
    public boolean hasHiddenLayers() {
        return network.layers().size() > 1;
    }

    @Override
    public List<HiddenLayer> activations(double[] w) {
        network.forward(existing(w), byNeuron, samples.n());
        List<HiddenLayer> hidden = new ArrayList<>();
        for (int l = 0; l < network.layers().size() - 1; l++) {
            FeedForward.Layer layer = network.layers().get(l);
            hidden.add(new HiddenLayer(layer.name(), layer.outputs(), samples.n(), network.sent(l, samples.n())));
        }
        return hidden;
    }

    @Override
    public List<String> scores() {
        return List.copyOf(held.keySet());
    }

    @Override
    public double score(String id, double[] w) {
        Held by = held.get(id);
        if (by == null) {
            throw new IllegalArgumentException("there is no score \"" + id + "\"; there are " + held.keySet());
        }
        System.arraycopy(existing(w), 0, judged, 0, judged.length);
        double[] head = by.head();
        if (head != null) {
            System.arraycopy(head, 0, judged, judged.length - head.length, head.length);
        }
        int n = by.samples().n();
        if (heldByNeuron.length != by.samples().x().length) {
            heldByNeuron = new double[by.samples().x().length];
        }
        FeedForward.transpose(by.samples().x(), n, network.layers().getFirst().inputs(), heldByNeuron);
        return network.accuracy(judged, heldByNeuron, n, by.samples().targets());
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String digest() {
        return digest;
    }

    private String computeDigest() {
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        sha.update(("network " + network.layers() + " " + samples.n()).getBytes(StandardCharsets.UTF_8));
        hash(sha, samples.x());
        hash(sha, samples.targets());
        if (mask != null) {
            byte[] bits = new byte[mask.length];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = (byte) (mask[i] ? 1 : 0);
            }
            sha.update(bits);
        }
        if (start != null) {
            hash(sha, start);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void hash(MessageDigest sha, double[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * values.length);
        buffer.asDoubleBuffer().put(values);
        sha.update(buffer);
    }

    @Override
    public Optional<double[]> planted() {
        return Optional.ofNullable(planted == null ? null : planted.clone());
    }

    @Override
    public NetworkLoss copy() {
        return new NetworkLoss(this);
    }
}
