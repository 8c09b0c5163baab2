package org.mirrorflow.sim.observe;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.catalogue.Settings;

/**
 * How much the order of the two halves of HORST matters where the run stands: ‖H(A(θ)) − A(H(θ))‖₂/‖H(A(θ)) − θ‖₂ for the
 * exponential step along Adam's present direction, at the step size and the decay of the settings. NaN before the first step.
 */
public final class OrderGap implements Observable {

    @Override
    public String id() {
        return "order-gap";
    }

    @Override
    public String name() {
        return "Order gap";
    }

    @Override
    public String formula() {
        return "\\|H\\circ A(\\theta)-A\\circ H(\\theta)\\|/\\|H\\circ A(\\theta)-\\theta\\|";
    }

    @Override
    public String summary() {
        return "What the order of the adaptive and the hyperbolic half step changes, as a share of the step.";
    }

    @Override
    public String source() {
        return "derived, checked; Jacobs, Jain and Burkholz 2026 (arXiv 2605.21104) for the operators";
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        Map<String, Object> settings =
                experiment.specification().dynamics().settings().values();
        return experiment.specification().dynamics().kind().equals("horst")
                && "adamw".equals(settings.get("base"))
                && "adaptive".equals(settings.get("coupling"))
                && "exponential".equals(settings.get("form"))
                && dynamics.save().containsKey("optimizer0-first-moment")
                && dynamics.save().get("optimizer0-first-moment").length == dynamics.state().length;
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        Settings settings = experiment.specification().dynamics().settings();
        double eta = settings.real("step-size");
        double decay = settings.real("weight-decay");
        double alpha = settings.real("alpha");
        double beta = settings.real("beta");
        return moment -> {
            Map<String, double[]> saved = moment.dynamics().save();
            double[] first = java.util.Objects.requireNonNull(saved.get("optimizer0-first-moment"));
            double[] second = java.util.Objects.requireNonNull(saved.get("optimizer0-second-moment"));
            double steps = java.util.Objects.requireNonNull(saved.get("optimizer0-counters"))[0];
            if (steps == 0) {
                return Double.NaN;
            }
            double[] theta = moment.dynamics().state();
            double firstScale = 1 - Math.pow(settings.real("beta1"), steps);
            double secondScale = 1 - Math.pow(settings.real("beta2"), steps);
            double gap = 0;
            double step = 0;
            for (int i = 0; i < theta.length; i++) {
                double d = first[i] / firstScale / (Math.sqrt(second[i] / secondScale) + settings.real("epsilon"));
                double half = (1 - eta * decay) * theta[i] - eta * d;
                double ha = half * factor(half, d, alpha, beta, eta);
                double ah = (1 - eta * decay) * theta[i] * factor(theta[i], d, alpha, beta, eta) - eta * d;
                gap = Math.hypot(gap, ha - ah);
                step = Math.hypot(step, ha - theta[i]);
            }
            return gap / step;
        };
    }

    private static double factor(double theta, double d, double alpha, double beta, double eta) {
        double exponent = -eta * (alpha * Math.signum(theta) * d + beta);
        return Math.exp(Math.clamp(exponent, -5, 5));
    }
}
