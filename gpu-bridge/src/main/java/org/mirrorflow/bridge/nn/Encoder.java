package org.mirrorflow.bridge.nn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * An encoder of texts with a head for their class: pieces, places and the kind of the segment as learnt vectors, blocks
 * normalised after their branches, the mean over the places that are no padding, and a head.
 *
 * <p>Source: Devlin et al. 2019 (arXiv 1810.04805, BERT), post-norm as in Vaswani et al. 2017; the mean over places as in
 * Reimers and Gurevych 2019 (arXiv 1908.10084). With 30,522 pieces, 512 places, width 384, 6 blocks and 12 heads it is MiniLM-L6
 * (Wang et al. 2020, arXiv 2002.10957) without its pooler: 22,565,376 parameters beside the head.
 */
public final class Encoder extends Network {

    /** Places for which published encoders have learnt a vector. */
    public static final int PLACES = 512;

    private static final double EPSILON = 1e-12;

    private final NetworkParameter pieces;
    private final NetworkParameter places;
    private final NetworkParameter segments;
    private final Layers.LayerNorm norm;
    private final List<Layers.EncoderBlock> blocks = new ArrayList<>();
    private final Layers.Linear head;
    private final int padding;

    /**
     * @param vocabulary number of pieces
     * @param padding the piece that fills up a batch, which no place looks at
     * @param width length of a vector, a multiple of the heads
     * @param depth blocks
     * @param heads attention heads
     */
    public Encoder(
            ScalarType precision,
            String device,
            Initialisation initialisation,
            double scale,
            long seed,
            int vocabulary,
            int padding,
            int classes,
            int width,
            int depth,
            int heads) {
        super(precision, device, initialisation, scale, seed);
        if (width % heads != 0) {
            throw new IllegalArgumentException("a width of " + width + " does not split into " + heads + " heads");
        }
        this.padding = padding;
        pieces = embedding("embeddings.word_embeddings", vocabulary, width);
        places = embedding("embeddings.position_embeddings", PLACES, width);
        segments = embedding("embeddings.token_type_embeddings", 2, width);
        norm = new Layers.LayerNorm(this, "embeddings.LayerNorm", width, EPSILON);
        for (int i = 0; i < depth; i++) {
            blocks.add(new Layers.EncoderBlock(this, "encoder.layer." + i, width, heads, EPSILON));
        }
        head = new Layers.Linear(this, HEAD, Role.HEAD, classes, width, 1);
        complete();
    }

    @Override
    public Tensor forward(Tensor input, boolean training) {
        Tensor there = input.ne(new Scalar(padding));
        Tensor share = there.to(precision()).unsqueeze(-1);
        // The mean over the places with a piece.
        return head.of(states(input, there).mul(share).sum(1).div(share.sum(1).clamp_min(new Scalar(1.0))));
    }

    /**
     * The vectors of the last block.
     *
     * @param input numbers of pieces, batch × length
     * @return batch × length × width
     */
    public Tensor states(Tensor input) {
        return states(input, input.ne(new Scalar(padding)));
    }

    private Tensor states(Tensor input, Tensor there) {
        Tensor x = norm.of(torch.embedding(pieces.leaf(), input)
                .add(places.leaf().narrow(0, 0, input.size(1)))
                .add(segments.leaf().select(0, 0)));
        Tensor seen = there.unsqueeze(1).unsqueeze(1);
        for (Layers.EncoderBlock block : blocks) {
            x = block.of(x, seen);
        }
        return x;
    }

    /** By the names of Hugging Face's BertModel, whose weights fit. */
    @Override
    public String published(String name) {
        if (name.endsWith(".scale")) {
            return name.replaceFirst("scale$", "weight");
        }
        if (name.endsWith(".shift")) {
            return name.replaceFirst("shift$", "bias");
        }
        return name.endsWith(".bias") ? name : name + ".weight";
    }
}
