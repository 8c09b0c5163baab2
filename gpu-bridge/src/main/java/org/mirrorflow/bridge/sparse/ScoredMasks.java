package org.mirrorflow.bridge.sparse;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.mirrorflow.bridge.nn.Network;
import org.mirrorflow.bridge.torch.TorchAlgebra;

/**
 * Masks chosen before training by a score of every weight, over all layers at once. A mask is a vector over the weights of
 * {@link Network#entries} that may be sparse.
 */
public final class ScoredMasks {

    private ScoredMasks() {}

    /**
     * SNIP: keeps the weights of largest |θ·∂f/∂θ|, by which the loss of a batch would change, to first order, without them.
     *
     * <p>Source: Lee, Ajanthan and Torr 2019 (arXiv 1810.02340).
     *
     * @param network with the gradients of the batch
     * @param sparsity share of the weights that is masked
     * @param mask filled
     */
    public static void snip(Network network, double sparsity, Tensor mask) {
        try (PointerScope _ = new PointerScope();
                TorchAlgebra algebra = new TorchAlgebra()) {
            keep(
                    algebra,
                    weights(network).mul(weights(network, network.gradients())),
                    network.weights(),
                    sparsity,
                    mask);
        }
    }

    /**
     * SynFlow: keeps the weights of largest |θ|·∂R/∂|θ|, R the sum of the scores that a network of the |θ| gives an image of
     * ones, in rounds; after round r of n the share (1 − s)^{r/n} of the weights is left. It needs no data and leaves no layer
     * empty. The network ends with its weights as they were.
     *
     * <p>Source: Tanaka, Kunin, Yamins and Ganguli 2020 (arXiv 2006.05467). Normalisation has the moments it starts with.
     *
     * @param ones an image of ones, 1 × channels × height × width
     * @param rounds n
     * @param mask filled
     */
    public static void synflow(Network network, Tensor ones, double sparsity, int rounds, Tensor mask) {
        try (PointerScope _ = new PointerScope();
                TorchAlgebra algebra = new TorchAlgebra()) {
            Tensor kept = network.entries().clone();
            network.entries().abs_();
            Tensor sizes = weights(network).clone();
            mask.fill_(new Scalar(1.0));
            for (int round = 1; round <= rounds; round++) {
                try (PointerScope _ = new PointerScope()) {
                    weights(network).copy_(sizes).mul_(mask);
                    network.forgetGradients();
                    network.forward(ones, false).sum().backward();
                    Tensor scores = weights(network).mul(weights(network, network.gradients()));
                    double left = Math.pow(1 - sparsity, (double) round / rounds);
                    keep(algebra, scores, network.weights(), 1 - left, mask);
                }
            }
            network.entries().copy_(kept);
            network.forgetGradients();
        }
    }

    private static Tensor weights(Network network) {
        return weights(network, network.entries());
    }

    private static Tensor weights(Network network, Tensor all) {
        return all.narrow(0, 0, network.weights());
    }

    private static void keep(TorchAlgebra algebra, Tensor scores, int weights, double sparsity, Tensor mask) {
        if (!torch.isfinite(scores).all().item_bool()) {
            throw new ArithmeticException("the scores of the weights are not finite; start with smaller weights");
        }
        algebra.largest((int) Math.round((1 - sparsity) * weights), scores, mask);
    }
}
