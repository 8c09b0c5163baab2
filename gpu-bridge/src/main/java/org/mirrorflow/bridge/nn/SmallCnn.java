package org.mirrorflow.bridge.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** Two convolutions of 3 × 3 with pooling, a hidden layer of four times the width, and a head; batch-normalised or not. */
public final class SmallCnn extends Network {

    private final Layers.Convolution first;
    private final Layers.Convolution second;
    private final Layers.@Nullable BatchNorm firstNorm;
    private final Layers.@Nullable BatchNorm secondNorm;
    private final Layers.Linear hidden;
    private final Layers.Linear head;

    /**
     * @param channels colours of the images
     * @param height their rows, at least 4
     * @param columns their columns, at least 4
     * @param width channels of the first convolution; the second has twice as many
     * @param normalised whether the convolutions are batch-normalised
     */
    public SmallCnn(
            ScalarType precision,
            String device,
            Initialisation initialisation,
            double scale,
            long seed,
            int channels,
            int height,
            int columns,
            int classes,
            int width,
            boolean normalised) {
        super(precision, device, initialisation, scale, seed);
        Role role = normalised ? Role.NORMALISED : Role.HIDDEN;
        first = new Layers.Convolution(kernel("conv1", role, width, channels, 3), 1, 1);
        firstNorm = normalised ? new Layers.BatchNorm(this, "norm1", width) : null;
        second = new Layers.Convolution(kernel("conv2", role, 2 * width, width, 3), 1, 1);
        secondNorm = normalised ? new Layers.BatchNorm(this, "norm2", 2 * width) : null;
        hidden = new Layers.Linear(this, "hidden", Role.HIDDEN, 4 * width, 2 * width * (height / 4) * (columns / 4), 1);
        head = new Layers.Linear(this, "head", Role.HEAD, classes, 4 * width, 1);
        complete();
    }

    @Override
    public Tensor forward(Tensor input, boolean training) {
        Tensor x = layer(first.of(input), firstNorm, training);
        x = layer(second.of(x), secondNorm, training);
        return head.of(rectified(hidden.of(x.flatten(1, -1))));
    }

    private Tensor layer(Tensor x, Layers.@Nullable BatchNorm norm, boolean training) {
        return torch.max_pool2d(rectified(norm == null ? x : norm.of(x, training)), 2, 2);
    }
}
