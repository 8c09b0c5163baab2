package org.mirrorflow.bridge.nn;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** The layers that networks are made of, over declared parameters. */
final class Layers {

    private Layers() {}

    /** Convolution without a shift. */
    static final class Convolution {

        private static final long[] ONE = {1, 1};

        private final NetworkParameter kernel;
        private final long[] stride;
        private final long[] padding;

        Convolution(NetworkParameter kernel, int stride, int padding) {
            this.kernel = kernel;
            this.stride = new long[] {stride, stride};
            this.padding = new long[] {padding, padding};
        }

        Tensor of(Tensor x) {
            return torch.conv2d(x, kernel.leaf(), new TensorOptional(), stride, padding, ONE, 1);
        }
    }

    /** Batch normalisation, with moments remembered at rate 0.1 (Ioffe and Szegedy 2015). */
    static final class BatchNorm {

        private final NetworkParameter scales;
        private final NetworkParameter shifts;
        private final TensorOptional mean;
        private final TensorOptional variance;

        BatchNorm(Network network, String name, int channels) {
            scales = network.vector(name + ".scale", Role.NORM, channels, 1);
            shifts = network.vector(name + ".shift", Role.NORM, channels, 0);
            mean = new TensorOptional(network.buffer(name + ".mean", channels, 0));
            variance = new TensorOptional(network.buffer(name + ".variance", channels, 1));
            mean.retainReference();
            variance.retainReference();
        }

        Tensor of(Tensor x, boolean training) {
            return torch.batch_norm(x, scales.optional(), shifts.optional(), mean, variance, training, 0.1, 1e-5, true);
        }
    }

    /** A matrix and, mostly, a shift. */
    static final class Linear {

        private final NetworkParameter matrix;
        private final @Nullable NetworkParameter shifts;

        Linear(Network network, String name, Role role, int outputs, int inputs, double factor) {
            matrix = network.matrix(name, role, outputs, inputs, factor);
            shifts = network.vector(name + ".bias", Role.BIAS, outputs, 0);
        }

        Tensor of(Tensor x) {
            NetworkParameter added = shifts;
            return added == null ? torch.linear(x, matrix.leaf()) : torch.linear(x, matrix.leaf(), added.optional());
        }
    }

    /** Layer normalisation over the last dimension (Ba, Kiros and Hinton 2016). */
    static final class LayerNorm {

        private final NetworkParameter scales;
        private final NetworkParameter shifts;
        private final long[] shape;
        private final double epsilon;

        LayerNorm(Network network, String name, int width) {
            this(network, name, width, 1e-5);
        }

        LayerNorm(Network network, String name, int width, double epsilon) {
            this.epsilon = epsilon;
            scales = network.vector(name + ".scale", Role.NORM, width, 1);
            shifts = network.vector(name + ".shift", Role.NORM, width, 0);
            shape = new long[] {width};
        }

        Tensor of(Tensor x) {
            return torch.layer_norm(x, shape, scales.optional(), shifts.optional(), epsilon, true);
        }
    }

    /** A block of a transformer, normalised before its branches: x + attention(norm x), then x + mlp(norm x). */
    static final class TransformerBlock {

        private final LayerNorm first;
        private final Linear queriesKeysValues;
        private final Linear joined;
        private final LayerNorm second;
        private final Linear wide;
        private final Linear narrow;
        private final int heads;
        private final int width;
        private final boolean causal;

        /**
         * @param factor factor of the matrices with which the branches join the stream
         * @param causal whether a place sees only those before it
         */
        TransformerBlock(Network network, String name, int width, int heads, double factor, boolean causal) {
            this.heads = heads;
            this.width = width;
            this.causal = causal;
            first = new LayerNorm(network, name + ".norm1", width);
            queriesKeysValues = new Linear(network, name + ".attention", Role.HIDDEN, 3 * width, width, 1);
            joined = new Linear(network, name + ".projection", Role.HIDDEN, width, width, factor);
            second = new LayerNorm(network, name + ".norm2", width);
            wide = new Linear(network, name + ".mlp1", Role.HIDDEN, 4 * width, width, 1);
            narrow = new Linear(network, name + ".mlp2", Role.HIDDEN, width, 4 * width, factor);
        }

        Tensor of(Tensor x) {
            long batch = x.size(0);
            long places = x.size(1);
            Tensor split = queriesKeysValues
                    .of(first.of(x))
                    .view(batch, places, 3, heads, width / heads)
                    .permute(2, 0, 3, 1, 4);
            Tensor seen = torch.scaled_dot_product_attention(
                    split.select(0, 0),
                    split.select(0, 1),
                    split.select(0, 2),
                    new TensorOptional(),
                    0,
                    causal,
                    new DoubleOptional(),
                    false);
            Tensor attended = x.add(joined.of(seen.transpose(1, 2).reshape(batch, places, width)));
            return attended.add(narrow.of(torch.gelu(wide.of(second.of(attended)))));
        }
    }

    /** A block of an encoder, normalised after its branches: y = norm(x + attention x), then norm(y + mlp y). */
    static final class EncoderBlock {

        private final Linear queries;
        private final Linear keys;
        private final Linear values;
        private final Linear joined;
        private final LayerNorm first;
        private final Linear wide;
        private final Linear narrow;
        private final LayerNorm second;
        private final int heads;
        private final int width;

        EncoderBlock(Network network, String name, int width, int heads, double epsilon) {
            this.heads = heads;
            this.width = width;
            queries = new Linear(network, name + ".attention.self.query", Role.HIDDEN, width, width, 1);
            keys = new Linear(network, name + ".attention.self.key", Role.HIDDEN, width, width, 1);
            values = new Linear(network, name + ".attention.self.value", Role.HIDDEN, width, width, 1);
            joined = new Linear(network, name + ".attention.output.dense", Role.HIDDEN, width, width, 1);
            first = new LayerNorm(network, name + ".attention.output.LayerNorm", width, epsilon);
            wide = new Linear(network, name + ".intermediate.dense", Role.HIDDEN, 4 * width, width, 1);
            narrow = new Linear(network, name + ".output.dense", Role.HIDDEN, width, 4 * width, 1);
            second = new LayerNorm(network, name + ".output.LayerNorm", width, epsilon);
        }

        private Tensor split(Tensor x) {
            return x.view(x.size(0), x.size(1), heads, width / heads).transpose(1, 2);
        }

        /** @param seen batch × 1 × 1 × length, whether a place is looked at */
        Tensor of(Tensor x, Tensor seen) {
            Tensor attended = torch.scaled_dot_product_attention(
                    split(queries.of(x)),
                    split(keys.of(x)),
                    split(values.of(x)),
                    new TensorOptional(seen),
                    0,
                    false,
                    new DoubleOptional(),
                    false);
            Tensor y = first.of(x.add(joined.of(attended.transpose(1, 2).reshape(x.size(0), x.size(1), width))));
            return second.of(y.add(narrow.of(torch.gelu(wide.of(y)))));
        }
    }

    /** Mean over dimensions. */
    static Tensor mean(Tensor x, long... dimensions) {
        return x.mean(dimensions, false, new ScalarTypeOptional());
    }
}
