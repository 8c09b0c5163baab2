package org.mirrorflow.sim.claim.map;

import java.nio.file.Path;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.problem.ProblemException;

/** What the claims about mirror maps share: their words, and how they set up an experiment. */
abstract class MapClaim implements Claim {

    /** The words of a claim. */
    record Words(
            String id, String name, String formula, String summary, String prediction, String source, Paper paper) {}

    private final Words words;

    MapClaim(Words words) {
        this.words = words;
    }

    @Override
    public final String id() {
        return words.id();
    }

    @Override
    public final String name() {
        return words.name();
    }

    @Override
    public final String formula() {
        return words.formula();
    }

    @Override
    public final String summary() {
        return words.summary();
    }

    @Override
    public final String prediction() {
        return words.prediction();
    }

    @Override
    public final String source() {
        return words.source();
    }

    @Override
    public final Paper paper() {
        return words.paper();
    }

    @Override
    public final boolean quick() {
        return true;
    }

    /** A specification from its sections as JSON. */
    static Specification specification(String title, long seed, String problem, String model, String dynamics) {
        return SpecificationCodec.parse(
                "{\"schema\": 1, \"title\": \"" + title + "\", \"seed\": " + seed + ", \"problem\": " + problem
                        + ", \"model\": " + model + ", \"dynamics\": " + dynamics + "}",
                title);
    }

    static Experiment experiment(Specification specification) {
        try {
            return Experiment.of(specification, Path.of("."));
        } catch (ProblemException e) {
            throw new IllegalStateException("generated data cannot be missing", e);
        }
    }

    /** The reference regression for seed 1, a Gaussian one of another size for every other seed. */
    static String regression(long seed) {
        return seed == 1
                ? "{\"kind\": \"reference-regression\"}"
                : "{\"kind\": \"linear-regression\", \"samples\": 4, \"features\": 10, \"sparsity\": 3}";
    }
}
