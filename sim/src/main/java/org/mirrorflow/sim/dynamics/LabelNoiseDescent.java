package org.mirrorflow.sim.dynamics;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.reparam.Reparametrization;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * θ ← θ − h Dg(θ)ᵀ G with G = (n/B) Σ_{i in batch} zᵢ(zᵢᵀw − yᵢ − σξᵢ), ξᵢ standard normal and fresh in every step: an
 * unbiased estimate of ∇f. Every step has a random stream of its own, so that a resumed run draws what an uninterrupted
 * one would.
 */
final class LabelNoiseDescent implements Dynamics {

    private final LinearRegression problem;
    private final Reparametrization parametrization;
    private final long stream;
    private final int batch;
    private final double[] theta;
    private final double[] weights;
    private final double[] gradient;
    private final double[] noisy;
    private final double[] pulledBack;
    private double stepSize;
    private double noise;
    private double loss;
    private double time;
    private double normalisedTime;
    private long steps;

    /** @param batch number of samples in a step, 0 for all of them once */
    LabelNoiseDescent(
            LinearRegression problem,
            Reparametrization parametrization,
            double stepSize,
            double noise,
            int batch,
            long seed) {
        this.problem = problem;
        this.parametrization = parametrization;
        this.stepSize = stepSize;
        this.noise = noise;
        this.batch = batch;
        this.stream = new SeededRandom(seed, "label-noise").nextLong();
        this.theta = parametrization.start();
        this.weights = new double[parametrization.dimension()];
        this.gradient = new double[weights.length];
        this.noisy = new double[weights.length];
        this.pulledBack = new double[theta.length];
        evaluate();
    }

    private void evaluate() {
        parametrization.apply(theta, weights);
        loss = problem.lossAndGradient(weights, gradient);
    }

    @Override
    public double time() {
        return time;
    }

    @Override
    public double normalisedTime() {
        return normalisedTime;
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public boolean continuous() {
        return false;
    }

    @Override
    public boolean movesFactors() {
        return true;
    }

    @Override
    public double[] state() {
        return theta;
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public double loss() {
        return loss;
    }

    @Override
    public double[] gradient() {
        return gradient;
    }

    @Override
    public void advance(double until) {
        SeededRandom random = new SeededRandom(stream + steps, "labels");
        DMatrixRMaj z = problem.design();
        int n = z.numRows;
        if (batch == 0) {
            System.arraycopy(gradient, 0, noisy, 0, noisy.length);
            for (int i = 0; i < n; i++) {
                add(z, i, -noise * random.nextGaussian());
            }
        } else {
            java.util.Arrays.fill(noisy, 0);
            for (int k = 0; k < batch; k++) {
                int i = random.nextInt(n);
                double residual = -problem.targets()[i] - noise * random.nextGaussian();
                for (int j = 0; j < weights.length; j++) {
                    residual += z.data[i * weights.length + j] * weights[j];
                }
                add(z, i, residual * n / batch);
            }
        }
        parametrization.pullBack(theta, noisy, pulledBack);
        for (int i = 0; i < theta.length; i++) {
            theta[i] -= stepSize * pulledBack[i];
        }
        time += stepSize;
        normalisedTime += loss * stepSize;
        steps++;
        evaluate();
    }

    private void add(DMatrixRMaj z, int row, double factor) {
        for (int j = 0; j < noisy.length; j++) {
            noisy[j] += factor * z.data[row * noisy.length + j];
        }
    }

    @Override
    public Map<String, double[]> save() {
        Map<String, double[]> saved = new LinkedHashMap<>();
        saved.put("clock", new double[] {time, steps, normalisedTime});
        saved.put("adjustable", new double[] {stepSize, noise});
        saved.put("state", theta.clone());
        return saved;
    }

    @Override
    public void restore(Map<String, double[]> saved) {
        double[] clock = Saved.array(saved, "clock", 3);
        double[] adjusted = Saved.array(saved, "adjustable", 2);
        double[] state = Saved.array(saved, "state", theta.length);
        time = clock[0];
        steps = (long) clock[1];
        normalisedTime = clock[2];
        stepSize = adjusted[0];
        noise = adjusted[1];
        System.arraycopy(state, 0, theta, 0, theta.length);
        evaluate();
    }

    @Override
    public void adjust(double from, Settings settings) {
        stepSize = settings.real(Descent.STEP_SIZE);
        noise = settings.real(LabelNoiseFamily.NOISE);
    }
}
