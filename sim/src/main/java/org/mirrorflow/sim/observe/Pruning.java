package org.mirrorflow.sim.observe;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.problem.LinearRegression;

/** One-shot pruning by magnitude. */
public final class Pruning {

    private Pruning() {}

    /**
     * out ← w with that share of its entries, the smallest, at 0; of equals, all or none.
     *
     * @param magnitudes workspace of the length of w
     */
    public static void prune(double[] w, double share, double[] magnitudes, double[] out) {
        for (int i = 0; i < w.length; i++) {
            magnitudes[i] = Math.abs(w[i]);
        }
        Arrays.sort(magnitudes);
        int gone = (int) Math.round(share * w.length);
        double threshold = gone == 0 ? -1 : magnitudes[gone - 1];
        for (int i = 0; i < w.length; i++) {
            out[i] = Math.abs(w[i]) <= threshold ? 0 : w[i];
        }
    }

    /** w ↦ ‖Z prune(w) − y‖₂/‖y‖₂. */
    static ToDoubleFunction<Moment> residual(LinearRegression regression, double share) {
        double[] magnitudes = new double[regression.dimension()];
        double[] kept = new double[regression.dimension()];
        double scale = Norms.l2(regression.targets());
        return moment -> {
            prune(moment.weights(), share, magnitudes, kept);
            return Math.sqrt(2 * regression.loss(kept)) / scale;
        };
    }
}
