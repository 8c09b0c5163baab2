package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;

/**
 * Linear classification small enough for every max-margin direction to be known. The seed decides nothing.
 *
 * <p>{@code two-samples}: rows (2, 1, ½) and (½, 3/2, z), labels taken in. With z = −1 the directions of largest margin,
 * each of length 1 in its own norm, are (¼, ¾, 0) for ℓ1 with margin 5/4, (0.559707, 0.771489, −0.302545) for ℓ2 with
 * 1.7396309, and (1, 1, −2/3) for ℓ∞ with 8/3. For −3 &lt; z &lt; 2 the ℓ1 direction is (¼, ¾, 0) with the dual
 * certificate (1, 1, (1 + 2z)/5): the nearer its last entry to ±1, the slower a sparse geometry decides.
 *
 * <p>{@code one-sample}: the row (1).
 *
 * <p>{@code orthogonal-samples}: rows (2, 0, 0), (0, 1, 0) and (0, 0, ½), whose weights move by themselves; the direction of
 * largest ℓ2 margin is (1, 2, 4)/√21, with margin 2/√21.
 */
public final class ReferenceClassification implements ProblemFamily {

    static final String DATA = "data";
    static final String TWO_SAMPLES = "two-samples";
    static final String ONE_SAMPLE = "one-sample";
    static final String ORTHOGONAL = "orthogonal-samples";
    private static final String THIRD = "third-feature";

    @Override
    public String id() {
        return "reference-classification";
    }

    @Override
    public String name() {
        return "Reference classification";
    }

    @Override
    public String formula() {
        return "f(w) = \\sum_i \\ell(\\langle a_i, w\\rangle)";
    }

    @Override
    public String summary() {
        return "One or two samples, whose direction of largest margin is known in every norm.";
    }

    @Override
    public String source() {
        return "chosen for this laboratory; directions derived and checked";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Choice(
                        DATA,
                        "",
                        "Data",
                        "Two samples with three features, one with one, or three that are orthogonal.",
                        false,
                        TWO_SAMPLES,
                        List.of(TWO_SAMPLES, ONE_SAMPLE, ORTHOGONAL)),
                new Parameter.Real(
                        THIRD,
                        "z",
                        "Third feature",
                        "Third feature of the second sample; near 2 or -3 the direction of the l1 norm is almost tied.",
                        false,
                        -1,
                        -100,
                        100,
                        false),
                MarginProblem.lossParameter());
    }

    @Override
    public LinearClassification create(Settings settings, long seed, Path base) {
        double z = settings.real(THIRD);
        MarginProblem.Tail tail = MarginProblem.tail(settings);
        return switch (settings.text(DATA)) {
            case TWO_SAMPLES ->
                new LinearClassification(
                        twoSamples(z),
                        tail,
                        null,
                        "Reference classification: two samples, three features" + (z == -1 ? "" : ", z = " + z));
            case ORTHOGONAL ->
                new LinearClassification(
                        new DMatrixRMaj(new double[][] {{2, 0, 0}, {0, 1, 0}, {0, 0, 0.5}}),
                        tail,
                        null,
                        "Reference classification: three orthogonal samples");
            default ->
                new LinearClassification(
                        new DMatrixRMaj(new double[][] {{1}}),
                        tail,
                        null,
                        "Reference classification: one sample, one feature");
        };
    }

    static DMatrixRMaj twoSamples(double z) {
        return new DMatrixRMaj(new double[][] {{2, 1, 0.5}, {0.5, 1.5, z}});
    }
}
