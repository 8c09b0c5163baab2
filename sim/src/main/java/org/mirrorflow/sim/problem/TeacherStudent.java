package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * Fine-tuning in the small: a student Σ aⱼ relu(⟨wⱼ, x⟩) that has learned a teacher of a few neurons has to learn one or
 * two more,
 *
 * <pre>
 * f(W, a) = (1/2n) Σᵢ (Σⱼ aⱼ relu⟨wⱼ, xᵢ⟩ − Σₖ a°ₖ relu⟨w°ₖ, xᵢ⟩)².
 * </pre>
 *
 * The teacher's w°ₖ are random directions and a°ₖ = ±1 in turn. The student starts balanced, |aⱼ| = ‖wⱼ‖, in pairs of
 * opposite sign, so that it is 0 at first; pretraining is gradient descent on the teacher without its new neurons, with a
 * step that is halved wherever the loss would rise. Inputs, teacher and start are three streams of the seed.
 */
public final class TeacherStudent implements ProblemFamily {

    private static final double PRETRAINED = 1e-6;

    @Override
    public String id() {
        return "teacher-student";
    }

    @Override
    public String name() {
        return "Teacher and student";
    }

    @Override
    public String formula() {
        return "f(W,a) = \\frac{1}{2n}\\sum_i \\left(\\sum_j a_j\\,\\mathrm{relu}\\langle w_j, x_i\\rangle - y_i\\right)^2";
    }

    @Override
    public String summary() {
        return "A two-layer ReLU student that knows a small teacher has to learn the teacher's new neuron without losing"
                + " the others.";
    }

    @Override
    public String source() {
        return "Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374), the setting of Theorem 2.2";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Whole("inputs", "d", "Inputs", "Dimension of the inputs.", false, 2, 2, 1000),
                new Parameter.Whole(
                        "teacher", "k", "Teacher neurons", "Neurons of the teacher that is known.", false, 2, 1, 100),
                new Parameter.Whole(
                        "new-neurons", "", "New neurons", "Neurons of the teacher that are new.", false, 1, 0, 100),
                new Parameter.Whole(
                        "student",
                        "m",
                        "Student neurons",
                        "Neurons of the student, an even number.",
                        false,
                        20,
                        2,
                        1000),
                new Parameter.Whole("samples", "n", "Samples", "Number of samples.", false, 100, 2, 100_000),
                new Parameter.Real(
                        "start-size",
                        "|a_j|",
                        "Start size",
                        "Size of every neuron before pretraining.",
                        false,
                        0.1,
                        1e-6,
                        100,
                        true),
                new Parameter.Choice(
                        "start",
                        "",
                        "Start",
                        "Whether the student has learned the old teacher, or nothing yet.",
                        false,
                        "pretrained",
                        List.of("pretrained", "scratch")),
                new Parameter.Whole(
                        "pretraining",
                        "",
                        "Pretraining steps",
                        "Gradient steps on the old teacher at most; fewer where its loss falls to 1e-6.",
                        false,
                        5000,
                        0,
                        1_000_000));
    }

    @Override
    public NetworkLoss create(Settings settings, long seed, Path base) {
        int d = settings.whole("inputs");
        int k = settings.whole("teacher");
        int fresh = settings.whole("new-neurons");
        int m = settings.whole("student");
        int n = settings.whole("samples");
        if (m % 2 != 0) {
            throw new InvalidSettingException(
                    "student", "is " + m + ", but neurons start in pairs; give an even number");
        }
        double[] x = Gaussian.draw(new SeededRandom(seed, "features"), n * d, 1);
        double[] directions = directions(new SeededRandom(seed, "magnitudes"), k + fresh, d);
        double[] old = targets(x, n, d, directions, k);
        double[] all = targets(x, n, d, directions, k + fresh);

        double size = settings.real("start-size");
        double[] start = new double[m * d + m];
        double[] halves = directions(new SeededRandom(seed, "start"), m / 2, d);
        for (int j = 0; j < m; j++) {
            for (int i = 0; i < d; i++) {
                start[j * d + i] = size * halves[j / 2 * d + i];
            }
            start[m * d + j] = j % 2 == 0 ? size : -size;
        }
        FeedForward network = new FeedForward(
                List.of(
                        new FeedForward.Layer("W", d, m, FeedForward.Normalisation.NONE, false, true),
                        new FeedForward.Layer("a", m, 1, FeedForward.Normalisation.NONE, false, false)),
                FeedForward.Loss.SQUARED,
                0);
        boolean pretrained = settings.text("start").equals("pretrained");
        if (pretrained) {
            NetworkLoss first =
                    new NetworkLoss(network, new NetworkLoss.Samples(x, n, old), null, start, null, Map.of(), "");
            descend(first, start, settings.whole("pretraining"));
        }
        return new NetworkLoss(
                network,
                new NetworkLoss.Samples(x, n, all),
                null,
                start,
                null,
                Map.of(),
                String.format(
                        Locale.ROOT,
                        "A student of %d neurons %s, %d old and %d new teacher neurons, %d inputs, %d samples, seed %d",
                        m,
                        pretrained ? "pretrained" : "from scratch",
                        k,
                        fresh,
                        d,
                        n,
                        seed));
    }

    private static double[] directions(SeededRandom random, int count, int d) {
        double[] v = Gaussian.draw(random, count * d, 1);
        for (int j = 0; j < count; j++) {
            double norm = 0;
            for (int i = 0; i < d; i++) {
                norm = Math.hypot(norm, v[j * d + i]);
            }
            for (int i = 0; i < d; i++) {
                v[j * d + i] /= norm;
            }
        }
        return v;
    }

    private static double[] targets(double[] x, int n, int d, double[] directions, int count) {
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < count; k++) {
                double z = 0;
                for (int j = 0; j < d; j++) {
                    z += directions[k * d + j] * x[i * d + j];
                }
                y[i] += (k % 2 == 0 ? 1 : -1) * Math.max(z, 0);
            }
        }
        return y;
    }

    /** Gradient descent that never raises the loss. */
    private static void descend(NetworkLoss problem, double[] w, int steps) {
        double[] gradient = new double[w.length];
        double[] trial = new double[w.length];
        double[] trialGradient = new double[w.length];
        double rate = 1;
        double loss = problem.lossAndGradient(w, gradient);
        for (int step = 0; step < steps && loss > PRETRAINED; step++) {
            for (int i = 0; i < w.length; i++) {
                trial[i] = w[i] - rate * gradient[i];
            }
            double next = problem.lossAndGradient(trial, trialGradient);
            if (next <= loss) {
                System.arraycopy(trial, 0, w, 0, w.length);
                System.arraycopy(trialGradient, 0, gradient, 0, w.length);
                loss = next;
                rate = Math.min(1, 1.1 * rate);
            } else {
                rate /= 2;
            }
        }
    }
}
