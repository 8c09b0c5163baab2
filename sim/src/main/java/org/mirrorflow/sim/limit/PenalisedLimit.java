package org.mirrorflow.sim.limit;

import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.mirror.MovingHyperbolicEntropy;
import org.mirrorflow.theory.mirror.SeparableMovingMirrorMap;
import org.mirrorflow.theory.predict.Lasso;
import org.mirrorflow.theory.predict.PenalisedMinimum;
import org.mirrorflow.theory.predict.Ridge;
import org.mirrorflow.theory.reparam.DirectWeights;

/**
 * Under a constant decay that is never switched off the scale goes to 0 and the flow to a penalised minimiser: on m⊙w the LASSO of
 * penalty λ, on u² − v² that of λ/2, on the weights themselves ridge regression.
 */
public final class PenalisedLimit implements LimitRule {

    @Override
    public String id() {
        return "penalised-minimiser";
    }

    @Override
    public String name() {
        return "Penalised minimiser";
    }

    @Override
    public String formula() {
        return "\\arg\\min_w f(w) + \\lambda \\min_{g(\\theta)=w} \\frac12\\|\\theta\\|^2";
    }

    @Override
    public String summary() {
        return "Constant weight decay that never ends leads a product of two factors to the LASSO, and plain weights to ridge"
                + " regression.";
    }

    @Override
    public String source() {
        return "Hoff 2017; derived from the moving hyperbolic entropy, checked against the flow";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof LinearRegression
                && experiment.decay().lasting().isPresent()
                && Flows.continuousFlow(experiment)
                && (direct(experiment) || factor(experiment).isPresent());
    }

    private static boolean direct(Experiment experiment) {
        return experiment.model() instanceof Model.Factored(DirectWeights weights) && weights.dimension() > 0;
    }

    /** The factor of the potential where it is one moving hyperbolic entropy in every weight. */
    private static OptionalDouble factor(Experiment experiment) {
        SeparableMovingMirrorMap moving = experiment.movingPotential().orElse(null);
        if (moving == null) {
            return OptionalDouble.empty();
        }
        double factor = 0;
        for (int i = 0; i < moving.dimension(); i++) {
            if (!(moving.potential(i) instanceof MovingHyperbolicEntropy entropy)) {
                return OptionalDouble.empty();
            }
            factor = entropy.factor();
        }
        return OptionalDouble.of(factor);
    }

    @Override
    public Prediction predict(Experiment experiment) {
        LinearRegression regression = (LinearRegression) experiment.problem();
        DMatrixRMaj z = regression.design();
        double lambda = experiment.decay().lasting().orElseThrow();
        PenalisedMinimum minimum = direct(experiment)
                ? new Ridge(lambda).predict(z, regression.targets())
                : new Lasso(2 * factor(experiment).orElseThrow() * lambda).predict(z, regression.targets());
        return new Prediction(
                Prediction.LIMIT,
                "predicted limit",
                formula(),
                Prediction.Kind.POINT,
                minimum.weights(),
                minimum.objective(),
                minimum.dualityGap(),
                0,
                minimum.stationarity());
    }
}
