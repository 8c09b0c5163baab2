package org.mirrorflow.sim.observe;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.reparam.HadamardProduct;

/** |m² − w²| of weights trained as products, whether the model or the optimizer splits them. */
final class Scales {

    private Scales() {}

    static boolean apply(Experiment experiment, Dynamics dynamics) {
        return (experiment.model() instanceof Model.Factored factored
                        && factored.parametrization() instanceof HadamardProduct
                        && dynamics.movesFactors())
                || !Remembered.named(dynamics, "m").isEmpty();
    }

    /** A quantile over all weights that are not masked, 0 for the least. */
    static double quantile(Moment moment, double share) {
        double[] scales = of(moment);
        if (scales.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(scales);
        return scales[(int) (share * (scales.length - 1))];
    }

    private static double[] of(Moment moment) {
        List<double[]> m = Remembered.named(moment.dynamics(), "m");
        if (m.isEmpty()) {
            double[] theta = moment.dynamics().state();
            int d = theta.length / 2;
            double[] scales = new double[d];
            for (int i = 0; i < d; i++) {
                scales[i] = Math.abs((theta[i] - theta[d + i]) * (theta[i] + theta[d + i]));
            }
            return scales;
        }
        List<double[]> w = Remembered.named(moment.dynamics(), "w");
        int count = 0;
        double[] scales = new double[m.stream().mapToInt(each -> each.length).sum()];
        for (int b = 0; b < m.size(); b++) {
            for (int i = 0; i < m.get(b).length; i++) {
                double a = m.get(b)[i];
                double c = w.get(b)[i];
                if (a != 0 || c != 0) {
                    scales[count++] = Math.abs((a - c) * (a + c));
                }
            }
        }
        return Arrays.copyOf(scales, count);
    }
}
