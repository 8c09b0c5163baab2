package org.mirrorflow.sim.curve;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Section;
import org.mirrorflow.sim.observe.SparseLayer;
import org.mirrorflow.sim.problem.Network;
import org.mirrorflow.sim.run.CurveRule;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.TheoryCurve;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.predict.BatchNormAmplification;

/**
 * How gradients depend on the density of their neuron under batch norm, at the start: as ρ^(−1/2) where the gradient from
 * above knows nothing of the inputs, and as ρ^(−1) where there is a teacher to learn and samples are many; the angular speed
 * likewise, with the p of SparseOpt added.
 */
public final class SparseGradientLaw implements CurveRule {

    private static final String SLOPE = "bn-grad-slope";
    private static final String SPEED = "angular-speed-slope";
    private static final String COSINE = "gradient-cosine";

    @Override
    public String id() {
        return "sparse-gradient-law";
    }

    @Override
    public String name() {
        return "Batch norm on sparse neurons";
    }

    @Override
    public String formula() {
        return "\\mathrm{rms}\\,\\partial_{w_{ij}}f \\propto (1-s_i)^{-1/2}";
    }

    @Override
    public String summary() {
        return "At the start batch norm amplifies the gradients of the sparsest neurons most.";
    }

    @Override
    public String source() {
        return "Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541); with a teacher derived, checked";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return exponent(experiment).isPresent();
    }

    /** The exponent of the density in the gradient of a live weight; empty where the setting is not that of the law. */
    public static OptionalDouble exponent(Experiment experiment) {
        Section problem = experiment.specification().problem();
        if (!problem.kind().equals("batch-norm-regression")
                || !problem.settings().text("normalisation").equals("batch")
                || !experiment.specification().model().kind().equals("direct")
                || uneven(experiment).isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                problem.settings().text("targets").equals("noise")
                        ? BatchNormAmplification.EXPONENT
                        : 2 * BatchNormAmplification.EXPONENT);
    }

    private static Optional<double[]> uneven(Experiment experiment) {
        double[] densities = SparseLayer.first((Network) experiment.problem())
                .map(layer ->
                        layer.densities(experiment.problem().startWeights().orElseThrow()))
                .orElse(new double[0]);
        return Arrays.stream(densities).anyMatch(density -> density != densities[0])
                ? Optional.of(densities)
                : Optional.empty();
    }

    /** p of SparseOpt where it acts, otherwise 0. */
    private static double correction(Experiment experiment) {
        Section dynamics = experiment.specification().dynamics();
        Settings settings = dynamics.settings();
        return dynamics.kind().equals("sparse-opt") && !settings.text("mask").equals("none")
                ? settings.real("exponent")
                : 0;
    }

    @Override
    public List<TheoryCurve> curves(Experiment experiment, History history) {
        double exponent = exponent(experiment).orElseThrow();
        double[] densities = uneven(experiment).orElseThrow();
        // The cosine takes neurons' gradients to be equally long, which noise from above makes them.
        TheoryCurve slope = TheoryCurve.level(SLOPE, "at the start", exponent, history);
        TheoryCurve speed = TheoryCurve.level(SPEED, "at the start", exponent + correction(experiment), history);
        return exponent == BatchNormAmplification.EXPONENT
                ? List.of(
                        slope,
                        speed,
                        TheoryCurve.level(
                                COSINE, "at the start", BatchNormAmplification.rotationCosine(densities, 0.5), history))
                : List.of(slope, speed);
    }
}
