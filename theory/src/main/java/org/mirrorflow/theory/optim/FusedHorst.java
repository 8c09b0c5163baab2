package org.mirrorflow.theory.optim;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * AdamW and, with α or β, HORST in the exponential form with adaptive coupling, in one pass over arrays. Bit for bit what
 * the {@link Composite} of {@link AdamDirection}, {@link DecoupledDecay}, {@link Descend} and {@link HyperbolicStep}
 * does, at a fraction of its memory traffic.
 */
public final class FusedHorst implements Optimizer<DenseTensor>, WeightDecay {

    private final double[] first;
    private final double[] second;
    private final DenseTensor firstView;
    private final DenseTensor secondView;
    private double beta1;
    private double beta2;
    private double epsilon;
    private final boolean hyperbolic;
    private final boolean hyperbolicFirst;
    private double alpha;
    private double beta;
    private double decay;
    private double steps;

    private FusedHorst(
            DenseTensor shape,
            double beta1,
            double beta2,
            double epsilon,
            boolean hyperbolic,
            boolean hyperbolicFirst,
            double alpha,
            double beta) {
        this.first = new double[shape.size()];
        this.second = new double[shape.size()];
        this.firstView = new DenseTensor(first, 0, shape.rows(), shape.columns());
        this.secondView = new DenseTensor(second, 0, shape.rows(), shape.columns());
        this.beta1 = Decays.rate("beta1", beta1);
        this.beta2 = Decays.rate("beta2", beta2);
        setEpsilon(epsilon);
        this.hyperbolic = hyperbolic;
        this.hyperbolicFirst = hyperbolicFirst;
        this.alpha = alpha;
        this.beta = beta;
    }

    /** AdamW. */
    public static FusedHorst adamW(DenseTensor shape, double beta1, double beta2, double epsilon) {
        return new FusedHorst(shape, beta1, beta2, epsilon, false, false, 0, 0);
    }

    /**
     * HORST.
     *
     * @param hyperbolicFirst whether the hyperbolic step comes before the adaptive one
     * @param alpha α ≥ 0
     * @param beta β ≥ 0
     */
    public static FusedHorst horst(
            DenseTensor shape,
            double beta1,
            double beta2,
            double epsilon,
            boolean hyperbolicFirst,
            double alpha,
            double beta) {
        return new FusedHorst(shape, beta1, beta2, epsilon, true, hyperbolicFirst, alpha, beta);
    }

    @Override
    public void setRate(double rate) {
        this.decay = rate;
    }

    /** Changes α from the next step on. */
    public void setAlpha(double alpha) {
        this.alpha = alpha;
    }

    /** Changes β from the next step on. */
    public void setBeta(double beta) {
        this.beta = beta;
    }

    /** Changes β₁ from the next step on. */
    public void setBeta1(double beta1) {
        this.beta1 = Decays.rate("beta1", beta1);
    }

    /** Changes β₂ from the next step on. */
    public void setBeta2(double beta2) {
        this.beta2 = Decays.rate("beta2", beta2);
    }

    /** Changes ε from the next step on. */
    public void setEpsilon(double epsilon) {
        this.epsilon = AdamDirection.positive(epsilon);
    }

    @Override
    public void step(DenseTensor parameters, DenseTensor gradient, double learningRate) {
        steps++;
        double secondScale = 1 / Math.sqrt(AdamDirection.correction(beta2, steps));
        double firstScale = 1 / AdamDirection.correction(beta1, steps);
        double shrink = decay == 0 ? 1 : 1 - learningRate * decay;
        double[] theta = parameters.data();
        double[] g = gradient.data();
        int p = parameters.offset();
        int q = gradient.offset();
        for (int i = 0; i < first.length; i++) {
            double slope = g[q + i];
            double m = (1 - beta1) * slope + beta1 * first[i];
            double v = second[i] * beta2;
            v += (1 - beta2) * slope * slope;
            first[i] = m;
            second[i] = v;
            double d = m / (Math.sqrt(v) * secondScale + epsilon) * firstScale;
            double x = theta[p + i];
            if (hyperbolic && hyperbolicFirst) {
                x *= factor(x, d, learningRate);
            }
            x *= shrink;
            x += -learningRate * d;
            if (hyperbolic && !hyperbolicFirst) {
                x *= factor(x, d, learningRate);
            }
            theta[p + i] = x;
        }
    }

    private double factor(double x, double d, double learningRate) {
        double exponent = -learningRate * (Math.signum(x) * d * alpha + beta);
        return Math.exp(Math.min(Math.max(exponent, -HyperbolicStep.CLIP), HyperbolicStep.CLIP));
    }

    @Override
    public Map<String, DenseTensor> state() {
        Map<String, DenseTensor> state = new LinkedHashMap<>();
        state.put("first-moment", firstView);
        state.put("second-moment", secondView);
        return state;
    }

    @Override
    public double[] counters() {
        return new double[] {steps};
    }

    @Override
    public void setCounters(double[] counters) {
        if (counters.length != 1) {
            throw new IllegalArgumentException("Adam counts its steps alone; given " + counters.length + " counters");
        }
        steps = counters[0];
    }

    @Override
    public void maskChanged(DenseTensor mask) {
        for (int i = 0; i < first.length; i++) {
            first[i] *= mask.get(i);
            second[i] *= mask.get(i);
        }
    }
}
