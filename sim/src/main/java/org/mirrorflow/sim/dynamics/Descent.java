package org.mirrorflow.sim.dynamics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.problem.Minibatched;
import org.mirrorflow.sim.problem.Network;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Optimizer;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.optim.SharpnessAware;
import org.mirrorflow.theory.optim.WeightDecay;
import org.mirrorflow.theory.reparam.Reparametrization;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * A discrete optimizer on the factors, one instance for each of their blocks. Its time is the sum of its step sizes, each
 * times what a step of the optimizer follows of gradient flow.
 */
final class Descent implements Dynamics {

    static final String STEP_SIZE = "step-size";

    private final Problem problem;
    private final Reparametrization parametrization;
    private final List<Optimizer<DenseTensor>> optimizers = new ArrayList<>();
    private final List<DenseTensor> blocks;
    private final List<DenseTensor> slopes;
    private final List<WeightDecay> decays;
    private final Map<String, List<DoubleConsumer>> knobs;
    private final double[] knobValues;
    private final Epochs epochs;
    private final Schedule rate;
    private final long warmUp;
    private final double clip;
    private final long batchSeed;
    private final @Nullable SharpnessAware<DenseTensor> ascent;
    private final @Nullable Minibatched samples;
    private final int[] batch;
    private final double[] theta;
    private final double[] weights;
    private final double[] gradient;
    private final double[] stepGradient;
    private final double[] pulledBack;
    /** Whether the step is θ ← θ − η∇θ of everything at once. */
    private final boolean plain;

    private Schedule decay;
    private double stepSize;
    private double loss;
    private boolean evaluated;
    private double time;
    private double normalisedTime;
    private long steps;

    /**
     * @param settings the step size and, where they are declared, its schedule, the batch, the clip, the decay and the
     *     radius of sharpness-aware minimisation
     * @param maker makes the optimizer of a block; called once for each, in order
     */
    Descent(
            Problem problem,
            Reparametrization parametrization,
            Settings settings,
            long seed,
            Assembly assembly,
            Assembly.Maker maker,
            Function<List<Optimizer<DenseTensor>>, Epochs> epochs) {
        this.problem = problem;
        this.parametrization = parametrization;
        this.batchSeed = new SeededRandom(seed, "batches").nextLong();
        this.theta = parametrization.start();
        this.weights = new double[parametrization.dimension()];
        this.gradient = new double[parametrization.dimension()];
        this.pulledBack = new double[theta.length];
        Layout layout = parametrization.factorLayout();
        this.blocks = DenseTensor.blocks(layout, theta);
        this.slopes = DenseTensor.blocks(layout, pulledBack);
        boolean matrices = layout.blocks().stream().anyMatch(Descent::isMatrix);
        List<Assembly.Part> parts = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            // A head is new where the others are not, and small: it is trained whole, as shifts are.
            boolean weight = hasRoles()
                    ? hasRole(i, Network.Role.HIDDEN) || hasRole(i, Network.Role.NORMALISED)
                    : !matrices || isMatrix(layout.blocks().get(i));
            parts.add(new Assembly.Part(i, blocks.get(i), weight, hasRole(i, Network.Role.NORMALISED)));
        }
        assembly.announce(parts);
        parts.forEach(part -> optimizers.add(maker.apply(part)));
        if (settings.values().containsKey(SamFamily.RADIUS)) {
            SharpnessAware<DenseTensor> worst =
                    new SharpnessAware<>(assembly.algebra(), blocks, settings.real(SamFamily.RADIUS));
            assembly.knob(SamFamily.RADIUS, worst::setRadius);
            this.ascent = worst;
        } else {
            this.ascent = null;
        }
        this.decays = List.copyOf(assembly.decays());
        this.knobs = assembly.knobs();
        this.knobValues = knobs.keySet().stream().mapToDouble(settings::real).toArray();
        this.epochs = epochs.apply(List.copyOf(optimizers));
        this.stepSize = settings.real(STEP_SIZE);
        this.decay = Decay.of(settings);
        boolean shared = settings.values().containsKey(OptimizerFamily.RATE_SHAPE);
        this.rate = shared
                ? Schedule.of(
                        Schedule.Shape.of(settings.text(OptimizerFamily.RATE_SHAPE)),
                        1,
                        settings.real(OptimizerFamily.RATE_STEPS),
                        0,
                        Double.POSITIVE_INFINITY)
                : Schedule.constant(1);
        this.warmUp = shared ? settings.wholeLong(OptimizerFamily.WARM_UP) : 0;
        this.clip = shared ? settings.real(OptimizerFamily.CLIP) : 0;
        int size = shared ? settings.whole(OptimizerFamily.BATCH) : 0;
        this.samples = size > 0 ? batched(problem) : null;
        this.batch = new int[samples == null ? 0 : Math.min(size, samples.samples())];
        this.stepGradient = samples == null ? gradient : new double[gradient.length];
        this.plain = ascent == null
                && clip == 0
                && decays.isEmpty()
                && optimizers.stream().allMatch(Optimizer::isPlainDescent);
        parametrization.apply(theta, weights);
    }

    private static Minibatched batched(Problem problem) {
        if (problem instanceof Minibatched batches) {
            return batches;
        }
        throw new InvalidSettingException(
                OptimizerFamily.BATCH, "needs a problem that is a mean over samples; this one is not, so give 0");
    }

    /** A row of weights counts: what matters is that inputs meet outputs. */
    private static boolean isMatrix(Block block) {
        return block.columns() > 1;
    }

    /** Whether the factors are the layers of a network. */
    private boolean hasRoles() {
        return problem instanceof Network network && network.roles().size() == blocks.size();
    }

    private boolean hasRole(int block, Network.Role role) {
        return hasRoles() && ((Network) problem).roles().get(block) == role;
    }

    @Override
    public double time() {
        return time;
    }

    @Override
    public double normalisedTime() {
        return normalisedTime;
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public boolean continuous() {
        return false;
    }

    @Override
    public boolean movesFactors() {
        return true;
    }

    @Override
    public double[] state() {
        return theta;
    }

    /** The gradient of the new point serves the record now and the next step later: at most one evaluation a step. */
    private void evaluate() {
        if (!evaluated) {
            loss = problem.lossAndGradient(weights, gradient);
            evaluated = true;
        }
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public double loss() {
        evaluate();
        return loss;
    }

    @Override
    public double[] gradient() {
        evaluate();
        return gradient;
    }

    /** The optimizers of the blocks, for those who look into them. */
    List<Optimizer<DenseTensor>> optimizers() {
        return optimizers;
    }

    /** The step size of the step to come. */
    private double nextStepSize() {
        double warm = steps < warmUp ? (steps + 1.0) / warmUp : 1;
        return stepSize * warm * rate.at((double) steps);
    }

    /** f and its gradient for the step to come: over a batch of its own random stream, or over everything. */
    private double sampled() {
        if (samples == null) {
            evaluate();
            return loss;
        }
        SeededRandom random = new SeededRandom(batchSeed + steps, "batch");
        for (int i = 0; i < batch.length; i++) {
            batch[i] = random.nextInt(samples.samples());
        }
        return samples.lossAndGradient(weights, batch, stepGradient);
    }

    @Override
    public void advance(double until) {
        double sampledLoss = sampled();
        double eta = nextStepSize();
        if (plain) {
            parametrization.descend(theta, stepGradient, eta, pulledBack, weights);
        } else {
            step(eta);
        }
        double passed = eta * optimizers.getFirst().timePerStep();
        time += passed;
        normalisedTime += sampledLoss * passed;
        steps++;
        evaluated = false;
        epochs.after(this, steps);
    }

    /** Any other step than plain descent. */
    private void step(double eta) {
        parametrization.pullBack(theta, stepGradient, pulledBack);
        if (ascent != null) {
            takeGradientAtWorst(ascent);
        }
        if (clip > 0) {
            clip();
        }
        double lambda = decay.at(time);
        for (WeightDecay each : decays) {
            each.setRate(lambda);
        }
        for (int i = 0; i < blocks.size(); i++) {
            optimizers.get(i).step(blocks.get(i), slopes.get(i), eta);
        }
        parametrization.apply(theta, weights);
    }

    /** The gradient of the step: from that at θ, to the one of the same samples at θ + e. */
    private void takeGradientAtWorst(SharpnessAware<DenseTensor> worst) {
        for (int i = 0; i < blocks.size(); i++) {
            optimizers.get(i).confine(slopes.get(i));
        }
        if (!worst.perturb(blocks, slopes)) {
            // e = 0: confined or not, the gradient at θ is the one that counts.
            parametrization.pullBack(theta, stepGradient, pulledBack);
            return;
        }
        parametrization.apply(theta, weights);
        if (samples == null) {
            problem.lossAndGradient(weights, stepGradient);
        } else {
            samples.lossAndGradient(weights, batch, stepGradient);
        }
        parametrization.pullBack(theta, stepGradient, pulledBack);
        worst.restore(blocks);
    }

    private void clip() {
        double square = 0;
        for (double x : pulledBack) {
            square += x * x;
        }
        double length = Math.sqrt(square);
        if (length > clip) {
            for (int i = 0; i < pulledBack.length; i++) {
                pulledBack[i] *= clip / length;
            }
        }
    }

    @Override
    public Map<String, double[]> save() {
        Map<String, double[]> saved = new LinkedHashMap<>();
        saved.put("clock", new double[] {time, steps, normalisedTime});
        saved.put("adjustable", adjustable());
        saved.put("state", theta.clone());
        for (int i = 0; i < optimizers.size(); i++) {
            String prefix = "optimizer" + i + "-";
            optimizers.get(i).state().forEach((name, tensor) -> saved.put(prefix + name, entries(tensor)));
            double[] counters = optimizers.get(i).counters();
            if (counters.length > 0) {
                saved.put(prefix + "counters", counters);
            }
        }
        double[] memory = epochs.save();
        if (memory.length > 0) {
            saved.put("epochs", memory);
        }
        return saved;
    }

    private static double[] entries(DenseTensor tensor) {
        return java.util.Arrays.copyOfRange(tensor.data(), tensor.offset(), tensor.offset() + tensor.size());
    }

    @Override
    public void restore(Map<String, double[]> saved) {
        double[] clock = Saved.array(saved, "clock", 3);
        double[] adjusted = Saved.array(saved, "adjustable", 1 + knobValues.length);
        double[] state = Saved.array(saved, "state", theta.length);
        time = clock[0];
        steps = (long) clock[1];
        normalisedTime = clock[2];
        stepSize = adjusted[0];
        setKnobs(java.util.Arrays.copyOfRange(adjusted, 1, adjusted.length));
        System.arraycopy(state, 0, theta, 0, theta.length);
        for (int i = 0; i < optimizers.size(); i++) {
            String prefix = "optimizer" + i + "-";
            optimizers.get(i).state().forEach((name, tensor) -> {
                double[] entries = Saved.array(saved, prefix + name, tensor.size());
                System.arraycopy(entries, 0, tensor.data(), tensor.offset(), entries.length);
            });
            int counters = optimizers.get(i).counters().length;
            if (counters > 0) {
                optimizers.get(i).setCounters(Saved.array(saved, prefix + "counters", counters));
            }
        }
        int memory = epochs.save().length;
        if (memory > 0) {
            epochs.restore(Saved.array(saved, "epochs", memory));
        }
        parametrization.apply(theta, weights);
        evaluated = false;
    }

    /** The step size and the optimizer's own adjustable settings as they now are. */
    private double[] adjustable() {
        double[] values = new double[1 + knobValues.length];
        values[0] = stepSize;
        System.arraycopy(knobValues, 0, values, 1, knobValues.length);
        return values;
    }

    private void setKnobs(double[] values) {
        int i = 0;
        for (List<DoubleConsumer> changes : knobs.values()) {
            double value = values[i];
            if (value != knobValues[i]) {
                knobValues[i] = value;
                changes.forEach(change -> change.accept(value));
            }
            i++;
        }
    }

    @Override
    public void adjust(double from, Settings settings) {
        stepSize = settings.real(STEP_SIZE);
        decay = Decay.of(settings);
        setKnobs(knobs.keySet().stream().mapToDouble(settings::real).toArray());
    }

    /** Something that happens every so many steps, with a memory of its own. */
    interface Epochs {

        /** Nothing. */
        Epochs NONE = (dynamics, steps) -> {};

        /** After that many steps. */
        void after(Dynamics dynamics, long steps);

        /** What a resume needs. */
        default double[] save() {
            return new double[0];
        }

        /** Takes over what {@link #save} gave. */
        default void restore(double[] saved) {
            // nothing is remembered
        }
    }
}
