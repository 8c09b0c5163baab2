package org.mirrorflow.sim.dynamics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Algebra;
import org.mirrorflow.theory.optim.CoupledDecay;
import org.mirrorflow.theory.optim.DecoupledDecay;
import org.mirrorflow.theory.optim.DenseAlgebra;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Direction;
import org.mirrorflow.theory.optim.StepOperator;
import org.mirrorflow.theory.optim.WeightDecay;

/**
 * What a family puts together while it makes the optimizers of a model's blocks: the algebra they share, everything that
 * takes the weight-decay rate, and the settings that may change while a run is in progress.
 */
public final class Assembly {

    private final Algebra<DenseTensor> algebra = new DenseAlgebra();
    private final Settings settings;
    private final long seed;
    private final List<WeightDecay> decays = new ArrayList<>();
    private final Map<String, List<DoubleConsumer>> knobs = new LinkedHashMap<>();
    private List<Part> parts = List.of();

    Assembly(Settings settings, long seed) {
        this.settings = settings;
        this.seed = seed;
    }

    /** The algebra of all blocks. */
    public Algebra<DenseTensor> algebra() {
        return algebra;
    }

    /** The settings of the dynamics. */
    public Settings settings() {
        return settings;
    }

    /** The seed of whatever a block draws. */
    public long seed(Part block) {
        return seed + 0x9E3779B97F4A7C15L * (1 + block.index());
    }

    /** All blocks, in the order of the layout, whose optimizers are about to be made. */
    void announce(List<Part> blocks) {
        parts = List.copyOf(blocks);
    }

    /** All blocks, for what depends on more than one. */
    List<Part> parts() {
        return parts;
    }

    /** A setting that takes effect while a run is in progress; its present value. */
    public double knob(String id, DoubleConsumer change) {
        knobs.computeIfAbsent(id, name -> new ArrayList<>()).add(change);
        return settings.real(id);
    }

    /** Something that takes the weight-decay rate before each step. */
    public <D extends WeightDecay> D decaying(D decay) {
        decays.add(decay);
        return decay;
    }

    /** The direction of g + λθ. */
    public Direction<DenseTensor> coupled(DenseTensor shape, Direction<DenseTensor> inner) {
        return decaying(new CoupledDecay<>(algebra, shape, inner));
    }

    /** θ ← (1 − ηλ)θ, then what follows. */
    public StepOperator<DenseTensor> decoupled(StepOperator<DenseTensor> next) {
        return decaying(new DecoupledDecay<>(algebra)).then(next);
    }

    List<WeightDecay> decays() {
        return decays;
    }

    Map<String, List<DoubleConsumer>> knobs() {
        return knobs;
    }

    /**
     * One block of the factors.
     *
     * @param index its place in the layout
     * @param tensor its entries, live
     * @param weight whether it is one of the weights that sparsity is about: a matrix, or anything where the model has no
     *     matrix; shifts and scales beside matrices are not
     * @param normalised whether its outputs are batch-normalised
     */
    public record Part(int index, DenseTensor tensor, boolean weight, boolean normalised) {}

    /** Makes the optimizer of a block. */
    interface Maker extends Function<Part, org.mirrorflow.theory.optim.Optimizer<DenseTensor>> {}
}
