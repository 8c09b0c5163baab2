package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * One neuron that has to find its signs: f(w, a) = (1/2n) Σₖ (a·relu(⟨w, xₖ⟩) − relu(xₖ₁))², the teacher having a° = 1
 * and w° = e₁. The start is balanced, |a₀| = ‖w₀‖, with a chosen sign of a₀ and of the first coordinate of w₀; its
 * direction in more than one dimension, and the standard normal inputs, are two streams of the seed. In one dimension
 * the inputs are ±1, ±2, … scaled to mean square 1, so that only the signs and sizes of the start matter.
 */
public final class SingleNeuron implements ProblemFamily {

    /** Where the weight a stands in the flat vector: after the d weights w. */
    static int outputAt(int inputs) {
        return inputs;
    }

    @Override
    public String id() {
        return "single-neuron";
    }

    @Override
    public String name() {
        return "Signs of a single neuron";
    }

    @Override
    public String formula() {
        return "f(w,a) = \\frac{1}{2n}\\sum_k \\left(a\\,\\mathrm{relu}\\langle w, x_k\\rangle - \\mathrm{relu}(x_{k1})\\right)^2";
    }

    @Override
    public String summary() {
        return "A neuron and its output weight, started with given signs; the teacher has both positive.";
    }

    @Override
    public String source() {
        return "Gadhikar, Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12801), the single-neuron setting";
    }

    private static Parameter sign(String id, String symbol, String label, String help) {
        return new Parameter.Choice(id, symbol, label, help, false, "positive", List.of("positive", "negative"));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Whole("inputs", "d", "Inputs", "Dimension of the inputs.", false, 1, 1, 10_000),
                new Parameter.Whole("samples", "n", "Samples", "Number of samples.", false, 100, 2, 1_000_000),
                sign("output-sign", "\\mathrm{sgn}\\,a_0", "Sign of a", "Sign of the output weight at the start."),
                sign(
                        "input-sign",
                        "\\mathrm{sgn}\\,w_{0,1}",
                        "Sign of w",
                        "Sign at the start of the weight on the coordinate that the teacher reads."),
                new Parameter.Real(
                        "start-size",
                        "|a_0|",
                        "Start size",
                        "|a₀| = ‖w₀‖, the size of both at the start.",
                        false,
                        0.5,
                        1e-6,
                        1e3,
                        true));
    }

    @Override
    public NetworkLoss create(Settings settings, long seed, Path base) {
        int d = settings.whole("inputs");
        int n = settings.whole("samples");
        double size = settings.real("start-size");
        double signA = settings.text("output-sign").equals("negative") ? -1 : 1;
        double signW = settings.text("input-sign").equals("negative") ? -1 : 1;
        double[] x = d == 1 ? ladder(n) : Gaussian.draw(new SeededRandom(seed, "features"), n * d, 1);
        double[] start = new double[d + 1];
        double[] direction = Gaussian.draw(new SeededRandom(seed, "start"), d, 1);
        direction[0] = signW * Math.abs(direction[0]);
        double norm = 0;
        for (double v : direction) {
            norm = Math.hypot(norm, v);
        }
        for (int j = 0; j < d; j++) {
            start[j] = size * direction[j] / norm;
        }
        start[outputAt(d)] = signA * size;
        return of(
                d,
                x,
                n,
                start,
                String.format(
                        java.util.Locale.ROOT,
                        "One neuron of %d inputs from a %s, w %s, size %s, %d samples, seed %d",
                        d,
                        signA < 0 ? "negative" : "positive",
                        signW < 0 ? "negative" : "positive",
                        size,
                        n,
                        seed));
    }

    /**
     * The neuron from any start.
     *
     * @param d number of inputs
     * @param x inputs by samples, n · d
     * @param n number of samples
     * @param start w₀ and then a₀, length d + 1
     * @param description one line for people
     */
    static NetworkLoss of(int d, double[] x, int n, double[] start, String description) {
        FeedForward network = new FeedForward(
                List.of(
                        new FeedForward.Layer("W", d, 1, FeedForward.Normalisation.NONE, false, true),
                        new FeedForward.Layer("a", 1, 1, FeedForward.Normalisation.NONE, false, false)),
                FeedForward.Loss.SQUARED,
                0);
        double[] targets = new double[n];
        for (int i = 0; i < n; i++) {
            targets[i] = Math.max(x[i * d], 0);
        }
        double[] planted = new double[d + 1];
        planted[0] = 1;
        planted[outputAt(d)] = 1;
        return new NetworkLoss(
                network, new NetworkLoss.Samples(x, n, targets), null, start, planted, Map.of(), description);
    }

    /** The neuron in one dimension from any start. */
    public static NetworkLoss inOneDimension(double w, double a) {
        int n = 20;
        return of(1, ladder(n), n, new double[] {w, a}, "One neuron of one input from w = " + w + ", a = " + a);
    }

    private static double[] ladder(int n) {
        double[] x = new double[n];
        double square = 0;
        for (int i = 0; i < n; i++) {
            x[i] = (i % 2 == 0 ? 1 : -1) * (1 + i / 2);
            square += x[i] * x[i];
        }
        for (int i = 0; i < n; i++) {
            x[i] /= Math.sqrt(square / n);
        }
        return x;
    }
}
