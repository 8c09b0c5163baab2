package org.mirrorflow.sim.claim.matrix;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.Norms;

/** Sparse coding under weight decay that is switched off: the codes end where the dose says, sparser than without. */
public final class SparseCodes extends MatrixClaim {

    private static final String PROBLEM = """
            {"schema": 1, "seed": 1,
             "problem": {"kind": "sparse-coding", "features": 20, "atoms": 40, "signals": 4, "sparsity": 3},
             "model": {"kind": "diagonal-network", "depth": 2, "initial-scale": 0.5},
             "dynamics": {"kind": "gradient-flow", "tolerance": 1e-10, "weight-decay": 0.15, "decay-off": 10},
             "stop": {"loss": 1e-18, "time": 100000},
             "record": {"per-decade": 20}}
            """;

    public SparseCodes() {
        super(
                "P7-SC",
                "Sparse coding",
                "In sparse coding with codes u² − v², weight decay that is switched off leaves sparser codes, exactly those that"
                        + " minimise the potential moved by its dose.",
                "Distance to the minimiser of h_β, β = 2α²e^{−2Λ}, at most 1e-6; ℓ1 norm of the codes nearer to its least value"
                        + " than without decay by at least half of the way.",
                "C_\\infty = \\arg\\min_{DC=Y}\\sum_{ij} h_{\\beta_\\infty}(C_{ij}),\\quad \\beta_\\infty = 2\\alpha^2e^{-2\\Lambda_\\infty}",
                "Jacobs, Zhou and Burkholz 2025, abstract and sparse coding; the potential derived, checked here",
                false,
                List.of(
                        Check.residual("limit", "Relative distance of the codes to the prediction with the dose", 1e-6),
                        Check.atLeast(
                                "sparser",
                                "Share of the excess ℓ1 norm without decay that the decay removes, for good",
                                0.5),
                        Check.residual("depth", "The same distance for codes u⁴ − v⁴ without decay", 1e-6),
                        Check.control(
                                "other-dose", "Relative distance of the codes to the prediction without a dose", 1e-2),
                        new Check(
                                "unfactored",
                                "Relative distance of the codes with and without decay when they have no factors",
                                Check.Role.CONTROL,
                                Check.Relation.AT_MOST,
                                1e-6,
                                Check.Rule.EVERY_SEED)));
    }

    @Override
    public List<Specification> experiments() {
        Specification decayed = specification("Sparse coding, decay switched off", PROBLEM);
        return List.of(decayed, decayed.with("dynamics.weight-decay", 0).with("title", "Sparse coding without decay"));
    }

    @Override
    public void run(long seed, Trial trial) {
        Specification decayed = experiments().get(0).with("seed", seed);
        Specification plain = experiments().get(1).with("seed", seed);
        double[] codes = end(decayed, trial);
        double[] without = end(plain, trial);
        trial.record("limit", Norms.relativeDistance(codes, limit(decayed)));
        trial.record("other-dose", Norms.relativeDistance(codes, limit(plain)));
        double least = Norms.l1(limit(plain.with("model.initial-scale", 1e-5)));
        trial.record("sparser", (Norms.l1(without) - Norms.l1(codes)) / (Norms.l1(without) - least));
        Specification deep = plain.with("model.depth", 4);
        trial.record("depth", Norms.relativeDistance(end(deep, trial), limit(deep)));
        Specification direct = decayed.with("model.kind", "direct");
        trial.record(
                "unfactored",
                Norms.relativeDistance(end(direct, trial), end(direct.with("dynamics.weight-decay", 0), trial)));
    }

    private static double[] limit(Specification specification) {
        Experiment experiment = experiment(specification);
        return experiment
                .prediction(Prediction.LIMIT)
                .orElseThrow(() -> new IllegalStateException(experiment.unpredicted()))
                .weights();
    }
}
