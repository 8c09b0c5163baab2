package org.mirrorflow.bridge.nn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A transformer that predicts the next character: characters and places as learnt vectors, causal blocks normalised before
 * their branches, and a head of its own.
 *
 * <p>Source: Radford et al. 2019 (GPT-2).
 */
public final class CharacterGpt extends Network {

    private final NetworkParameter characters;
    private final NetworkParameter places;
    private final List<Layers.TransformerBlock> blocks = new ArrayList<>();
    private final Layers.LayerNorm norm;
    private final Layers.Linear head;

    /**
     * @param vocabulary number of characters
     * @param context places
     * @param width length of a vector, a multiple of the heads
     * @param depth blocks
     * @param heads attention heads
     */
    public CharacterGpt(
            ScalarType precision,
            String device,
            Initialisation initialisation,
            double scale,
            long seed,
            int vocabulary,
            int context,
            int width,
            int depth,
            int heads) {
        super(precision, device, initialisation, scale, seed);
        if (width % heads != 0) {
            throw new IllegalArgumentException("a width of " + width + " does not split into " + heads + " heads");
        }
        characters = embedding("characters", vocabulary, width);
        places = embedding("places", context, width);
        double factor = initialisation == Initialisation.SMALL ? 1 / Math.sqrt(2.0 * depth) : 1;
        for (int i = 1; i <= depth; i++) {
            blocks.add(new Layers.TransformerBlock(this, "block" + i, width, heads, factor, true));
        }
        norm = new Layers.LayerNorm(this, "norm", width);
        head = new Layers.Linear(this, "head", Role.HEAD, vocabulary, width, 1);
        complete();
    }

    @Override
    public Tensor forward(Tensor input, boolean training) {
        Tensor x = torch.embedding(characters.leaf(), input).add(places.leaf());
        for (Layers.TransformerBlock block : blocks) {
            x = block.of(x);
        }
        return head.of(norm.of(x)).flatten(0, 1);
    }
}
