package org.mirrorflow.theory.reparam;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.matrix.SingularValues;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.SeededRandom;
import org.mirrorflow.theory.weights.Start;

/** Where factor matrices start, declared alike in every family of matrix parametrizations. */
final class MatrixStarts {

    static final String WIDTH = "width";
    static final String START = "start";

    /** Multiples of the identity, cut or padded with zeros. */
    static final String IDENTITY = "identity";

    /** Independent normal entries. */
    static final String RANDOM = "random";

    /** The first factor of the product 0, the second a multiple of the identity. */
    static final String ONE_ZERO = "one-zero";

    private MatrixStarts() {}

    static Parameter width() {
        return new Parameter.Whole(
                WIDTH,
                "r",
                "Width",
                "Inner dimension of the factors, which bounds the rank; 0 for full width, the smaller side of the weights.",
                false,
                0,
                0,
                10_000);
    }

    static Parameter scale(double standard) {
        return new Parameter.Real(
                Starts.INITIAL_SCALE,
                "\\alpha",
                "Initial scale",
                "Multiple of the identity at the start; for a random start, the entries have standard deviation α/√r with"
                        + " r the width.",
                false,
                standard,
                1e-8,
                1e4,
                true);
    }

    static Parameter start(String standard, String... others) {
        List<String> options = new ArrayList<>();
        options.add(IDENTITY);
        options.addAll(List.of(others));
        return new Parameter.Choice(
                START,
                "",
                "Start",
                "How the factors start: identity for multiples of the identity, random for normal entries, one-zero for one"
                        + " factor at 0.",
                false,
                standard,
                options);
    }

    /** The matrix of weights. */
    static Block block(Start start) {
        if (!start.layout().isSingleMatrix()) {
            throw new InvalidSettingException(
                    "kind",
                    "is a product of matrices, but the weights are " + start.layout()
                            + "; take a problem whose weights are one matrix, or a parametrization of single weights");
        }
        return start.layout().singleMatrix();
    }

    static Block square(Start start) {
        Block block = block(start);
        if (block.rows() != block.columns()) {
            throw new InvalidSettingException(
                    "kind",
                    "makes symmetric weights, but the weights are " + start.layout()
                            + "; take a problem with square weights");
        }
        return block;
    }

    static int width(Settings settings, int full) {
        int width = settings.whole(WIDTH);
        return width == 0 ? full : width;
    }

    /** α·I, cut or padded, into out. */
    static void identity(double alpha, int rows, int columns, double[] out, int at) {
        for (int i = 0; i < Math.min(rows, columns); i++) {
            out[at + i * columns + i] = alpha;
        }
    }

    /** Normal entries of standard deviation α/√width from a stream of the seed. */
    static void random(double alpha, int width, int size, Start start, String stream, double[] out, int at) {
        SeededRandom random = new SeededRandom(start.seed(), stream);
        double deviation = alpha / Math.sqrt(width);
        for (int i = 0; i < size; i++) {
            out[at + i] = deviation * random.nextGaussian();
        }
    }

    /**
     * Balanced factors of given weights: E₁ = Uσ^{1/L}, the inner ones diag(σ^{1/L}), E_L = σ^{1/L}Vᵀ.
     *
     * @return E₁ … E_L by rows, one after the other
     */
    static double[] balanced(double[] w, int[] sizes) {
        int depth = sizes.length - 1;
        int n = sizes[0];
        int m = sizes[depth];
        SingularValues svd = new SingularValues(n, m);
        svd.decompose(w);
        int width = Math.min(n, m);
        for (int j = 1; j < depth; j++) {
            width = Math.min(width, sizes[j]);
        }
        for (int k = width; k < svd.count(); k++) {
            if (svd.values()[k] > 1e-12 * svd.values()[0]) {
                throw new InvalidSettingException(
                        WIDTH,
                        "is " + width + ", but the problem starts from weights of rank " + (k + 1)
                                + " or more; raise the width");
            }
        }
        int total = 0;
        for (int j = 0; j < depth; j++) {
            total += sizes[j] * sizes[j + 1];
        }
        double[] out = new double[total];
        int at = 0;
        for (int j = 0; j < depth; j++) {
            for (int k = 0; k < width; k++) {
                double root = Math.pow(svd.values()[k], 1.0 / depth);
                if (j == 0) {
                    for (int i = 0; i < n; i++) {
                        out[at + i * sizes[1] + k] = root * svd.left(k)[i];
                    }
                } else if (j == depth - 1) {
                    for (int i = 0; i < m; i++) {
                        out[at + k * m + i] = root * svd.right(k)[i];
                    }
                } else {
                    out[at + k * sizes[j + 1] + k] = root;
                }
            }
            at += sizes[j] * sizes[j + 1];
        }
        return out;
    }
}
