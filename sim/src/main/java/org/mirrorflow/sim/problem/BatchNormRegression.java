package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * One sparse layer before a normalisation, each neuron fitting its own teacher with the same live weights:
 *
 * <pre>
 * f(W) = (1/2n) Σᵢ Σₖ (N(W xₖ)ᵢ − N(W° xₖ)ᵢ)²,   W = M ⊙ W
 * </pre>
 *
 * with standard normal inputs, W° standard normal and W₀ normal of variance 1/d on the mask. The fan-ins of the neurons
 * are spread evenly in their logarithm between two densities, so that the law of amplification can be read off their
 * gradients. With noise as targets the gradient from above knows nothing of the inputs, which is what the law assumes. With
 * a teacher and many samples f = Σᵢ(1 − cos(wᵢ, w°ᵢ)), a neuron turns at a speed ∝ 1/‖wᵢ‖² instead, and the exponents of the
 * density are smaller by one half. Inputs, mask, teacher, start and noise are streams of the seed.
 */
public final class BatchNormRegression implements ProblemFamily {

    @Override
    public String id() {
        return "batch-norm-regression";
    }

    @Override
    public String name() {
        return "Sparse layer before batch norm";
    }

    @Override
    public String formula() {
        return "f(W) = \\frac{1}{2n}\\lVert N(XW^\\top) - N(XW^{\\circ\\top})\\rVert_F^2,\\quad W = M \\odot W";
    }

    @Override
    public String summary() {
        return "A layer whose neurons have few or many live inputs, normalised neuron by neuron: the sparsest neurons get"
                + " the largest gradients.";
    }

    @Override
    public String source() {
        return "Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541), the setting of their analysis; the student and teacher"
                + " are ours";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Whole("inputs", "d", "Inputs", "Number of inputs of the layer.", false, 100, 2, 10_000),
                new Parameter.Whole("neurons", "m", "Neurons", "Number of neurons of the layer.", false, 32, 1, 10_000),
                new Parameter.Whole("samples", "n", "Samples", "Number of samples.", false, 400, 2, 1_000_000),
                new Parameter.Real(
                        "least-density",
                        "1-s_{\\max}",
                        "Least density",
                        "Share of live inputs of the sparsest neuron; every neuron keeps two at least.",
                        false,
                        0.04,
                        1e-4,
                        1,
                        true),
                new Parameter.Real(
                        "greatest-density",
                        "1-s_{\\min}",
                        "Greatest density",
                        "Share of live inputs of the densest neuron.",
                        false,
                        1,
                        1e-4,
                        1,
                        true),
                new Parameter.Choice(
                        "targets",
                        "",
                        "Targets",
                        "What a teacher with the same live weights puts out, or noise that no weight can explain.",
                        false,
                        "teacher",
                        List.of("teacher", "noise")),
                new Parameter.Choice(
                        "normalisation",
                        "N",
                        "Normalisation",
                        "Batch norm, layer norm, or none.",
                        false,
                        FeedForward.Normalisation.BATCH.id(),
                        List.of(
                                FeedForward.Normalisation.BATCH.id(),
                                FeedForward.Normalisation.LAYER.id(),
                                FeedForward.Normalisation.NONE.id())));
    }

    @Override
    public NetworkLoss create(Settings settings, long seed, Path base) {
        int d = settings.whole("inputs");
        int m = settings.whole("neurons");
        int n = settings.whole("samples");
        double least = settings.real("least-density");
        double greatest = settings.real("greatest-density");
        if (least > greatest) {
            throw new InvalidSettingException(
                    "least-density",
                    "is " + least + " but greatest-density is " + greatest + "; lower the one or raise the other");
        }
        if ((long) n * Math.max(d, m) > 1L << 25) {
            throw new InvalidSettingException(
                    "samples", "is " + n + ", which with " + d + " inputs and " + m + " neurons is too much; lower it");
        }
        FeedForward.Normalisation normalisation = FeedForward.Normalisation.of(settings.text("normalisation"));
        FeedForward network = new FeedForward(
                List.of(new FeedForward.Layer("W", d, m, normalisation, false, false)),
                FeedForward.Loss.SQUARED,
                1e-12);
        boolean[] mask = new boolean[m * d];
        SeededRandom places = new SeededRandom(seed, "mask");
        for (int i = 0; i < m; i++) {
            double share = m == 1 ? 1 : (double) i / (m - 1);
            double density = least * StrictMath.pow(greatest / least, share);
            int fanIn = Math.clamp(Math.round(density * d), 2, d);
            for (int j : places.subset(fanIn, d)) {
                mask[i * d + j] = true;
            }
        }
        double[] x = Gaussian.draw(new SeededRandom(seed, "features"), n * d, 1);
        double[] teacher = masked(Gaussian.draw(new SeededRandom(seed, "magnitudes"), m * d, 1), mask);
        double[] start = masked(Gaussian.draw(new SeededRandom(seed, "start"), m * d, 1 / Math.sqrt(d)), mask);
        double[] byNeuron = new double[n * d];
        FeedForward.transpose(x, n, d, byNeuron);
        boolean noise = settings.text("targets").equals("noise");
        double[] targets = noise
                ? Gaussian.draw(new SeededRandom(seed, "noise"), n * m, 1)
                : network.forward(teacher, byNeuron, n).clone();
        String description = String.format(
                java.util.Locale.ROOT,
                "%d neurons with %d to %d of %d inputs, %s norm, %s targets, %d samples, seed %d",
                m,
                Math.clamp(Math.round(least * d), 2, d),
                Math.clamp(Math.round(greatest * d), 2, d),
                d,
                normalisation.id(),
                settings.text("targets"),
                n,
                seed);
        return new NetworkLoss(
                network,
                new NetworkLoss.Samples(x, n, targets),
                mask,
                start,
                noise ? null : teacher,
                Map.of(),
                description);
    }

    private static double[] masked(double[] w, boolean[] mask) {
        for (int i = 0; i < w.length; i++) {
            w[i] = mask[i] ? w[i] : 0;
        }
        return w;
    }
}
