package org.mirrorflow.sim.statement;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mirrorflow.sim.curve.SparseGradientLaw;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Statement;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.predict.BatchNormAmplification;

/** The gradients of sparse neurons at the start against the law of their amplification by batch norm. */
public final class AmplifiedGradients implements Statement {

    private static final double TOLERANCE = 0.1;

    /** Up to rounding, as densities are given. */
    private static final double LEAST_FAN_IN = 10 - 1e-9;

    @Override
    public String id() {
        return "bn-grad-slope";
    }

    @Override
    public String name() {
        return "Amplified gradients";
    }

    @Override
    public String formula() {
        return "|e - e^\\star|,\\ \\mathrm{rms}\\,\\partial_{w_{ij}}f \\propto (1-s_i)^{e}";
    }

    @Override
    public String summary() {
        return "The exponent of the density in the gradients at the start, against the law of batch norm.";
    }

    @Override
    public String source() {
        return new SparseGradientLaw().source();
    }

    @Override
    public Optional<Verdict> judge(Experiment experiment, History history, Optional<Outcome> outcome) {
        OptionalDouble law = SparseGradientLaw.exponent(experiment);
        if (law.isEmpty() || !history.has(id())) {
            return Optional.empty();
        }
        double distance = Math.abs(history.value(id(), 0) - law.getAsDouble());
        Settings problem = experiment.specification().problem().settings();
        boolean many = law.getAsDouble() == BatchNormAmplification.EXPONENT
                || problem.whole("samples") >= 4 * problem.whole("inputs");
        // Batch norm takes the radial part away, the share 1/k of a neuron of k inputs, which flattens the law for
        // small k.
        boolean wide = problem.real("least-density") * problem.whole("inputs") >= LEAST_FAN_IN;
        List<Verdict.Assumption> assumptions = List.of(
                new Verdict.Assumption("noise as targets, or four samples an input at least", many),
                new Verdict.Assumption("ten live inputs of every neuron at least", wide));
        return Optional.of(new Verdict(
                id(),
                name(),
                formula(),
                distance,
                TOLERANCE,
                Verdict.judge(distance, TOLERANCE, true, assumptions),
                "The exponent measured at the first record against " + law.getAsDouble() + ".",
                assumptions,
                source()));
    }
}
