package org.mirrorflow.sim.limit;

import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;

/** Where steepest flow on a product comes to rest on an orthonormal design, under constant decay or none. */
public final class DecayRestPoint implements LimitRule {

    @Override
    public String id() {
        return "decay-rest-point";
    }

    @Override
    public String name() {
        return "Rest point under decay";
    }

    @Override
    public String formula() {
        return "x = \\min(|y|,\\alpha^{-L})\\ \\mathrm{or}\\ y - x = \\alpha x^{2/L-1}";
    }

    @Override
    public String summary() {
        return "Where steepest flow on a product of factors rests on an orthonormal design: at the target inside the box of"
                + " decoupled decay, shrunk or collapsed under coupled decay.";
    }

    @Override
    public String source() {
        return "derived, checked; Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Example 4.17";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return SteepestOrthonormal.of(experiment)
                .flatMap(SteepestOrthonormal::restPoint)
                .isPresent();
    }

    @Override
    public Prediction predict(Experiment experiment) {
        SteepestOrthonormal system = SteepestOrthonormal.of(experiment).orElseThrow();
        double[] rest = system.restPoint().orElseThrow();
        double loss = 0;
        for (int i = 0; i < rest.length; i++) {
            loss += 0.5 * (rest[i] - system.targets()[i]) * (rest[i] - system.targets()[i]);
        }
        return new Prediction(
                Prediction.LIMIT,
                "predicted limit",
                formula(),
                Prediction.Kind.POINT,
                rest,
                loss,
                0,
                0,
                system.stationarity(rest));
    }
}
