package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * Classification by a homogeneous network whose own weights move: fully connected with a homogeneous activation, or
 * diagonal.
 *
 * <p>{@code start = reference} is deterministic: at depth 2, neuron j of h has incoming weights
 * s(1 + 0.03j)(cos θⱼ, sin θⱼ) with θⱼ = 2πj/h + 0.2 in the first two features and 0 in the others, and an outgoing weight
 * of size s(1 + 0.02(h − 1 − j)), positive where j mod 4 &lt; 2; for a diagonal network every weight is s. With
 * {@code random} every weight is s times a standard normal of the seed.
 */
public final class NetworkClassification implements ProblemFamily {

    private static final String DATA = "data";
    private static final String SIX_POINTS = "six-points";
    private static final String GENERATED = "generated";
    private static final String ARCHITECTURE = "architecture";
    private static final String CONNECTED = "fully-connected";
    private static final String DIAGONAL = "diagonal";
    private static final String DEPTH = "depth";
    private static final String WIDTH = "width";
    private static final String ACTIVATION = "activation";
    private static final String START = "start";
    private static final String SCALE = "start-scale";

    @Override
    public String id() {
        return "homogeneous-network";
    }

    @Override
    public String name() {
        return "Homogeneous network";
    }

    @Override
    public String formula() {
        return "f(W) = \\sum_i \\ell(y_i\\,\\Phi(W; x_i)),\\quad \\Phi(cW; x) = c^L\\,\\Phi(W; x)";
    }

    @Override
    public String summary() {
        return "Classification by a network whose output is homogeneous in its weights; a mirror flow on the weights"
                + " decides how many neurons take part.";
    }

    @Override
    public String source() {
        return "Lyu and Li 2020 (arXiv 1906.05890); Jacobs and Montúfar 2026 (arXiv 2605.19458)";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Choice(
                        DATA,
                        "",
                        "Data",
                        "Six points of the plane that no line separates, the reference samples for linear predictors, or"
                                + " Gaussian points labelled by the sign of the product of their first two coordinates.",
                        false,
                        SIX_POINTS,
                        List.of(
                                SIX_POINTS,
                                GENERATED,
                                ReferenceClassification.TWO_SAMPLES,
                                ReferenceClassification.ONE_SAMPLE)),
                new Parameter.Whole("samples", "n", "Samples", "Number of generated samples.", false, 20, 1, 100_000),
                new Parameter.Whole("features", "d", "Features", "Number of generated features.", false, 2, 1, 10_000),
                new Parameter.Choice(
                        ARCHITECTURE,
                        "",
                        "Architecture",
                        "Fully connected layers with an activation, or a diagonal linear network.",
                        false,
                        CONNECTED,
                        List.of(CONNECTED, DIAGONAL)),
                new Parameter.Whole(DEPTH, "D", "Depth", "Number of layers of weights.", false, 2, 1, 12),
                new Parameter.Whole(
                        WIDTH,
                        "h",
                        "Width",
                        "Number of neurons of each hidden layer; without effect for a diagonal network.",
                        false,
                        12,
                        1,
                        10_000),
                new Parameter.Choice(
                        ACTIVATION,
                        "\\sigma",
                        "Activation",
                        "Activation of the hidden neurons; without effect for a diagonal network.",
                        false,
                        HomogeneousNetwork.Activation.RELU.id(),
                        Arrays.stream(HomogeneousNetwork.Activation.values())
                                .map(HomogeneousNetwork.Activation::id)
                                .toList()),
                new Parameter.Choice(
                        START,
                        "",
                        "Start",
                        "Weights at the start: the reference start, of depth 2 or diagonal, or drawn by the seed.",
                        false,
                        "random",
                        List.of("random", "reference")),
                new Parameter.Real(
                        SCALE, "s", "Start scale", "Size of the weights at the start.", false, 0.3, 1e-12, 1e6, true),
                MarginProblem.lossParameter());
    }

    @Override
    public MarginProblem create(Settings settings, long seed, Path base) {
        boolean diagonal = settings.text(ARCHITECTURE).equals(DIAGONAL);
        boolean reference = settings.text(START).equals("reference");
        boolean generated = settings.text(DATA).equals(GENERATED);
        int depth = settings.whole(DEPTH);
        double scale = settings.real(SCALE);
        DMatrixRMaj inputs = inputs(settings, seed);
        double[] labels = labels(settings, inputs);
        String words =
                (generated ? ", seed " + seed : ": " + settings.text(DATA).replace('-', ' '))
                        + ", " + inputs.numRows + (inputs.numRows == 1 ? " sample, " : " samples, ") + inputs.numCols
                        + (inputs.numCols == 1 ? " feature" : " features")
                        + (reference || generated ? "" : ", start by seed " + seed);
        if (diagonal) {
            double[] start = new double[depth * inputs.numCols];
            fill(start, scale, reference, seed);
            DMatrixRMaj rows = inputs.copy();
            for (int i = 0; i < rows.getNumElements(); i++) {
                rows.data[i] *= labels[i / rows.numCols];
            }
            return new DiagonalClassifier(
                    rows, depth, MarginProblem.tail(settings), start, "Diagonal network of depth " + depth + words);
        }
        if (depth < 2) {
            throw new InvalidSettingException(
                    DEPTH,
                    "is 1, but a fully connected network has a hidden layer; use 2 or more, or separable-classification");
        }
        int[] hidden = new int[depth - 1];
        Arrays.fill(hidden, settings.whole(WIDTH));
        double[] start =
                new double[HomogeneousNetwork.layout(inputs.numCols, hidden).dimension()];
        if (reference) {
            if (depth != 2 || inputs.numCols < 2) {
                throw new InvalidSettingException(
                        START, "is \"reference\", which is of depth 2 and at least two features; use \"random\"");
            }
            referenceStart(start, hidden[0], inputs.numCols, scale);
        } else {
            fill(start, scale, false, seed);
        }
        HomogeneousNetwork.Activation activation = Arrays.stream(HomogeneousNetwork.Activation.values())
                .filter(each -> each.id().equals(settings.text(ACTIVATION)))
                .findFirst()
                .orElseThrow();
        return new HomogeneousNetwork(
                inputs,
                labels,
                hidden,
                activation,
                MarginProblem.tail(settings),
                start,
                "Network of depth " + depth + " and width " + hidden[0] + ", " + activation.id() + words);
    }

    private static DMatrixRMaj inputs(Settings settings, long seed) {
        return switch (settings.text(DATA)) {
            case SIX_POINTS -> new DMatrixRMaj(new double[][] {{1, 1}, {-1, -1}, {1, -1}, {-1, 1}, {2, 1}, {-1, 2}});
            case ReferenceClassification.TWO_SAMPLES -> ReferenceClassification.twoSamples(-1);
            case ReferenceClassification.ONE_SAMPLE -> new DMatrixRMaj(new double[][] {{1}});
            default -> {
                DMatrixRMaj x = new DMatrixRMaj(settings.whole("samples"), settings.whole("features"));
                SeededRandom random = new SeededRandom(seed, "samples");
                for (int i = 0; i < x.getNumElements(); i++) {
                    x.data[i] = random.nextGaussian();
                }
                yield x;
            }
        };
    }

    private static double[] labels(Settings settings, DMatrixRMaj inputs) {
        double[] labels = new double[inputs.numRows];
        Arrays.fill(labels, 1);
        switch (settings.text(DATA)) {
            case SIX_POINTS -> {
                labels[2] = -1;
                labels[3] = -1;
                labels[5] = -1;
            }
            case GENERATED -> {
                for (int i = 0; i < labels.length; i++) {
                    double product = inputs.get(i, 0) * (inputs.numCols > 1 ? inputs.get(i, 1) : 1);
                    labels[i] = product >= 0 ? 1 : -1;
                }
            }
            default -> {
                // The rows of the reference samples contain their labels.
            }
        }
        return labels;
    }

    private static void fill(double[] start, double scale, boolean reference, long seed) {
        SeededRandom random = new SeededRandom(seed, "start");
        for (int j = 0; j < start.length; j++) {
            start[j] = reference ? scale : scale * random.nextGaussian();
        }
    }

    private static void referenceStart(double[] start, int h, int d, double scale) {
        for (int j = 0; j < h; j++) {
            double angle = 2 * Math.PI * j / h + 0.2;
            double incoming = scale * (1 + 0.03 * j);
            start[j * d] = incoming * StrictMath.cos(angle);
            start[j * d + 1] = incoming * StrictMath.sin(angle);
            start[h * d + j] = (j % 4 < 2 ? 1 : -1) * scale * (1 + 0.02 * (h - 1 - j));
        }
    }
}
