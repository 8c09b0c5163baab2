package org.mirrorflow.sim.experiment;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.dynamics.Decay;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.mirror.LegendreConditions;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.SeparableMovingMirrorMap;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.predict.NoInterpolatorException;
import org.mirrorflow.theory.predict.PotentialMinimizer;
import org.mirrorflow.theory.reparam.MirrorStructure;
import org.mirrorflow.theory.reparam.Penalty;
import org.mirrorflow.theory.reparam.Reparametrization;
import org.mirrorflow.theory.weights.Start;

/**
 * What a specification is made into: the data, the model, what theory predicts, and fresh trajectories. Predictions are
 * computed once, when first asked for. Thread-safe.
 */
public final class Experiment {

    /** A dose that moves no weight by more than this share. */
    private static final double PENDING_DOSE = 1e-9;

    /** Two limits nearer than this are one, up to what their solvers leave. */
    private static final double STEADY = 1e-7;

    /** Dynamics whose predicted limits are those of the flow. */
    private static final Set<String> FLOW_OR_DESCENT = Set.of("gradient-descent", "gradient-flow", "mirror-flow");

    /** Settings of these dynamics that no predicted limit depends on. */
    private static final Set<String> LIMIT_SETTINGS_IGNORED = Set.of("step-size", "tolerance");

    /** Paths of these settings. */
    public static final Set<String> LIMIT_IGNORES = Set.of("dynamics.step-size", "dynamics.tolerance");

    private final Specification specification;
    private final Problem problem;
    private final Model model;
    private final boolean continuous;
    private volatile Map<String, Prediction> predictions = Map.of();
    private volatile String unpredicted = "";
    private volatile OptionalDouble lossBound = OptionalDouble.empty();
    private boolean predicted;
    private double @Nullable [] measured;
    private OptionalDouble distanceFromPath = OptionalDouble.empty();
    private @Nullable MirrorStructure structure;

    private Experiment(Specification specification, Problem problem, Model model) {
        this.specification = specification;
        this.problem = problem;
        this.model = model;
        // Fails now, not at the first step, when the dynamics cannot move this model, or not as they change under way.
        this.continuous = newDynamics().continuous();
        for (double at : specification.changes().times()) {
            try {
                dynamics(specification.changes().inForce(at, specification.dynamics()));
            } catch (InvalidSettingException e) {
                throw new InvalidSettingException(Changes.PATH, "cannot be followed at " + at + ": " + e.getMessage());
            }
        }
    }

    /**
     * The same data and model under other dynamics, other changes, or another end.
     *
     * @throws InvalidSettingException when the dynamics cannot move this model
     */
    public Experiment with(Specification other) {
        Experiment sibling = new Experiment(other, problem, model);
        if (other.changes().equals(specification.changes()) && sameLimits(other.dynamics())) {
            synchronized (this) {
                sibling.predictions = predictions;
                sibling.unpredicted = unpredicted;
                sibling.lossBound = lossBound;
                sibling.predicted = predicted;
                sibling.structure = structure;
            }
        }
        return sibling;
    }

    /** Whether these dynamics have the limits of this experiment's. */
    private boolean sameLimits(Section dynamics) {
        Section own = specification.dynamics();
        if (dynamics.equals(own)) {
            return true;
        }
        return FLOW_OR_DESCENT.contains(own.kind())
                && dynamics.kind().equals(own.kind())
                && LIMIT_SETTINGS_IGNORED.equals(differing(own, dynamics, LIMIT_SETTINGS_IGNORED));
    }

    /** The settings named, and whichever others differ. */
    private static Set<String> differing(Section a, Section b, Set<String> named) {
        Set<String> found = new TreeSet<>(named);
        a.settings().values().forEach((id, value) -> {
            if (!value.equals(b.settings().values().get(id))) {
                found.add(id);
            }
        });
        return found;
    }

    /** Whether dynamics are the flow or plain descent with its step size, whose limits below are the flow's. */
    public static boolean isFlowOrItsDescent(Specification specification) {
        return FLOW_OR_DESCENT.contains(specification.dynamics().kind());
    }

    /**
     * Assembles data and model.
     *
     * @param base folder against which relative paths in the specification are resolved
     * @throws InvalidSettingException for settings that contradict each other, with their dotted path
     * @throws ProblemException when the data cannot be had
     */
    public static Experiment of(Specification specification, Path base) throws ProblemException {
        Problem problem = problem(specification, base);
        Model model = located("model", () -> model(specification, problem));
        return new Experiment(specification, problem, model);
    }

    /**
     * As {@link #of(Specification, Path)}, with this experiment's data where they are the same. Both then belong to one thread.
     *
     * @throws InvalidSettingException for settings that contradict each other, with their dotted path
     * @throws ProblemException when the data cannot be had
     */
    public Experiment sharingData(Specification other, Path base) throws ProblemException {
        if (other.seed() != specification.seed() || !other.problem().equals(specification.problem())) {
            return of(other, base);
        }
        return new Experiment(other, problem, located("model", () -> model(other, problem)));
    }

    private static Problem problem(Specification specification, Path base) throws ProblemException {
        Section section = specification.problem();
        try {
            return Components.PROBLEMS.get(section.kind()).create(section.settings(), specification.seed(), base);
        } catch (InvalidSettingException e) {
            throw e.within("problem");
        }
    }

    private static Model model(Specification specification, Problem problem) {
        Section section = specification.model();
        Start start = new Start(problem.layout(), specification.seed(), problem.startWeights());
        if (Components.PARAMETRIZATIONS.contains(section.kind())) {
            return new Model.Factored(
                    Components.PARAMETRIZATIONS.get(section.kind()).create(section.settings(), start));
        }
        MirrorMap map = Components.MIRROR_MAPS.get(section.kind()).create(section.settings(), start.layout());
        start.weights().filter(w -> !map.contains(w)).ifPresent(w -> {
            throw new InvalidSettingException(
                    "kind",
                    "is \"" + section.kind() + "\", and the problem starts outside its domain; use a map on the whole"
                            + " space");
        });
        return start.weights().map(w -> new Model.Mirrored(map, w)).orElseGet(() -> new Model.Mirrored(map));
    }

    private static <T> T located(String section, Supplier<T> action) {
        try {
            return action.get();
        } catch (InvalidSettingException e) {
            throw e.within(section);
        } catch (IllegalArgumentException e) {
            // Settings at the ends of their ranges, whose combination leaves the range of doubles.
            throw new InvalidSettingException(
                            "kind",
                            "cannot be made with these settings: " + e.getMessage() + "; choose less extreme ones")
                    .within(section);
        }
    }

    /** The specification, defaults written out. */
    public Specification specification() {
        return specification;
    }

    /** The loss and its data. */
    public Problem problem() {
        return problem;
    }

    /** The geometry. */
    public Model model() {
        return model;
    }

    /** Whether the dynamics is a flow in continuous time. */
    public boolean continuous() {
        return continuous;
    }

    /** Whether the dynamics follow gradient flow on the factors, or mirror flow, up to the size of their steps. */
    public boolean followsGradientFlow() {
        return Components.DYNAMICS.get(specification.dynamics().kind()).followsGradientFlow();
    }

    /** A trajectory at its start. */
    public Dynamics newDynamics() {
        return dynamics(specification.dynamics());
    }

    private Dynamics dynamics(Section section) {
        return located(
                "dynamics",
                () -> Components.DYNAMICS
                        .get(section.kind())
                        .create(section.settings(), problem, model, specification.seed()));
    }

    /** The weight decay of the dynamics over time, as it changes under way; none where they have no such setting. */
    public Schedule decay() {
        return specification.changes().decay(specification.dynamics());
    }

    /**
     * Whether so much of a finite dose of decay is still to come that the weights will move again, however small the loss is
     * now.
     */
    public boolean decayPending(double time) {
        Schedule decay = decay();
        double total = decay.totalDose();
        return total < Double.POSITIVE_INFINITY && total - decay.dose(time) > PENDING_DOSE;
    }

    /** The potential that this decay moves; empty without decay, or where no mirror map follows it. */
    public Optional<SeparableMovingMirrorMap> movingPotential() {
        return decay().isNone()
                ? Optional.empty()
                : model.movingPotential(
                        Decay.ofAdmissiblePenalty(specification.dynamics().settings()));
    }

    /**
     * Whether gradient flow on the factors is a mirror flow of the weights, with the proof, and whether the decay of this
     * experiment is admissible; computed when first asked for. Empty for a model without factors.
     */
    public synchronized Optional<MirrorStructure> mirrorStructure() {
        if (structure == null && model instanceof Model.Factored factored) {
            Reparametrization g = factored.parametrization();
            structure = decay().isNone()
                    ? MirrorStructure.of(g, problem.layout())
                    : MirrorStructure.of(g, problem.layout(), penalty(g));
        }
        return Optional.ofNullable(structure);
    }

    private Penalty penalty(Reparametrization g) {
        return Decay.ofAdmissiblePenalty(specification.dynamics().settings())
                ? g.admissiblePenalty().orElse(Penalty.squares())
                : Penalty.squares();
    }

    /**
     * {@link #mirrorStructure} as sentences for people; says so where this experiment's dynamics are not the gradient flow
     * that it speaks of. For a mirror map, the conditions that theorems ask of it; empty where they are not known.
     */
    public String geometry() {
        if (model instanceof Model.Mirrored mirrored) {
            return LegendreConditions.of(mirrored.map())
                    .map(conditions -> conditions.sentence(problem.layout()))
                    .orElse("");
        }
        return mirrorStructure()
                .map(known -> (followsGradientFlow() ? "" : "Under gradient flow instead of these dynamics: ")
                        + known.sentence())
                .orElse("");
    }

    /** The predicted limits by id, in a fixed order; one that theory has not is missing, see {@link #unpredicted()}. */
    public Map<String, Prediction> predictions() {
        predict();
        return predictions;
    }

    /** Why a prediction is missing, as a sentence; empty when none is. */
    public String unpredicted() {
        predict();
        return unpredicted;
    }

    /** The prediction with that id. */
    public Optional<Prediction> prediction(String id) {
        return Optional.ofNullable(predictions().get(id));
    }

    /**
     * ½D_R(w*, w₀), the constant of the bound f(w_t) ≤ ½D_R(w*, w₀)/t along the mirror flow. For f = ½‖Zw − y‖² and
     * Zw* = y, d/dt D_R(w*, w_t) = −⟨∇f(w_t), w_t − w*⟩ = −2f(w_t), and f falls, so 2t·f(w_t) ≤ D_R(w*, w₀).
     */
    public OptionalDouble lossBound() {
        predict();
        return lossBound;
    }

    /**
     * How far weights are from argmin{ R(w') : Zw' = Zw }, the minimiser for what they fit now, relative to its norm. A
     * mirror flow keeps this at 0 at every time (Gunasekar et al. 2018), so it tells a run that has left its potential from
     * one that has only not arrived. Empty where it cannot be computed, as under weight decay, where one must say how much
     * of it there has been. The last answer is remembered.
     *
     * @param w weights, not changed afterwards
     */
    @SuppressWarnings("ReferenceEquality") // the very same array, not one that looks alike
    public synchronized OptionalDouble distanceFromPath(double[] w) {
        if (!Arrays.equals(w, measured)) {
            measured = w;
            distanceFromPath = OptionalDouble.empty();
            Optional<SeparableMirrorMap> potential = model.potential();
            if (decay().isNone()) {
                distanceFromPath = distanceFromPath(w, potential);
            }
        }
        return distanceFromPath;
    }

    /**
     * The same under weight decay, with the potential R_Λ of the dose so far: a flow with an admissible decay stands at
     * argmin{ R_Λ(w') : Zw' = Zw } at every time.
     */
    public OptionalDouble distanceFromPath(double[] w, double dose) {
        if (decay().isNone()) {
            return distanceFromPath(w);
        }
        try {
            return distanceFromPath(w, movingPotential().map(moving -> moving.at(dose)));
        } catch (IllegalArgumentException beyondDoubles) {
            return OptionalDouble.empty();
        }
    }

    private OptionalDouble distanceFromPath(double[] w, Optional<SeparableMirrorMap> potential) {
        if (!(problem instanceof LinearRegression regression) || potential.isEmpty()) {
            return OptionalDouble.empty();
        }
        DMatrixRMaj z = regression.design();
        DMatrixRMaj fit = new DMatrixRMaj(z.numRows, 1);
        CommonOps_DDRM.mult(z, DMatrixRMaj.wrap(z.numCols, 1, w), fit);
        try {
            double[] now =
                    new PotentialMinimizer(potential.get()).predict(z, fit.data).weights();
            return OptionalDouble.of(relativeDistance(w, now));
        } catch (NoInterpolatorException | IllegalStateException unsolved) {
            return OptionalDouble.empty();
        }
    }

    private static double relativeDistance(double[] w, double[] target) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < w.length; i++) {
            difference = Math.hypot(difference, w[i] - target[i]);
            norm = Math.hypot(norm, target[i]);
        }
        return norm == 0 ? difference : difference / norm;
    }

    /**
     * A theorem that knows of no change under way holds where all settings in force, each from the start, give the same limit.
     * Weight decay is not among them: its schedule is part of what theorems read.
     *
     * @throws NoInterpolatorException naming the change on which the limit depends
     */
    private void requireSteady(LimitRule rule, Prediction prediction) {
        Section base = specification.dynamics();
        Section before = base;
        for (double at : specification.changes().times()) {
            Map<String, Object> values = new LinkedHashMap<>(
                    specification.changes().inForce(at, base).settings().values());
            Decay.SCHEDULE.forEach(id -> {
                Object own = base.settings().values().get(id);
                if (own != null) {
                    values.put(id, own);
                }
            });
            Section now = Section.of("dynamics", base.kind(), values);
            if (!now.equals(before) && !now.equals(base)) {
                Experiment variant = with(specification.with(Changes.NONE).with(now));
                if (!rule.applies(variant) || !same(rule.predict(variant), prediction)) {
                    throw new NoInterpolatorException("The limit depends on a setting that changes under way, at " + at
                            + "; no theorem here covers that.");
                }
            }
            before = now;
        }
    }

    private static boolean same(Prediction a, Prediction b) {
        return a.kind() == b.kind() && relativeDistance(a.weights(), b.weights()) <= STEADY;
    }

    private synchronized void predict() {
        if (predicted) {
            return;
        }
        Map<String, Prediction> found = new LinkedHashMap<>();
        String reason = "";
        for (LimitRule rule : Components.LIMITS.entries()) {
            if (!rule.applies(this)) {
                continue;
            }
            Prediction prediction;
            try {
                prediction = rule.predict(this);
                requireSteady(rule, prediction);
            } catch (NoInterpolatorException | IllegalStateException | IllegalArgumentException missing) {
                // Settings at the end of the range of doubles may leave a predictor without its own arguments. The
                // reason why the flow's own limit is missing matters most.
                if (reason.isEmpty() || rule.id().equals("potential-minimiser")) {
                    reason = String.valueOf(missing.getMessage());
                }
                continue;
            }
            if (found.putIfAbsent(prediction.id(), prediction) != null) {
                throw new IllegalStateException(
                        "two theorems predict the same \"" + prediction.id() + "\"; one is " + rule.id());
            }
        }
        Prediction limit = found.remove(Prediction.LIMIT);
        Map<String, Prediction> ordered = new LinkedHashMap<>();
        if (limit != null) {
            ordered.put(Prediction.LIMIT, limit);
            if (problem instanceof LinearRegression && followsGradientFlow() && decay().isNone()) {
                model.potential()
                        .ifPresent(potential -> lossBound =
                                OptionalDouble.of(potential.bregman(limit.weights(), model.startWeights()) / 2));
            }
        } else if (reason.isEmpty()) {
            reason = problem.withoutLimit();
        }
        ordered.putAll(found);
        predictions = Collections.unmodifiableMap(ordered);
        unpredicted = reason;
        predicted = true;
    }
}
