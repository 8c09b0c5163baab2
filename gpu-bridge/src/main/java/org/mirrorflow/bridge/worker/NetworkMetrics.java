package org.mirrorflow.bridge.worker;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.mirrorflow.bridge.nn.Network;
import org.mirrorflow.bridge.nn.NetworkParameter;
import org.mirrorflow.bridge.torch.Tensors;
import org.mirrorflow.bridge.torch.TorchAlgebra;
import org.mirrorflow.sim.observe.WeightGradientPlane;
import org.mirrorflow.theory.optim.ProductOptimizer;

/**
 * The dear metrics of a network, by the ids of the toys' observables where they have them. "Weights" are the entries of the
 * matrices and kernels that may be sparse.
 */
final class NetworkMetrics {

    private static final int TEST_BATCH = 250;

    private NetworkMetrics() {}

    /** Share of rows whose largest score is that of their class. */
    static double accuracy(Tensor scores, Tensor target) {
        try (PointerScope _ = new PointerScope()) {
            long right = scores.detach()
                    .argmax(new LongOptional(1), false)
                    .eq(target)
                    .sum()
                    .item_long();
            return (double) right / target.numel();
        }
    }

    /** Mean cross entropy in nats. */
    static Tensor loss(Tensor scores, Tensor target, double smoothing) {
        return torch.cross_entropy_loss(scores, target, new TensorOptional(), 1, -100, smoothing);
    }

    /** Loss and accuracy over all that is held out, with the moments that normalisation remembers. */
    static void test(Network network, Task task, int batch, Map<String, Double> metrics) {
        double[] tested = tested(network, task, batch);
        metrics.put("test-loss", tested[0]);
        metrics.put("test-accuracy", tested[1]);
        if (task.classifies()) {
            metrics.put("smallest-margin", tested[2]);
            metrics.put("mean-margin", tested[3]);
        }
    }

    /** The share of zeros that rectified layers pass on, for as many held-out inputs as are looked at in one go. */
    static void activations(Network network, Task task, int batch, Map<String, Double> metrics) {
        try (PointerScope _ = new PointerScope()) {
            double share = network.activationSparsity(
                    task.heldOut(0, Math.min(batch, task.heldOut())).input());
            if (!Double.isNaN(share)) {
                metrics.put("activation-sparsity", share);
            }
        }
    }

    /**
     * |gradient| against |weight|, the mean over layers, as the toys have it.
     *
     * @param gradient of the weights
     */
    static void plane(Network network, double[] gradient, Map<String, Double> metrics) {
        double[] weights;
        try (PointerScope _ = new PointerScope()) {
            weights = Tensors.values(network.entries().narrow(0, 0, network.weights()));
        }
        double ratio = 0;
        double correlation = 0;
        int at = 0;
        int layers = 0;
        for (NetworkParameter each : network.parameters()) {
            if (each.role().isWeight()) {
                WeightGradientPlane plane = new WeightGradientPlane(at, each.size());
                ratio += plane.ratio(weights, gradient);
                correlation += plane.spearman(weights, gradient);
                at += each.size();
                layers++;
            }
        }
        metrics.put("gw-r", ratio / layers);
        metrics.put("gw-spearman", correlation / layers);
    }

    /** m² − w² of the weights that an optimizer keeps as m⊙w: its mean, and how far the entries are from it. */
    static void balances(List<ProductOptimizer<Tensor>> splits, Map<String, Double> metrics) {
        double sum = 0;
        double squares = 0;
        double count = 0;
        for (ProductOptimizer<Tensor> split : splits) {
            try (PointerScope _ = new PointerScope()) {
                Tensor balance = split.m().square().sub(split.w().square());
                sum += Tensors.number(balance.sum());
                squares += Tensors.number(balance.square().sum());
                count += balance.numel();
            }
        }
        if (count > 0) {
            double mean = sum / count;
            metrics.put("balance-mean", mean);
            metrics.put("balance-spread", Math.sqrt(Math.max(0, squares / count - mean * mean)));
        }
    }

    /** The score of its class over the largest other, of each row. */
    private static Tensor margins(Tensor scores, Tensor target) {
        Tensor place = target.unsqueeze(1);
        Tensor own = scores.gather(1, place).squeeze(1);
        Tensor others = scores.scatter(1, place, new Scalar(Double.NEGATIVE_INFINITY));
        return own.sub(others.amax(new long[] {1}, false));
    }

    /**
     * The same after pruning: without the smallest 80, 90 and 95 % of the weights, over all layers at once, and without further
     * training. The weights are as they were afterwards.
     */
    static void pruned(Network network, Task task, int batch, Map<String, Double> metrics) {
        try (PointerScope _ = new PointerScope();
                TorchAlgebra algebra = new TorchAlgebra()) {
            Tensor w = network.entries().narrow(0, 0, network.weights());
            Tensor kept = algebra.zerosLike(w);
            Tensor mask = algebra.zerosLike(w);
            algebra.copy(w, kept);
            for (int share : new int[] {80, 90, 95}) {
                algebra.largest((int) Math.round(network.weights() * (100 - share) / 100.0), kept, mask);
                algebra.multiply(mask, w);
                double[] tested = tested(network, task, batch);
                metrics.put("pruned-loss-" + share, tested[0]);
                metrics.put("pruned-accuracy-" + share, tested[1]);
                algebra.copy(kept, w);
            }
        }
    }

    /** Loss and accuracy; then the smallest and the mean margin. */
    private static double[] tested(Network network, Task task, int batch) {
        double loss = 0;
        double right = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double margin = 0;
        int count = task.heldOut();
        try (NoGradGuard _ = new NoGradGuard()) {
            for (int from = 0; from < count; from += batch) {
                try (PointerScope _ = new PointerScope()) {
                    int size = Math.min(batch, count - from);
                    Batch held = task.heldOut(from, size);
                    Tensor scores = network.forward(held.input(), false);
                    loss += size * loss(scores, held.target(), 0).item_double();
                    right += size * accuracy(scores, held.target());
                    if (task.classifies()) {
                        Tensor margins = margins(scores, held.target());
                        smallest = Math.min(smallest, Tensors.number(margins.min()));
                        margin += Tensors.number(margins.sum());
                    }
                }
            }
        }
        return new double[] {loss / count, right / count, smallest, margin / count};
    }

    /** As many contexts at once as give the rows of a batch of images. */
    static int testBatch(Task task) {
        return Math.max(1, (int) (TEST_BATCH * (long) task.size() / Math.max(TEST_BATCH, task.units())));
    }

    /**
     * What the weights alone say.
     *
     * @param start the weights at the start
     * @param layers whether sparsity is recorded for each layer too
     */
    static void weights(Network network, Tensor start, boolean layers, Map<String, Double> metrics) {
        try (PointerScope _ = new PointerScope()) {
            Tensor w = network.entries().narrow(0, 0, network.weights());
            double l1 = Tensors.number(w.abs().sum());
            double l2 = Tensors.number(w.norm());
            metrics.put("sparsity", Tensors.number(w.eq(new Scalar(0.0)).sum()) / Math.max(1, network.weights()));
            metrics.put("l1-norm", l1);
            metrics.put("l2-norm", l2);
            metrics.put("l1-l2-ratio", l1 / l2);
            metrics.put("l2-shift", Tensors.number(w.sub(start).norm()));
            metrics.put(
                    "sign-flips",
                    Tensors.number(w.mul(start).lt(new Scalar(0.0)).sum()));
            double rank = 0;
            double stable = 0;
            int count = 0;
            List<NetworkParameter> matrices = network.parameters().stream()
                    .filter(parameter -> parameter.role().isWeight())
                    .toList();
            for (NetworkParameter each : matrices) {
                Tensor matrix = each.entries().reshape(each.shape()[0], -1);
                double[] sigma = Tensors.values(torch.linalg_svdvals(matrix));
                rank += effectiveRank(sigma);
                stable += stableRank(sigma);
                count++;
            }
            metrics.put("effective-rank", rank / count);
            metrics.put("stable-rank", stable / count);
            if (layers) {
                for (NetworkParameter each : matrices) {
                    metrics.put(
                            "sparsity:" + each.name(),
                            Tensors.number(each.entries().eq(new Scalar(0.0)).sum()) / each.size());
                }
            }
        }
    }

    /** exp H(σ/‖σ‖₁), H the entropy; NaN for a zero matrix. */
    static double effectiveRank(double[] sigma) {
        double total = 0;
        for (double s : sigma) {
            total += s;
        }
        double entropy = 0;
        for (double s : sigma) {
            entropy -= s > 0 ? s / total * Math.log(s / total) : 0;
        }
        return total > 0 ? Math.exp(entropy) : Double.NaN;
    }

    /** Σσ²/max σ²; NaN for a zero matrix. */
    static double stableRank(double[] sigma) {
        double largest = 0;
        double squares = 0;
        for (double s : sigma) {
            largest = Math.max(largest, s);
            squares += s * s;
        }
        return squares / (largest * largest);
    }
}
