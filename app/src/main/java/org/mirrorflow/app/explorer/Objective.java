package org.mirrorflow.app.explorer;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.predict.MaxMargin;
import org.mirrorflow.theory.predict.NoInterpolatorException;
import org.mirrorflow.theory.predict.NotSeparableException;
import org.mirrorflow.theory.predict.PotentialMinimizer;

/** The three objectives on the plane, each with the theorem that names where a mirror flow on it goes. */
enum Objective {
    /** f(x) = ½(z·x − 1)² with z = (2, 1): a line of minimisers, among which the map chooses. */
    MEASUREMENT("One measurement", "\\tfrac12(z\\cdot x-1)^2", 400) {
        @Override
        double gradient(double[] x, double[] out) {
            double residual = Z[0] * x[0] + Z[1] * x[1] - 1;
            out[0] = residual * Z[0];
            out[1] = residual * Z[1];
            return 0.5 * residual * residual;
        }

        @Override
        Prediction predict(MirrorMap map, double[] start) {
            MapAt at = new MapAt(map, start);
            if (at.tilted().isEmpty()) {
                return Prediction.none("the predictor takes sums over coordinates only");
            }
            DMatrixRMaj z = new DMatrixRMaj(1, 2, true, Z);
            return Prediction.end(
                    new PotentialMinimizer(at.tilted().get())
                            .predict(z, new double[] {1})
                            .weights(),
                    "arg min D(x, x₀) on z·x = 1");
        }
    },
    /** f(x) = ½(a·(x − m))² + ½(b·(x − m))², an ellipse of one minimiser m = (0.8, 0.4). */
    QUADRATIC("Quadratic", "\\tfrac12(x-m)^\\top A(x-m)", 400) {
        @Override
        double gradient(double[] x, double[] out) {
            double first = x[0] - M[0] + 0.5 * (x[1] - M[1]);
            double second = 0.4 * (x[1] - M[1]);
            out[0] = first;
            out[1] = 0.5 * first + 0.4 * second;
            return 0.5 * (first * first + second * second);
        }

        @Override
        Prediction predict(MirrorMap map, double[] start) {
            return map.contains(M)
                    ? Prediction.end(M.clone(), "the minimiser")
                    : Prediction.none("the minimiser lies outside the domain");
        }
    },
    /** f(x) = Σ exp(−aᵢ·x) for separable data a₁ = (2, 1), a₂ = (1, 2)/2: no minimiser, only a direction. */
    EXPONENTIAL("Separable data", "\\sum_i e^{-a_i\\cdot x}", 1e6) {
        @Override
        double gradient(double[] x, double[] out) {
            out[0] = 0;
            out[1] = 0;
            double loss = 0;
            for (int i = 0; i < 2; i++) {
                double each = Math.exp(-(A[2 * i] * x[0] + A[2 * i + 1] * x[1]));
                loss += each;
                out[0] -= each * A[2 * i];
                out[1] -= each * A[2 * i + 1];
            }
            return loss;
        }

        @Override
        Prediction predict(MirrorMap map, double[] start) {
            return Prediction.direction(
                    MaxMargin.of(map).predict(new DMatrixRMaj(2, 2, true, A)).direction(), "max-margin direction");
        }
    };

    private static final double[] Z = {2, 1};
    private static final double[] M = {0.8, 0.4};
    private static final double[] A = {2, 1, 0.5, 1};

    private final String words;
    private final String tex;
    private final double horizon;

    Objective(String words, String tex, double horizon) {
        this.words = words;
        this.tex = tex;
        this.horizon = horizon;
    }

    /** f(x), with ∇f(x) in {@code out}. */
    abstract double gradient(double[] x, double[] out);

    /** What the theorem says; see {@link #predicted}. */
    abstract Prediction predict(MirrorMap map, double[] start);

    /** Where the flow of this map from this start is predicted to go, or why no theorem says so. */
    Prediction predicted(MirrorMap map, double[] start) {
        try {
            return predict(map, start);
        } catch (NoInterpolatorException | NotSeparableException e) {
            return Prediction.none(String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            return Prediction.none("the predictor did not converge here");
        }
    }

    /** For the choice. */
    String words() {
        return words;
    }

    /** In TeX. */
    String tex() {
        return tex;
    }

    /** How long the flow is followed. */
    double horizon() {
        return horizon;
    }

    /** z of the one measurement. */
    static double[] measurement() {
        return Z.clone();
    }

    /**
     * What a theorem says about the end.
     *
     * @param end the limit, empty where there is none
     * @param direction the limit of x/‖x‖, empty where there is none
     * @param words what the end is, or why nothing is predicted
     */
    record Prediction(Optional<double[]> end, Optional<double[]> direction, String words) {
        static Prediction end(double[] point, String words) {
            return new Prediction(Optional.of(point), Optional.empty(), words);
        }

        static Prediction direction(double[] vector, String words) {
            return new Prediction(Optional.empty(), Optional.of(vector), words);
        }

        static Prediction none(String why) {
            return new Prediction(Optional.empty(), Optional.empty(), why);
        }
    }

    /** The map counted from a start: R(x) − ⟨∇R(x₀), x⟩, whose minimiser is x₀. */
    private record MapAt(MirrorMap map, double[] start) {
        Optional<org.mirrorflow.theory.mirror.SeparableMirrorMap> tilted() {
            if (!(map instanceof org.mirrorflow.theory.mirror.SeparableMirrorMap separable)) {
                return Optional.empty();
            }
            double[] eta = new double[2];
            map.gradient(start, eta);
            return Optional.of(separable.tilted(eta));
        }
    }
}
