package org.mirrorflow.sim.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.problem.LinearClassification;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.problem.ProblemFamily;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.EigenvalueMap;
import org.mirrorflow.theory.mirror.Euclidean;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.Mahalanobis;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.NegativeEntropy;
import org.mirrorflow.theory.mirror.PowerPotential;
import org.mirrorflow.theory.mirror.ScaledCosh;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.SingularValueMap;
import org.mirrorflow.theory.mirror.SquaredPNorm;
import org.mirrorflow.theory.predict.MaxMargin;
import org.mirrorflow.theory.predict.Separator;

/** Normalised flows of maps whose horizon function is no ℓp norm, against the direction that their horizon predicts. */
class CoupledMarginFlowTest {

    private static MarginProblem problem(String kind, Map<String, ?> given) {
        ProblemFamily family = Components.PROBLEMS.get(kind);
        try {
            return (MarginProblem) family.create(Settings.of(family.parameters(), given), 3, Path.of("."));
        } catch (ProblemException e) {
            throw new AssertionError(e);
        }
    }

    private static Dynamics flow(MarginProblem problem, MirrorMap map, Map<String, ?> given) {
        Model model =
                problem.startWeights().map(w -> new Model.Mirrored(map, w)).orElseGet(() -> new Model.Mirrored(map));
        DynamicsFamily family = Components.DYNAMICS.get("normalised-mirror-flow");
        return family.create(Settings.of(family.parameters(), given), problem, model, 0);
    }

    private static void to(Dynamics dynamics, double s) {
        while (dynamics.clock() < s) {
            dynamics.advance(Math.min(s, Math.max(1e-3, 1.25 * dynamics.clock())));
        }
    }

    private static double distance(double[] w, double[] u) {
        double sizeW = MaxMargin.norm(w, 2);
        double sizeU = MaxMargin.norm(u, 2);
        double[] difference = new double[w.length];
        for (int j = 0; j < w.length; j++) {
            difference[j] = w[j] / sizeW - u[j] / sizeU;
        }
        return MaxMargin.norm(difference, 2);
    }

    private static SeparableMirrorMap weighted(double p) {
        return SeparableMirrorMap.of(
                new PowerPotential(p), new PowerPotential(p).scaled(8), new PowerPotential(p).scaled(0.25));
    }

    /** A map, what it moves on, how far, and how much nearer ten times the clock brings it: ρ grows like s^{1/(α − 1)}. */
    static Stream<Arguments> flows() {
        String plane = "reference-classification";
        String attention = "reference-attention";
        return Stream.of(
                Arguments.of(plane, weighted(2), 100, 10),
                Arguments.of(plane, weighted(3), 1000, Math.sqrt(10)),
                Arguments.of(plane, Mahalanobis.random(3, 10, 1), 100, 10),
                Arguments.of(plane, Mahalanobis.random(3, 1000, 4), 100, 10),
                Arguments.of(plane, new SquaredPNorm(1.2, 3), 100, 10),
                Arguments.of(plane, new SquaredPNorm(3, 3), 100, 10),
                Arguments.of(attention, new SingularValueMap(new PowerPotential(1.5), 3, 3), 10, 100),
                Arguments.of(attention, new SingularValueMap(new Euclidean(), 3, 3), 100, 10),
                Arguments.of(attention, new SingularValueMap(new PowerPotential(3), 3, 3), 1000, Math.sqrt(10)),
                Arguments.of(attention, new EigenvalueMap(new PowerPotential(1.5), 3), 10, 100));
    }

    @ParameterizedTest
    @MethodSource("flows")
    void theDirectionGoesToTheLargestMarginOfTheHorizonAtTheRateOfTheNorm(
            String kind, MirrorMap map, double far, double ratio) {
        MarginProblem problem = problem(kind, Map.of());
        Separator best = MaxMargin.of(map).predict(problem.marginGradients(new double[problem.dimension()]));
        assertTrue(best.certified(1e-11), best.toString());
        Dynamics dynamics = flow(problem, map, Map.of());
        to(dynamics, far);
        double near = distance(dynamics.weights(), best.direction());
        to(dynamics, 10 * far);
        double nearer = distance(dynamics.weights(), best.direction());
        assertEquals(ratio, near / nearer, 0.08 * ratio);
        assertTrue(nearer < 2e-2, "distance " + nearer);
        double margin =
                problem.smallestMargin(dynamics.weights()) / map.horizon().of(dynamics.weights());
        assertTrue(margin <= best.bound() * (1 + 1e-12), margin + " > " + best.bound());
        assertEquals(best.margin(), margin, 5e-3 * best.margin());
    }

    /** Entropies and cosh are slower: their gap falls, and the bound of the certificate holds. */
    static Stream<Arguments> slowFlows() {
        return Stream.of(
                Arguments.of(new SingularValueMap(new HyperbolicEntropy(0.1), 3, 3), 8, 1e-2),
                Arguments.of(new EigenvalueMap(new NegativeEntropy(), 3), 8, 2e-2),
                Arguments.of(new SingularValueMap(new ScaledCosh(1), 3, 3), 1e4, 3e-2));
    }

    @ParameterizedTest
    @MethodSource("slowFlows")
    void slowerMapsApproachTheMarginOfTheirHorizonFromBelow(MirrorMap map, double far, double within) {
        MarginProblem problem = problem("reference-attention", Map.of());
        Separator best = MaxMargin.of(map).predict(problem.marginGradients(new double[9]));
        Dynamics dynamics = flow(problem, map, Map.of("tolerance", 1e-6));
        double before = Double.POSITIVE_INFINITY;
        for (double s = far / 8; s <= far; s *= 2) {
            to(dynamics, s);
            double gap = 1
                    - problem.smallestMargin(dynamics.weights()) / map.horizon().of(dynamics.weights()) / best.bound();
            assertTrue(gap > 0 && gap < before, "at s = " + s + ": " + gap);
            before = gap;
        }
        assertTrue(before < within, "gap " + before);
    }

    /** A second way: in whitened coordinates w = C⁻ᵀv, P = CCᵀ, it is the Euclidean flow of the rows C⁻¹a. */
    @Test
    void aMahalanobisFlowIsTheEuclideanOneOfWhitenedRows() {
        LinearClassification problem = (LinearClassification) problem("reference-classification", Map.of());
        double[][] c = {{1, 0, 0}, {0.5, 2, 0}, {-0.3, 0.4, 0.7}};
        DMatrixRMaj metric = new DMatrixRMaj(3, 3);
        DMatrixRMaj whitened = new DMatrixRMaj(problem.samples(), 3);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                metric.set(i, j, c[i][0] * c[j][0] + c[i][1] * c[j][1] + c[i][2] * c[j][2]);
            }
        }
        for (int i = 0; i < problem.samples(); i++) {
            for (int j = 0; j < 3; j++) {
                double sum = problem.rows().get(i, j);
                for (int k = 0; k < j; k++) {
                    sum -= c[j][k] * whitened.get(i, k);
                }
                whitened.set(i, j, sum / c[j][j]);
            }
        }
        MarginProblem white = new LinearClassification(whitened, MarginProblem.Tail.EXPONENTIAL, null, "whitened");
        Dynamics coupled = flow(problem, new Mahalanobis(metric), Map.of("tolerance", 1e-11));
        Dynamics plain = flow(white, SeparableMirrorMap.uniform(new Euclidean(), 3), Map.of("tolerance", 1e-11));
        to(coupled, 50);
        to(plain, 50);
        double[] back = plain.weights().clone();
        for (int j = 2; j >= 0; j--) {
            for (int k = j + 1; k < 3; k++) {
                back[j] -= c[k][j] * back[k];
            }
            back[j] /= c[j][j];
        }
        assertArrayEquals(back, coupled.weights(), 1e-7 * MaxMargin.norm(back, 2));
        assertEquals(plain.logTime(), coupled.logTime(), 1e-3 * plain.logTime());
    }

    /** Powers above 2 move infinitely fast at weights of 0, which the flow passes. */
    @Test
    void aSteepMapPassesWeightsOfZero() {
        MarginProblem problem = problem("separable-classification", Map.of("samples", 6, "features", 9));
        MirrorMap map = new SquaredPNorm(4, 9);
        Dynamics dynamics = flow(problem, map, Map.of("tolerance", 1e-6));
        to(dynamics, 1000);
        Separator best = MaxMargin.of(map).predict(problem.marginGradients(new double[9]));
        assertTrue(distance(dynamics.weights(), best.direction()) < 1e-3);
    }

    /** The bound on the speed of margins, of a coupled map and of the same map coordinate by coordinate. */
    @Test
    void theSpeedOfMarginsIsThatOfTheSeparableMap() {
        MarginProblem problem = problem("homogeneous-network", Map.of("width", 4, "data", "six-points"));
        int d = problem.dimension();
        DMatrixRMaj metric = new DMatrixRMaj(d, d);
        SeparableMirrorMap separable = SeparableMirrorMap.uniform(new Euclidean().scaled(3), d);
        for (int j = 0; j < d; j++) {
            metric.set(j, j, 3);
        }
        double[] eta = new double[d];
        for (int j = 0; j < d; j++) {
            eta[j] = Math.sin(j + 1);
        }
        double expected = new NormalisedDualSystem(problem, separable, 1e-9).kernel(eta);
        assertEquals(expected, new MarginSpeed(problem, new Mahalanobis(metric)).at(eta), 1e-12 * expected);
        // With the identity for P a network with kinks takes the very steps of the Euclidean flow.
        Mahalanobis identity = new Mahalanobis(org.ejml.dense.row.CommonOps_DDRM.identity(d));
        Dynamics coupled = flow(problem, identity, Map.of());
        Dynamics plain = flow(problem, SeparableMirrorMap.uniform(new Euclidean(), d), Map.of());
        for (int k = 0; k < 50; k++) {
            coupled.advance(1);
            plain.advance(1);
        }
        assertEquals(plain.clock(), coupled.clock(), 1e-12 * plain.clock());
        assertArrayEquals(plain.weights(), coupled.weights(), 1e-10 * MaxMargin.norm(plain.weights(), 2));
    }

    @Test
    void anImplicitMethodNeedsASeparableMap() {
        InvalidSettingException refusal = assertThrows(
                InvalidSettingException.class,
                () -> flow(
                        problem("reference-classification", Map.of()),
                        Mahalanobis.random(3, 2, 1),
                        Map.of("integrator", "rodas")));
        assertEquals("integrator", refusal.setting());
    }
}
