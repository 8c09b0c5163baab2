package org.mirrorflow.sim.limit;

import java.util.Optional;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Section;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.predict.SignRecovery;

/**
 * Where a single neuron of one input ends: at the point of aw = 1 with the balance of its start, if the flow recovers its
 * signs; otherwise it has no limit that fits.
 */
public final class SingleNeuronLimit implements LimitRule {

    @Override
    public String id() {
        return "single-neuron-limit";
    }

    @Override
    public String name() {
        return "Signs recovered";
    }

    @Override
    public String formula() {
        return "aw = 1,\\ \\sqrt{4a^2+\\beta_a^2}-\\sqrt{4w^2+\\beta_w^2}\\ \\mathrm{as\\ at\\ the\\ start}";
    }

    @Override
    public String summary() {
        return "The interpolating neuron with the balance of the start, where the criterion says that it is reached.";
    }

    @Override
    public String source() {
        return "Gadhikar, Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12801) for the quadrants; the criterion is derived,"
                + " checked";
    }

    /**
     * The scales (β_w, β_a) of the flow, infinite for weights that are trained as they are; empty where this is no flow of a
     * single neuron of one input.
     */
    public static Optional<double[]> scales(Experiment experiment) {
        Specification specification = experiment.specification();
        Section problem = specification.problem();
        Section dynamics = specification.dynamics();
        if (!problem.kind().equals("single-neuron")
                || problem.settings().whole("inputs") != 1
                || !specification.model().kind().equals("direct")) {
            return Optional.empty();
        }
        return switch (dynamics.kind()) {
            case "gradient-flow", "gradient-descent" ->
                Optional.of(new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY});
            case "sign-in" -> {
                String[] words = dynamics.settings().text("beta").split(",", -1);
                double w = Double.parseDouble(words[0].strip());
                double a = Double.parseDouble(words[Math.min(1, words.length - 1)].strip());
                yield Optional.of(new double[] {w, a});
            }
            default -> Optional.empty();
        };
    }

    /** Whether theory says that the signs are recovered. */
    public static boolean recovers(Experiment experiment) {
        double[] scales = scales(experiment).orElseThrow();
        double[] start = experiment.model().startWeights();
        return Double.isInfinite(scales[0])
                ? SignRecovery.plainRecovers(start[1], start[0])
                : SignRecovery.recovers(start[1], start[0], scales[1], scales[0]);
    }

    @Override
    public boolean applies(Experiment experiment) {
        return scales(experiment).isPresent();
    }

    @Override
    public Prediction predict(Experiment experiment) {
        if (!recovers(experiment)) {
            throw new IllegalStateException(
                    "From these signs and scales the neuron does not find the teacher: it stays where its output or its input"
                            + " weight has the wrong sign.");
        }
        double[] scales = scales(experiment).orElseThrow();
        double[] start = experiment.model().startWeights();
        double target = excess(start[1], start[0], scales);
        // The excess grows with a along w = 1/a.
        double low = 1e-150;
        double high = 1e150;
        for (int k = 0; k < 2000 && low < Math.nextDown(high); k++) {
            double middle = Math.sqrt(low) * Math.sqrt(high);
            if (middle <= low || middle >= high) {
                break;
            }
            if (excess(middle, 1 / middle, scales) < target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double a = Math.sqrt(low) * Math.sqrt(high);
        double off = Math.abs(excess(a, 1 / a, scales) - target) / Math.max(1, Math.abs(target));
        return new Prediction(
                Prediction.LIMIT,
                "recovered signs",
                formula(),
                Prediction.Kind.POINT,
                new double[] {1 / a, a},
                0,
                0,
                Math.abs(a * (1 / a) - 1),
                off);
    }

    /** What the flow conserves: a² − w² for plain flow. */
    private static double excess(double a, double w, double[] scales) {
        return Double.isInfinite(scales[0])
                ? (a - w) * (a + w)
                : SignRecovery.lift(a, scales[1]) - SignRecovery.lift(w, scales[0]);
    }
}
