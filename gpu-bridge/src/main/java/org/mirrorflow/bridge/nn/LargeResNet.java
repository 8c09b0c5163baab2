package org.mirrorflow.bridge.nn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * The residual networks of four stages: ResNet-18 of blocks of two convolutions, ResNet-50 of blocks that narrow to a quarter,
 * look around, and widen again. Where size or channels change, the shortcut is a convolution of its own.
 *
 * <p>Source: He, Zhang, Ren and Sun 2016 (arXiv 1512.03385), table 1, option B; in ResNet-50 it is the 3 × 3 convolution that
 * takes every other place. With w = 64, three colours, 1000 classes and the large stem ResNet-18 has 11,689,512 parameters
 * and ResNet-50 25,557,032. The small stem is that of the same networks on CIFAR.
 */
public final class LargeResNet extends Network {

    private record Layer(Layers.Convolution convolution, Layers.BatchNorm norm) {
        Tensor of(Tensor x, boolean training) {
            return norm.of(convolution.of(x), training);
        }
    }

    private record Block(List<Layer> layers, @Nullable Layer shortcut) {}

    private final Layer stem;
    private final boolean large;
    private final List<Block> blocks = new ArrayList<>();
    private final Layers.Linear head;

    /**
     * @param depth 18 or 50
     * @param channels colours of the images
     * @param width w, channels of the first stage
     * @param large whether the stem is the one for large images
     */
    public LargeResNet(
            ScalarType precision,
            String device,
            Initialisation initialisation,
            double scale,
            long seed,
            int depth,
            int channels,
            int classes,
            int width,
            boolean large) {
        super(precision, device, initialisation, scale, seed);
        if (depth != 18 && depth != 50) {
            throw new IllegalArgumentException("there is ResNet-18 and ResNet-50; given " + depth);
        }
        this.large = large;
        boolean narrowing = depth == 50;
        int[] counts = narrowing ? new int[] {3, 4, 6, 3} : new int[] {2, 2, 2, 2};
        stem = layer("", 1, width, channels, large ? 7 : 3, large ? 2 : 1);
        int inputs = width;
        for (int stage = 1; stage <= 4; stage++) {
            int inner = width << (stage - 1);
            int outputs = narrowing ? 4 * inner : inner;
            for (int i = 0; i < counts[stage - 1]; i++) {
                String name = "layer" + stage + "." + i + ".";
                int stride = i == 0 && stage > 1 ? 2 : 1;
                List<Layer> layers = narrowing
                        ? List.of(
                                layer(name, 1, inner, inputs, 1, 1),
                                layer(name, 2, inner, inner, 3, stride),
                                layer(name, 3, outputs, inner, 1, 1))
                        : List.of(layer(name, 1, inner, inputs, 3, stride), layer(name, 2, inner, inner, 3, 1));
                Layer shortcut = stride == 1 && inputs == outputs
                        ? null
                        : new Layer(
                                new Layers.Convolution(
                                        kernel(name + "downsample", Role.NORMALISED, outputs, inputs, 1), stride, 0),
                                new Layers.BatchNorm(this, name + "downsample.norm", outputs));
                blocks.add(new Block(layers, shortcut));
                inputs = outputs;
            }
        }
        head = new Layers.Linear(this, HEAD, Role.HEAD, classes, inputs, 1);
        complete();
    }

    private Layer layer(String prefix, int index, int outputs, int inputs, int size, int stride) {
        return new Layer(
                new Layers.Convolution(
                        kernel(prefix + "conv" + index, Role.NORMALISED, outputs, inputs, size), stride, size / 2),
                new Layers.BatchNorm(this, prefix + "norm" + index, outputs));
    }

    @Override
    public Tensor forward(Tensor input, boolean training) {
        Tensor x = rectified(stem.of(input.contiguous(MemoryFormat.ChannelsLast), training));
        if (large) {
            x = torch.max_pool2d(x, new long[] {3, 3}, new long[] {2, 2}, new long[] {1, 1}, new long[] {1, 1}, false);
        }
        for (Block block : blocks) {
            Tensor branch = x;
            for (int i = 0; i < block.layers().size(); i++) {
                branch = block.layers().get(i).of(branch, training);
                branch = i < block.layers().size() - 1 ? rectified(branch) : branch;
            }
            Layer shortcut = block.shortcut();
            x = rectified(branch.add_(shortcut == null ? x : shortcut.of(x, training)));
        }
        return head.of(Layers.mean(x, 2, 3));
    }

    /** By the names of torchvision's models, whose weights fit. */
    @Override
    public String published(String name) {
        if (name.startsWith(HEAD)) {
            return name.equals(HEAD) ? "fc.weight" : "fc.bias";
        }
        String other = name.replace("downsample.norm", "downsample.1")
                .replace("norm", "bn")
                .replace(".scale", ".weight")
                .replace(".shift", ".bias")
                .replace(".mean", ".running_mean")
                .replace(".variance", ".running_var");
        return other.endsWith("downsample")
                ? other + ".0.weight"
                : other.matches(".*conv\\d") ? other + ".weight" : other;
    }
}
