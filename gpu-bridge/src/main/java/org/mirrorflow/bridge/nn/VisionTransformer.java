package org.mirrorflow.bridge.nn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A vision transformer: patches as vectors with learnt places, blocks normalised before their branches, the mean over places,
 * and a head.
 *
 * <p>Source: Dosovitskiy et al. 2021 (arXiv 2010.11929); the mean in place of a class token as in Beyer, Zhai and Kolesnikov
 * 2022 (arXiv 2205.01580). Tiny is width 192, 12 blocks, 3 heads (Touvron et al. 2021, arXiv 2012.12877).
 */
public final class VisionTransformer extends Network {

    private final Layers.Convolution patches;
    private final NetworkParameter patchShift;
    private final NetworkParameter places;
    private final List<Layers.TransformerBlock> blocks = new ArrayList<>();
    private final Layers.LayerNorm norm;
    private final Layers.Linear head;

    /**
     * @param channels colours of the images
     * @param height their rows, a multiple of the patch
     * @param columns their columns, a multiple of the patch
     * @param patch rows and columns of a patch
     * @param width length of a vector, a multiple of the heads
     * @param depth blocks
     * @param heads attention heads
     */
    public VisionTransformer(
            ScalarType precision,
            String device,
            Initialisation initialisation,
            double scale,
            long seed,
            int channels,
            int height,
            int columns,
            int classes,
            int patch,
            int width,
            int depth,
            int heads) {
        super(precision, device, initialisation, scale, seed);
        if (height % patch != 0 || columns % patch != 0 || width % heads != 0) {
            throw new IllegalArgumentException("images of " + height + " × " + columns + " must split into patches of "
                    + patch + ", and a width of " + width + " into " + heads + " heads");
        }
        patches = new Layers.Convolution(kernel("patches", Role.EMBEDDING, width, channels, patch), patch, 0);
        patchShift = vector("patches.bias", Role.BIAS, width, 0);
        places = embedding("places", height / patch * (columns / patch), width);
        double factor = initialisation == Initialisation.SMALL ? 1 / Math.sqrt(2.0 * depth) : 1;
        for (int i = 1; i <= depth; i++) {
            blocks.add(new Layers.TransformerBlock(this, "block" + i, width, heads, factor, false));
        }
        norm = new Layers.LayerNorm(this, "norm", width);
        head = new Layers.Linear(this, "head", Role.HEAD, classes, width, 1);
        complete();
    }

    @Override
    public Tensor forward(Tensor input, boolean training) {
        Tensor x = patches.of(input)
                .flatten(2, -1)
                .transpose(1, 2)
                .add(patchShift.leaf())
                .add(places.leaf());
        for (Layers.TransformerBlock block : blocks) {
            x = block.of(x);
        }
        return head.of(Layers.mean(norm.of(x), 1));
    }
}
