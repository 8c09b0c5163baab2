package org.mirrorflow.sim.claim.dose;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.weights.SeededRandom;

/** What the claims of this area share: their texts, and how to run their experiments. */
abstract class DoseClaim implements Claim {

    /** The texts of a claim. */
    record Text(
            String id, String name, String formula, String summary, String source, Paper paper, String prediction) {}

    private final Text text;
    private final boolean quick;
    private final List<Check> checks;

    DoseClaim(Text text, boolean quick, Check... checks) {
        this.text = text;
        this.quick = quick;
        this.checks = List.of(checks);
    }

    @Override
    public final String id() {
        return text.id();
    }

    @Override
    public final String name() {
        return text.name();
    }

    @Override
    public final String formula() {
        return text.formula();
    }

    @Override
    public final String summary() {
        return text.summary();
    }

    @Override
    public final String source() {
        return text.source();
    }

    @Override
    public final Paper paper() {
        return text.paper();
    }

    @Override
    public final String prediction() {
        return text.prediction();
    }

    @Override
    public final boolean quick() {
        return quick;
    }

    @Override
    public final List<Check> checks() {
        return checks;
    }

    @Override
    public List<Specification> experiments() {
        return List.of();
    }

    /** The reference regression of two equations in four weights, a product of two factors, gradient flow. */
    static Specification reference(String title, Object... changes) {
        return changed(SpecificationCodec.parse("""
                        {"schema": 1, "title": "%s", "seed": 1,
                         "problem": {"kind": "reference-regression"},
                         "model": {"kind": "hadamard-product"},
                         "dynamics": {"kind": "gradient-flow", "tolerance": 1e-11},
                         "stop": {"loss": 1e-24}}
                        """.formatted(title), title), changes);
    }

    /** Sparse regression of 40 samples, 100 features, 5 weights ±1, from the random start of the paper with β = ½. */
    static Specification recovery(String title, long seed, Object... changes) {
        return changed(SpecificationCodec.parse("""
                        {"schema": 1, "title": "%s", "seed": %d,
                         "problem": {"kind": "linear-regression", "samples": 40, "features": 100, "sparsity": 5, "signal": "signs"},
                         "model": {"kind": "hadamard-product", "initial-scale": 0.7071067811865476,
                                   "initial-spread": 0.31622776601683794},
                         "dynamics": {"kind": "mirror-flow", "tolerance": 1e-9},
                         "stop": {"loss": 1e-16}}
                        """.formatted(title, seed), title), changes);
    }

    static Specification changed(Specification specification, Object... changes) {
        Specification result = specification;
        for (int i = 0; i < changes.length; i += 2) {
            result = result.with((String) changes[i], changes[i + 1]);
        }
        return result;
    }

    static Experiment experiment(Specification specification) {
        try {
            return Experiment.of(specification, Path.of(""));
        } catch (ProblemException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The weights where the run of that experiment ends. */
    static double[] end(Experiment experiment, Trial trial) {
        Run run = Run.start(experiment);
        for (long k = 0; run.advance(); k++) {
            if (k % 64 == 0) {
                trial.checkpoint();
            }
        }
        return run.history().weights(run.history().size() - 1);
    }

    /** The trajectory of that experiment, advanced to that time. */
    static Dynamics at(Experiment experiment, double time, Trial trial) {
        Dynamics dynamics = experiment.newDynamics();
        for (long k = 0; dynamics.time() < time; k++) {
            dynamics.advance(time);
            if (k % 64 == 0) {
                trial.checkpoint();
            }
        }
        return dynamics;
    }

    static SeededRandom random(long seed, String claim) {
        return new SeededRandom(seed, "claim " + claim);
    }

    /** Uniform numbers. */
    static double[] uniform(SeededRandom random, int length, double low, double high) {
        double[] values = new double[length];
        Arrays.setAll(values, i -> low + (high - low) * random.nextDouble());
        return values;
    }

    /** As a setting. */
    static String list(double[] values) {
        return Arrays.stream(values)
                .mapToObj(x -> String.format(Locale.ROOT, "%.17g", x))
                .collect(Collectors.joining(","));
    }

    static double distance(double[] a, double[] b) {
        double distance = 0;
        for (int i = 0; i < a.length; i++) {
            distance = Math.hypot(distance, a[i] - b[i]);
        }
        return distance;
    }

    static double l1(double[] a) {
        return Arrays.stream(a).map(Math::abs).sum();
    }
}
