package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.mirror.MovingHyperbolicEntropy;
import org.mirrorflow.theory.mirror.SeparableMovingMirrorMap;

/** The local exponent of the potential at the largest weight: 2 where it is quadratic, towards 1 where it is entropic. */
public final class BiasExponent implements Observable {

    @Override
    public String id() {
        return "bias-exponent";
    }

    @Override
    public String name() {
        return "Type of bias";
    }

    @Override
    public String formula() {
        return "p_{\\mathrm{eff}} = 1 + \\frac{|w|/\\sqrt{w^2+\\beta^2}}{\\mathrm{asinh}(|w|/\\beta)}";
    }

    @Override
    public String summary() {
        return "The local exponent of the potential at the largest weight: 2 where it is quadratic, towards 1 where it is entropic.";
    }

    @Override
    public String source() {
        return "derived; Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883) for the effect";
    }

    /** Whether every weight has a hyperbolic entropy, without decay or with the one that moves it. */
    private static boolean hyperbolic(Experiment experiment) {
        if (experiment.specification().dynamics().kind().equals("mirror-flow")
                || experiment.specification().dynamics().kind().equals("gradient-flow")) {
            return !experiment.decay().isNone()
                    && experiment
                            .movingPotential()
                            .filter(moving -> {
                                for (int i = 0; i < moving.dimension(); i++) {
                                    if (!(moving.potential(i) instanceof MovingHyperbolicEntropy)) {
                                        return false;
                                    }
                                }
                                return true;
                            })
                            .isPresent();
        }
        return false;
    }

    /** p at |w| with that log β. */
    static double exponent(double size, double logScale) {
        if (size == 0) {
            return 2;
        }
        double logRatio = Math.log(size) - logScale;
        if (logRatio > 18) {
            return 1 + 1 / (logRatio + Math.log(2));
        }
        double z = Math.exp(logRatio);
        double asinh = z < 1e-4 ? z * (1 - z * z / 6) : Math.log(z + Math.sqrt(1 + z * z));
        return 1 + z / Math.sqrt(1 + z * z) / asinh;
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return hyperbolic(experiment) && dynamics.continuous();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        SeparableMovingMirrorMap moving =
                experiment.model().movingPotential(false).orElseThrow();
        return moment -> {
            double[] w = moment.weights();
            double dose = moment.experiment().decay().dose(moment.dynamics().time());
            int largest = 0;
            for (int i = 1; i < w.length; i++) {
                largest = Math.abs(w[i]) > Math.abs(w[largest]) ? i : largest;
            }
            return exponent(Math.abs(w[largest]), ((MovingHyperbolicEntropy) moving.potential(largest)).logScale(dose));
        };
    }
}
