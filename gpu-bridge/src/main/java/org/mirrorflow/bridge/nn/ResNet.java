package org.mirrorflow.bridge.nn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The residual network for small images: a convolution of 3 × 3, three stages of n blocks with w, 2w and 4w channels, the mean
 * over places, and a head; 6n + 2 layers. Where the number of channels grows, the shortcut takes every other place and fills
 * the new channels with 0, so that it has no parameters.
 *
 * <p>Source: He, Zhang, Ren and Sun 2016 (arXiv 1512.03385), section 4.2, option A. With w = 16, three colours and ten
 * classes ResNet-20 has 269,722 parameters.
 */
public final class ResNet extends Network {

    private record Block(
            Layers.Convolution first,
            Layers.BatchNorm firstNorm,
            Layers.Convolution second,
            Layers.BatchNorm secondNorm,
            int grown) {}

    private final Layers.Convolution stem;
    private final Layers.BatchNorm stemNorm;
    private final List<Block> blocks = new ArrayList<>();
    private final Layers.Linear head;

    /**
     * @param depth 6n + 2 layers
     * @param channels colours of the images
     * @param width w
     */
    public ResNet(
            ScalarType precision,
            String device,
            Initialisation initialisation,
            double scale,
            long seed,
            int depth,
            int channels,
            int classes,
            int width) {
        super(precision, device, initialisation, scale, seed);
        if (depth < 8 || (depth - 2) % 6 != 0) {
            throw new IllegalArgumentException("a residual network has 6n + 2 layers; given " + depth);
        }
        stem = new Layers.Convolution(kernel("stem", Role.NORMALISED, width, channels, 3), 1, 1);
        stemNorm = new Layers.BatchNorm(this, "stem.norm", width);
        int inputs = width;
        for (int stage = 1; stage <= 3; stage++) {
            int outputs = width << (stage - 1);
            for (int block = 1; block <= (depth - 2) / 6; block++) {
                String name = "stage" + stage + ".block" + block;
                blocks.add(new Block(
                        new Layers.Convolution(
                                kernel(name + ".conv1", Role.NORMALISED, outputs, inputs, 3),
                                inputs == outputs ? 1 : 2,
                                1),
                        new Layers.BatchNorm(this, name + ".norm1", outputs),
                        new Layers.Convolution(kernel(name + ".conv2", Role.NORMALISED, outputs, outputs, 3), 1, 1),
                        new Layers.BatchNorm(this, name + ".norm2", outputs),
                        outputs - inputs));
                inputs = outputs;
            }
        }
        head = new Layers.Linear(this, "head", Role.HEAD, classes, inputs, 1);
        complete();
    }

    @Override
    public Tensor forward(Tensor input, boolean training) {
        // Channels last from here on, which is how oneDNN and cuDNN like them.
        Tensor x = stem.of(input).contiguous(MemoryFormat.ChannelsLast);
        x = rectified(stemNorm.of(x, training));
        for (Block block : blocks) {
            Tensor branch = rectified(block.firstNorm().of(block.first().of(x), training));
            branch = block.secondNorm().of(block.second().of(branch), training);
            x = rectified(branch.add_(shortcut(x, block.grown())));
        }
        return head.of(Layers.mean(x, 2, 3));
    }

    private static Tensor shortcut(Tensor x, int grown) {
        if (grown == 0) {
            return x;
        }
        Tensor coarse = x.slice(2, new LongOptional(0), new LongOptional(x.size(2)), 2)
                .slice(3, new LongOptional(0), new LongOptional(x.size(3)), 2);
        long[] around = {0, 0, 0, 0, grown / 2, grown - grown / 2};
        return torch.constant_pad_nd(coarse, around, new Scalar(0.0));
    }
}
