package org.mirrorflow.theory.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.weights.SeededRandom;

/** Optimizers on arrays, against their formulas written out for single numbers, and against what theory says of them. */
class OptimizerTest {

    private static final DenseAlgebra ALGEBRA = new DenseAlgebra();

    private static DenseTensor random(long seed, int rows, int columns) {
        SeededRandom random = new SeededRandom(seed, "tensor");
        double[] data = new double[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextGaussian();
        }
        return DenseTensor.matrix(rows, columns, data);
    }

    private static DenseTensor copy(DenseTensor x) {
        return DenseTensor.matrix(x.rows(), x.columns(), ALGEBRA.values(x));
    }

    private static Composite<DenseTensor> descent(DenseTensor shape, Direction<DenseTensor> direction) {
        return new Composite<>(ALGEBRA, shape, direction, new Descend<>(ALGEBRA));
    }

    private static HyperbolicStep<DenseTensor> exponential(
            DenseTensor shape, HyperbolicStep.Coupling coupling, double alpha, double beta) {
        return new HyperbolicStep<>(ALGEBRA, shape, HyperbolicStep.Form.EXPONENTIAL, coupling, alpha, beta, 1);
    }

    private static Composite<DenseTensor> genericHorst(
            DenseTensor shape, boolean hyperbolicFirst, double alpha, double beta, double decay) {
        DecoupledDecay<DenseTensor> shrink = new DecoupledDecay<>(ALGEBRA);
        shrink.setRate(decay);
        StepOperator<DenseTensor> adaptive = shrink.then(new Descend<>(ALGEBRA));
        StepOperator<DenseTensor> hyperbolic = exponential(shape, HyperbolicStep.Coupling.ADAPTIVE, alpha, beta);
        return new Composite<>(
                ALGEBRA,
                shape,
                new AdamDirection<>(ALGEBRA, shape, 0.9, 0.999, 1e-8, true),
                hyperbolicFirst ? hyperbolic.then(adaptive) : adaptive.then(hyperbolic));
    }

    /** Optimizers of a 4 × 3 matrix, by name. */
    private static Map<String, Function<DenseTensor, Optimizer<DenseTensor>>> makers() {
        Map<String, Function<DenseTensor, Optimizer<DenseTensor>>> makers = new LinkedHashMap<>();
        makers.put("descent", w -> descent(w, new Raw<>(ALGEBRA)));
        makers.put("momentum", w -> descent(w, new MomentumDirection<>(ALGEBRA, w, 0.9, false)));
        makers.put("nesterov", w -> descent(w, new MomentumDirection<>(ALGEBRA, w, 0.9, true)));
        makers.put("signum", w -> descent(w, new PowerDirection<>(ALGEBRA, w, 1, 0.9, false)));
        makers.put("lion", w -> descent(w, new LionDirection<>(ALGEBRA, w, 0.9, 0.99)));
        makers.put("muon", w -> descent(w, new SpectralDirection<>(ALGEBRA, w, 0.95, 5, false)));
        makers.put("adam", w -> descent(w, new AdamDirection<>(ALGEBRA, w, 0.9, 0.999, 1e-8, true)));
        makers.put("horst", w -> genericHorst(w, false, 20, 0.1, 0.05));
        makers.put("fused horst", w -> FusedHorst.horst(w, 0.9, 0.999, 1e-8, true, 20, 0.1));
        for (NanoAdam.Criterion criterion : NanoAdam.Criterion.values()) {
            makers.put(
                    "nano-adam " + criterion.id(),
                    w -> new NanoAdam<>(
                            ALGEBRA,
                            w,
                            new AdamDirection<>(ALGEBRA, w, 0.9, 0.999, 1e-8, false),
                            new NanoAdam.Selection(criterion, 0.5, 0.2, 30, 4, 10),
                            true,
                            7));
        }
        makers.put(
                "sign-in",
                w -> new ProductOptimizer<>(
                        ALGEBRA, w, f -> descent(f, new MomentumDirection<>(ALGEBRA, f, 0.5, false)), 1, 6));
        for (MaskSchedule.Kind kind : MaskSchedule.Kind.values()) {
            makers.put(
                    "adam under " + kind.id(),
                    w -> new Masked<>(
                            ALGEBRA,
                            w,
                            descent(w, new AdamDirection<>(ALGEBRA, w, 0.9, 0.999, 1e-8, true)),
                            new MaskSchedule(kind, 0.5, 5, 30, 0.4),
                            new SparsityPreconditioner<>(ALGEBRA, w, 0.5, false),
                            false,
                            3));
        }
        return makers;
    }

    static Stream<String> names() {
        return makers().keySet().stream();
    }

    /** ½‖W − T‖² has a gradient that names every weight. */
    private static void slope(DenseTensor w, DenseTensor target, DenseTensor gradient) {
        for (int i = 0; i < w.size(); i++) {
            gradient.data()[i] = w.get(i) - target.get(i);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void resumesBitForBitFromItsStateAndItsCounters(String name) {
        Function<DenseTensor, Optimizer<DenseTensor>> maker = makers().get(name);
        DenseTensor target = random(1, 4, 3);
        DenseTensor gradient = ALGEBRA.zerosLike(target);
        DenseTensor w = random(2, 4, 3);
        Optimizer<DenseTensor> optimizer = maker.apply(w);
        for (int k = 0; k < 13; k++) {
            slope(w, target, gradient);
            optimizer.step(w, gradient, 0.05);
        }
        DenseTensor again = copy(w);
        // Made on other weights, as a resumed run makes it.
        Optimizer<DenseTensor> resumed = maker.apply(random(5, 4, 3));
        assertEquals(
                List.copyOf(optimizer.state().keySet()),
                List.copyOf(resumed.state().keySet()));
        optimizer
                .state()
                .forEach((key, tensor) -> ALGEBRA.copy(
                        tensor, java.util.Objects.requireNonNull(resumed.state().get(key))));
        resumed.setCounters(optimizer.counters());
        for (int k = 0; k < 40; k++) {
            slope(w, target, gradient);
            optimizer.step(w, gradient, 0.05);
            slope(again, target, gradient);
            resumed.step(again, gradient, 0.05);
            assertArrayEquals(w.data(), again.data(), name + " after " + k);
        }
        assertThrows(IllegalArgumentException.class, () -> resumed.setCounters(new double[17]));
    }

    @Test
    void theFusedPathIsTheGenericOneBitForBit() {
        for (boolean first : List.of(false, true)) {
            for (double alpha : List.of(0.0, 20.0)) {
                for (double decay : List.of(0.0, 0.05)) {
                    DenseTensor w = random(3, 5, 4);
                    w.data()[7] = 0;
                    DenseTensor v = copy(w);
                    Composite<DenseTensor> generic = genericHorst(w, first, alpha, 0.01 * alpha, decay);
                    FusedHorst fused = FusedHorst.horst(v, 0.9, 0.999, 1e-8, first, alpha, 0.01 * alpha);
                    fused.setRate(decay);
                    for (int k = 0; k < 60; k++) {
                        DenseTensor g = random(100 + k, 5, 4);
                        DenseTensor h = copy(g);
                        generic.step(w, g, 0.01);
                        fused.step(v, h, 0.01);
                        assertArrayEquals(w.data(), v.data(), "step " + k);
                    }
                    assertArrayEquals(
                            ALGEBRA.values(java.util.Objects.requireNonNull(
                                    generic.state().get("second-moment"))),
                            ALGEBRA.values(java.util.Objects.requireNonNull(
                                    fused.state().get("second-moment"))));
                }
            }
        }
        DenseTensor w = random(3, 5, 4);
        DenseTensor v = copy(w);
        Composite<DenseTensor> generic = genericHorst(w, false, 0, 0, 0.1);
        FusedHorst fused = FusedHorst.adamW(v, 0.9, 0.999, 1e-8);
        fused.setRate(0.1);
        for (int k = 0; k < 30; k++) {
            DenseTensor g = random(100 + k, 5, 4);
            generic.step(w, g, 0.01);
            fused.step(v, g, 0.01);
            assertArrayEquals(w.data(), v.data());
        }
    }

    @Test
    void theDirectionsOfOneWeightFollowTheirFormulas() {
        SeededRandom random = new SeededRandom(11, "gradients");
        DenseTensor w = DenseTensor.vector(0.3);
        DenseTensor d = DenseTensor.vector(0);
        MomentumDirection<DenseTensor> ball = new MomentumDirection<>(ALGEBRA, w, 0.8, false);
        MomentumDirection<DenseTensor> nesterov = new MomentumDirection<>(ALGEBRA, w, 0.8, true);
        LionDirection<DenseTensor> lion = new LionDirection<>(ALGEBRA, w, 0.9, 0.99);
        AdamDirection<DenseTensor> adam = new AdamDirection<>(ALGEBRA, w, 0.9, 0.99, 1e-6, true);
        AdamDirection<DenseTensor> plain = new AdamDirection<>(ALGEBRA, w, 0.9, 0.99, 1e-6, false);
        double v = 0;
        double lionAverage = 0;
        double first = 0;
        double second = 0;
        for (int k = 1; k <= 50; k++) {
            double g = random.nextGaussian();
            DenseTensor gradient = DenseTensor.vector(g);
            v = 0.8 * v + g;
            ball.direct(w, gradient, d);
            assertEquals(v, d.get(0), 1e-12);
            nesterov.direct(w, gradient, d);
            assertEquals(g + 0.8 * v, d.get(0), 1e-12);
            lion.direct(w, gradient, d);
            assertEquals(Math.signum(0.9 * lionAverage + 0.1 * g), d.get(0));
            lionAverage = 0.99 * lionAverage + 0.01 * g;
            first = 0.9 * first + 0.1 * g;
            second = 0.99 * second + 0.01 * g * g;
            adam.direct(w, gradient, d);
            double expected = first / (1 - Math.pow(0.9, k)) / (Math.sqrt(second / (1 - Math.pow(0.99, k))) + 1e-6);
            assertEquals(expected, d.get(0), 1e-12 * Math.max(1, Math.abs(expected)));
            plain.direct(w, gradient, d);
            assertEquals(first / (Math.sqrt(second) + 1e-6), d.get(0), 1e-11);
        }
    }

    /** ⟨d, g⟩ = ‖g‖_q² and ‖d‖_p = ‖g‖_q, 1/p + 1/q = 1, characterise the steepest direction. */
    @Test
    void theNormalisedPowerIsTheSteepestDirection() {
        DenseTensor g = random(4, 9, 1);
        DenseTensor d = ALGEBRA.zerosLike(g);
        for (double q : List.of(1.0, 1.25, 1.5, 2.0)) {
            new PowerDirection<>(ALGEBRA, g, q, 0, true).direct(g, g, d);
            double dual = 0;
            for (double x : g.data()) {
                dual += Math.pow(Math.abs(x), q);
            }
            dual = Math.pow(dual, 1 / q);
            assertEquals(dual * dual, ALGEBRA.dot(d, g), 1e-12 * dual * dual);
            double length = 0;
            for (double x : d.data()) {
                length = q == 1 ? Math.max(length, Math.abs(x)) : length + Math.pow(Math.abs(x), q / (q - 1));
            }
            assertEquals(dual, q == 1 ? length : Math.pow(length, (q - 1) / q), 1e-12 * dual);
        }
        new PowerDirection<>(ALGEBRA, g, 1.5, 0, false).direct(g, g, d);
        assertEquals(Math.copySign(Math.sqrt(Math.abs(g.get(0))), g.get(0)), d.get(0), 1e-15);
    }

    @Test
    void newtonAndSchulzFindThePolarFactor() {
        for (int[] shape : new int[][] {{3, 5}, {5, 3}, {4, 4}}) {
            DenseTensor g = random(21, shape[0], shape[1]);
            DenseTensor d = ALGEBRA.zerosLike(g);
            new SpectralDirection<>(ALGEBRA, g, 0, 40, true).direct(g, g, d);
            var svd = DecompositionFactory_DDRM.svd(shape[0], shape[1], true, true, true);
            assertTrue(svd.decompose(
                    new DMatrixRMaj(shape[0], shape[1], true, g.data().clone())));
            DMatrixRMaj polar = new DMatrixRMaj(shape[0], shape[1]);
            CommonOps_DDRM.mult(svd.getU(null, false), svd.getV(null, true), polar);
            CommonOps_DDRM.scale(Math.sqrt(Math.max(1, (double) shape[0] / shape[1])), polar);
            assertArrayEquals(polar.data, d.data(), 1e-10);
        }
        DenseTensor g = random(22, 6, 6);
        DenseTensor d = ALGEBRA.zerosLike(g);
        new SpectralDirection<>(ALGEBRA, g, 0, 5, false).direct(g, g, d);
        var svd = DecompositionFactory_DDRM.svd(6, 6, false, false, true);
        assertTrue(svd.decompose(new DMatrixRMaj(6, 6, true, d.data().clone())));
        for (double s : svd.getSingularValues()) {
            assertTrue(s > 0.5 && s < 1.3, "a singular value of Muon's step is " + s);
        }
        new SpectralDirection<>(ALGEBRA, g, 0, 5, false).direct(g, ALGEBRA.zerosLike(g), d);
        assertArrayEquals(new double[36], d.data());
    }

    /** ∇R(θ⁺) = ∇R(θ) − ηαu for R the hyperbolic entropy, and e^{−ηβ} afterwards. */
    @Test
    void theEntropyFormIsAMirrorStep() {
        DenseTensor theta = DenseTensor.vector(0.5, -0.02, 0, 1e-6);
        DenseTensor u = DenseTensor.vector(0.3, -2, 0.7, 1e-3);
        double[] before = theta.data().clone();
        new HyperbolicStep<>(ALGEBRA, theta, HyperbolicStep.Form.ENTROPY, HyperbolicStep.Coupling.RAW, 4, 0.5, 0.01)
                .move(theta, u, u, 0.1);
        HyperbolicEntropy entropy = new HyperbolicEntropy(0.01);
        for (int i = 0; i < 4; i++) {
            double dual = entropy.derivative(before[i]) - 0.1 * 4 * u.get(i);
            assertEquals(dual, entropy.derivative(theta.get(i) * Math.exp(0.05)), 1e-12, "coordinate " + i);
        }
        assertTrue(theta.get(2) < 0, "zero is crossed");
    }

    @Test
    void theExponentialFormKeepsZerosAndSignsAndItsExponentIsBounded() {
        DenseTensor theta = DenseTensor.vector(0, 1, -1, 1);
        DenseTensor u = DenseTensor.vector(5, 1e9, 1e9, 0);
        exponential(theta, HyperbolicStep.Coupling.RAW, 1, 0.1).move(theta, u, u, 0.1);
        assertArrayEquals(new double[] {0, Math.exp(-5), -Math.exp(5), Math.exp(-0.01)}, theta.data(), 1e-12);
    }

    /** H∘A − A∘H of one step, over η²; the reference is u_A(α sgn θ u + β) = 0.9·(4·0.9 + 0.3) = 3.51. */
    private static double orderGap(double eta) {
        double[] ends = new double[2];
        for (int order = 0; order < 2; order++) {
            DenseTensor theta = DenseTensor.vector(0.7);
            StepOperator<DenseTensor> a = new Descend<>(ALGEBRA);
            StepOperator<DenseTensor> h = exponential(theta, HyperbolicStep.Coupling.RAW, 4, 0.3);
            new Composite<>(ALGEBRA, theta, new Raw<>(ALGEBRA), order == 0 ? a.then(h) : h.then(a))
                    .step(theta, DenseTensor.vector(0.9), eta);
            ends[order] = theta.get(0);
        }
        return (ends[0] - ends[1]) / (eta * eta);
    }

    @Test
    void stepsDoNotCommuteToSecondOrder() {
        assertEquals(3.442, orderGap(1e-2), 5e-4);
        assertEquals(3.503, orderGap(1e-3), 5e-4);
        assertEquals(3.51, orderGap(1e-5), 1e-3);
    }

    /** η = 0.1, α = 20, u = 1: a wrong sign is turned from 0.1 in one order, from 0.1·e² = 0.739 in the other. */
    @Test
    void theOrderDecidesFromWhereASignTurns() {
        assertEquals(0.100, flipRadius(false), 1e-3);
        assertEquals(0.739, flipRadius(true), 1e-3);
    }

    private static double flipRadius(boolean hyperbolicFirst) {
        double low = 0;
        double high = 10;
        for (int k = 0; k < 50; k++) {
            double start = 0.5 * (low + high);
            DenseTensor theta = DenseTensor.vector(start);
            StepOperator<DenseTensor> a = new Descend<>(ALGEBRA);
            StepOperator<DenseTensor> h = exponential(theta, HyperbolicStep.Coupling.RAW, 20, 0);
            new Composite<>(ALGEBRA, theta, new Raw<>(ALGEBRA), hyperbolicFirst ? h.then(a) : a.then(h))
                    .step(theta, DenseTensor.vector(1), 0.1);
            if (theta.get(0) < 0) {
                low = start;
            } else {
                high = start;
            }
        }
        return low;
    }

    @Test
    void underAConstantSignWeightsStayInABox() {
        double[][] cases = {{0, 0.5, 2}, {0.2, 0.5, 1 / 0.3}, {0.45, 0.5, 20}};
        for (double[] each : cases) {
            DenseTensor theta = DenseTensor.vector(0);
            Optimizer<DenseTensor> horst = FusedHorst.horst(theta, 0.9, 0.999, 1e-8, false, each[0], each[1]);
            for (int k = 0; k < 400_000; k++) {
                horst.step(theta, DenseTensor.vector(-1), 1e-3);
            }
            assertEquals(each[2], theta.get(0), 2e-3 * each[2], "α = " + each[0]);
        }
    }

    @Test
    void sparseOptScalesRowsByTheirDensity() {
        DenseTensor mask = DenseTensor.matrix(3, 4, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0);
        DenseTensor g = DenseTensor.matrix(3, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        SparsityPreconditioner<DenseTensor> half = new SparsityPreconditioner<>(ALGEBRA, g, 0.5, false);
        half.maskChanged(mask);
        double mean = (1 + 0.25) / 3;
        half.correct(g);
        assertEquals(1 / Math.sqrt(mean), g.get(0), 1e-15);
        assertEquals(0.5 / Math.sqrt(mean), g.get(4), 1e-15);
        assertEquals(0, g.get(8));
        SparsityPreconditioner<DenseTensor> kept = new SparsityPreconditioner<>(ALGEBRA, g, 1, true);
        kept.maskChanged(mask);
        DenseTensor h = random(8, 3, 4);
        double before = ALGEBRA.norm(h);
        kept.correct(h);
        assertEquals(before, ALGEBRA.norm(h), 1e-12);
        DenseTensor dense = random(9, 3, 4);
        double[] same = dense.data().clone();
        SparsityPreconditioner<DenseTensor> none = new SparsityPreconditioner<>(ALGEBRA, dense, 0.5, false);
        none.correct(dense);
        assertArrayEquals(same, dense.data());
        ALGEBRA.fill(1, mask);
        none.maskChanged(mask);
        none.correct(dense);
        assertArrayEquals(same, dense.data(), 1e-15);
    }

    @Test
    void maskedWeightsHaveNoGradientNoMomentumAndNoDecay() {
        DenseTensor w = random(31, 4, 3);
        CoupledDecay<DenseTensor> decay =
                new CoupledDecay<>(ALGEBRA, w, new MomentumDirection<>(ALGEBRA, w, 0.9, false));
        decay.setRate(0.1);
        Masked<DenseTensor> masked = new Masked<>(
                ALGEBRA,
                w,
                descent(w, decay),
                new MaskSchedule(MaskSchedule.Kind.RIGL, 0.5, 4, 100, 0.5),
                null,
                false,
                1);
        DenseTensor target = random(32, 4, 3);
        DenseTensor g = ALGEBRA.zerosLike(w);
        DenseTensor velocity = java.util.Objects.requireNonNull(masked.state().get("velocity"));
        boolean changed = false;
        double[] last = masked.mask().data().clone();
        for (int k = 0; k < 60; k++) {
            slope(w, target, g);
            masked.step(w, g, 0.05);
            assertEquals(6, ALGEBRA.nonZeros(masked.mask()), "the number of live weights stays");
            for (int i = 0; i < 12; i++) {
                if (masked.mask().get(i) == 0) {
                    assertTrue(w.get(i) == 0 && velocity.get(i) == 0, "weight " + i + " step " + k);
                }
            }
            changed |= !java.util.Arrays.equals(last, masked.mask().data());
        }
        assertTrue(changed, "RigL exchanges weights");
    }

    /** Against the plain rule, entry by entry, and against what it must guarantee, at every change of every kind. */
    @Test
    void rowsKeepTheirLargestInputsUnderEveryKindOfMask() {
        for (MaskSchedule.Kind kind : MaskSchedule.Kind.values()) {
            if (kind == MaskSchedule.Kind.START) {
                continue;
            }
            DenseTensor w = random(5, 6, 8);
            // Without the guarantee these two rows would lose every input.
            for (int i = 8; i < 24; i++) {
                w.data()[i] *= 1e-6;
            }
            DenseTensor target = random(6, 6, 8);
            DenseTensor gradient = ALGEBRA.zerosLike(w);
            Masked<DenseTensor> masked = new Masked<>(
                    ALGEBRA,
                    w,
                    descent(w, new Raw<>(ALGEBRA)),
                    new MaskSchedule(kind, 0.7, 2, 40, 0.9, 2),
                    null,
                    false,
                    3);
            for (int k = 0; k <= 50; k++) {
                int live = ALGEBRA.nonZeros(masked.mask());
                assertTrue(kind == MaskSchedule.Kind.GRADUAL ? live >= 14 : live == 14, kind + " " + live);
                for (int row = 0; row < 6; row++) {
                    int inputs = 0;
                    for (int i = 8 * row; i < 8 * row + 8; i++) {
                        inputs += masked.mask().get(i) != 0 ? 1 : 0;
                        assertTrue(masked.mask().get(i) != 0 || w.get(i) == 0);
                    }
                    assertTrue(inputs >= 2, kind + " row " + row + " step " + k + ": " + inputs);
                }
                slope(w, target, gradient);
                masked.step(w, gradient, 0.01);
            }
            assertEquals(14, ALGEBRA.nonZeros(masked.mask()), kind.id());
        }
        // The 1 largest of each row first, then the largest of the rest: 9 and 0.2, then 8.
        DenseTensor w = DenseTensor.matrix(2, 3, 9, -8, 7, 0.1, -0.2, 0.1);
        Masked<DenseTensor> masked = new Masked<>(
                ALGEBRA,
                w,
                descent(w, new Raw<>(ALGEBRA)),
                new MaskSchedule(MaskSchedule.Kind.MAGNITUDE, 0.5, 1, 1, 0, 1),
                null,
                false,
                0);
        assertArrayEquals(new double[] {1, 1, 0, 0, 1, 0}, masked.mask().data());
    }

    /** ‖(3, 4)‖ = 5: half of it is a tenth of each. */
    @Test
    void theWorstPointIsAtTheRadiusAlongTheGradientOfAllTensors() {
        List<DenseTensor> theta = List.of(DenseTensor.vector(1, 0.1), DenseTensor.vector(2));
        List<DenseTensor> gradients = List.of(DenseTensor.vector(3, 0), DenseTensor.vector(4));
        SharpnessAware<DenseTensor> worst = new SharpnessAware<>(ALGEBRA, theta, 0.5);
        assertTrue(worst.perturb(theta, gradients));
        assertArrayEquals(new double[] {1.3, 0.1}, theta.getFirst().data(), 1e-15);
        assertArrayEquals(new double[] {2.4}, theta.getLast().data(), 1e-15);
        worst.restore(theta);
        assertArrayEquals(new double[] {1, 0.1}, theta.getFirst().data());
        assertArrayEquals(new double[] {2}, theta.getLast().data());
        assertFalse(worst.perturb(theta, List.of(DenseTensor.vector(0, 0), DenseTensor.vector(0))), "no gradient");
        worst.setRadius(0);
        assertFalse(worst.perturb(theta, gradients), "no radius");
        assertArrayEquals(new double[] {1, 0.1}, theta.getFirst().data());
        assertMessage("radius", "-1.0", () -> worst.setRadius(-1));
    }

    /** Four live weights of eight; a half of them is exchanged for those of largest dense gradient. */
    @Test
    void rigLDropsTheSmallestAndGrowsTheLargestGradient() {
        DenseTensor w = DenseTensor.vector(4, 3, 0.2, 0.1, 0, 0, 0, 0);
        Masked<DenseTensor> masked = Masked.fixed(
                ALGEBRA, w, descent(w, new Raw<>(ALGEBRA)), DenseTensor.vector(1, 1, 1, 1, 0, 0, 0, 0), null);
        assertEquals(4, ALGEBRA.nonZeros(masked.mask()));
        assertArrayEquals(masked.mask().data(), masked.explored().data());
        Masked<DenseTensor> rigl = new Masked<>(
                ALGEBRA,
                w,
                descent(w, new Raw<>(ALGEBRA)),
                new MaskSchedule(MaskSchedule.Kind.RIGL, 0.5, 1, 1_000_000, 0.5),
                null,
                false,
                1);
        ALGEBRA.assign(new double[] {1, 1, 1, 1, 0, 0, 0, 0}, rigl.mask());
        ALGEBRA.copy(rigl.mask(), rigl.explored());
        ALGEBRA.assign(new double[] {4, 3, 0.2, 0.1, 0, 0, 0, 0}, w);
        rigl.step(w, DenseTensor.vector(0, 0, 0, 0, 0, 0, 0, 0), 0.1);
        rigl.step(w, DenseTensor.vector(9, 0, 0.1, 0.1, 0.3, -5, 0.2, 4), 0.1);
        assertArrayEquals(new double[] {1, 1, 0, 0, 0, 1, 0, 1}, rigl.mask().data());
        assertArrayEquals(new double[] {1, 1, 1, 1, 0, 1, 0, 1}, rigl.explored().data());
        // The new ones start at 0 and take part in the step.
        assertArrayEquals(new double[] {4 - 0.9, 3, 0, 0, 0, 0.5, 0, -0.4}, w.data(), 1e-15);
    }

    @Test
    void gradualPruningFollowsItsCubicSchedule() {
        DenseTensor w = random(41, 100, 1);
        double[] start = w.data().clone();
        Masked<DenseTensor> masked = new Masked<>(
                ALGEBRA,
                w,
                descent(w, new Raw<>(ALGEBRA)),
                new MaskSchedule(MaskSchedule.Kind.GRADUAL, 0.8, 10, 100, 0),
                null,
                false,
                1);
        DenseTensor none = ALGEBRA.zerosLike(w);
        for (int k = 0; k <= 120; k++) {
            double progress = Math.min(1, (k - k % 10) / 100.0);
            masked.step(w, none, 0.1);
            int expected = 100 - (int) Math.round(80 * (1 - Math.pow(1 - progress, 3)));
            assertEquals(expected, ALGEBRA.nonZeros(w), "after " + k);
        }
        DenseTensor kept = DenseTensor.vector(start);
        ALGEBRA.largest(20, DenseTensor.vector(start.clone()), kept);
        assertArrayEquals(kept.data(), masked.mask().data(), "the largest remain");
    }

    @Test
    void nanoAdamMovesTheSmallestWeightsAlone() {
        DenseTensor w = DenseTensor.vector(0.1, -0.2, 3, 0, -4, 0.3, 5, 6, 7, 8);
        double[] start = w.data().clone();
        NanoAdam<DenseTensor> nano = new NanoAdam<>(
                ALGEBRA,
                w,
                new AdamDirection<>(ALGEBRA, w, 0.9, 0.999, 1e-8, false),
                new NanoAdam.Selection(NanoAdam.Criterion.SMALL_WEIGHTS, 0.3, 0.3, 1, 1000, 1000),
                true,
                0);
        for (int k = 0; k < 10; k++) {
            nano.step(w, DenseTensor.vector(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), 0.01);
        }
        for (int i = 0; i < 10; i++) {
            boolean small = i == 0 || i == 1 || i == 5;
            assertEquals(small, w.get(i) != start[i], "weight " + i);
        }
        // The first step of the paper's rule: m/√v = 0.1/√0.001.
        DenseTensor one = DenseTensor.vector(1);
        new NanoAdam<>(
                        ALGEBRA,
                        one,
                        new AdamDirection<>(ALGEBRA, one, 0.9, 0.999, 1e-30, false),
                        new NanoAdam.Selection(NanoAdam.Criterion.SMALL_WEIGHTS, 1, 1, 1, 1, 1),
                        true,
                        0)
                .step(one, DenseTensor.vector(-2), 0.01);
        assertEquals(1 + 0.01 * 0.1 / Math.sqrt(0.001), one.get(0), 1e-12);
    }

    @Test
    void nanoAdamLetsZerosMoveOnlyWhereTheyAreWeights() {
        for (boolean stay : List.of(true, false)) {
            DenseTensor w = DenseTensor.vector(0, 1, 2, 0);
            new NanoAdam<>(
                            ALGEBRA,
                            w,
                            new AdamDirection<>(ALGEBRA, w, 0.9, 0.999, 1e-8, true),
                            new NanoAdam.Selection(NanoAdam.Criterion.SMALL_WEIGHTS, 0.75, 0.75, 1, 1, 1),
                            stay,
                            0)
                    .step(w, DenseTensor.vector(1, 1, 1, 1), 0.01);
            assertEquals(stay, w.get(0) == 0);
            assertEquals(stay, w.get(3) == 0);
            assertEquals(stay, w.get(2) != 2);
        }
    }

    @Test
    void momentsOfWeightsThatStayAreKeptAndNewcomersStartAtZero() {
        DenseTensor w = DenseTensor.vector(0.1, 0.2, 0.5);
        NanoAdam<DenseTensor> nano = new NanoAdam<>(
                ALGEBRA,
                w,
                new AdamDirection<>(ALGEBRA, w, 0.9, 0.999, 1e-8, false),
                new NanoAdam.Selection(NanoAdam.Criterion.SMALL_WEIGHTS, 0.67, 0.67, 1, 1, 1000),
                true,
                0);
        nano.step(w, DenseTensor.vector(1, -1, 1), 0);
        DenseTensor first = java.util.Objects.requireNonNull(nano.state().get("first-moment"));
        assertArrayEquals(new double[] {0.1, -0.1, 0}, first.data(), 1e-15);
        // The second weight outgrows the third.
        w.data()[1] = 0.9;
        nano.step(w, DenseTensor.vector(1, -1, 1), 0);
        assertArrayEquals(new double[] {0.19, 0, 0.1}, first.data(), 1e-15);
        assertArrayEquals(new double[] {1, 0, 1}, nano.chosen().data());
    }

    @Test
    void aFullChoiceIsAdam() {
        DenseTensor w = random(51, 4, 3);
        DenseTensor v = copy(w);
        Optimizer<DenseTensor> adam = descent(w, new AdamDirection<>(ALGEBRA, w, 0.9, 0.999, 1e-8, true));
        Optimizer<DenseTensor> nano = new NanoAdam<>(
                ALGEBRA,
                v,
                new AdamDirection<>(ALGEBRA, v, 0.9, 0.999, 1e-8, true),
                new NanoAdam.Selection(NanoAdam.Criterion.SMALL_WEIGHTS, 1, 1, 1, 7, 7),
                false,
                0);
        for (int k = 0; k < 30; k++) {
            adam.step(w, random(k, 4, 3), 0.01);
            nano.step(v, random(k, 4, 3), 0.01);
            assertArrayEquals(w.data(), v.data());
        }
    }

    /** m² − w² shrinks by exactly 1 − η²g² in a step, or (1 − ηλ)² − η²g² with the penalty ½λ(‖m‖² + ‖w‖²). */
    @Test
    void theImbalanceShrinksByItsExactFactorAndAResetRestoresIt() {
        DenseTensor theta = DenseTensor.vector(0.5, -0.3, 0);
        ProductOptimizer<DenseTensor> product =
                new ProductOptimizer<>(ALGEBRA, theta, f -> descent(f, new Raw<>(ALGEBRA)), 1, 10);
        double eta = 0.2;
        double[] beta = {1, 1, 1};
        SeededRandom random = new SeededRandom(6, "noise");
        for (int k = 1; k <= 10; k++) {
            double penalty = k <= 5 ? 0 : 0.25;
            product.setPenalty(penalty);
            double[] g = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            product.step(theta, DenseTensor.vector(g.clone()), eta);
            for (int i = 0; i < 3; i++) {
                double keep = 1 - 2 * eta * penalty;
                beta[i] *= keep * keep - eta * eta * g[i] * g[i];
                double m = product.m().get(i);
                double w = product.w().get(i);
                assertEquals(theta.get(i), m * w, 1e-14);
                assertEquals(k == 10 ? 1 : beta[i], m * m - w * w, 1e-12, "weight " + i + " step " + k);
                assertTrue(k != 10 || (m > 0 && Math.signum(w) == Math.signum(theta.get(i))));
            }
        }
    }

    /** θ̇ = −√(4θ² + β²)·∇f in the limit of small steps. */
    @Test
    void aSmallStepOfTheProductSeesItsMetric() {
        double beta = 0.7;
        DenseTensor theta = DenseTensor.vector(0.4, 0, -2);
        double[] before = theta.data().clone();
        new ProductOptimizer<>(ALGEBRA, theta, f -> descent(f, new Raw<>(ALGEBRA)), beta, 0)
                .step(theta, DenseTensor.vector(1, 1, 1), 1e-7);
        for (int i = 0; i < 3; i++) {
            double metric = Math.hypot(2 * before[i], beta);
            assertEquals(-metric, (theta.get(i) - before[i]) / 1e-7, 1e-6);
        }
    }

    @Test
    void withoutImbalanceASignNeverChanges() {
        DenseTensor theta = DenseTensor.vector(0.5, 0);
        ProductOptimizer<DenseTensor> locked =
                new ProductOptimizer<>(ALGEBRA, theta, f -> descent(f, new Raw<>(ALGEBRA)), 0, 0);
        for (int k = 0; k < 300; k++) {
            locked.step(theta, DenseTensor.vector(1, 1), 0.05);
            assertTrue(theta.get(0) > 0);
            assertEquals(0, theta.get(1));
        }
        DenseTensor free = DenseTensor.vector(0.5, 0);
        ProductOptimizer<DenseTensor> moving =
                new ProductOptimizer<>(ALGEBRA, free, f -> descent(f, new Raw<>(ALGEBRA)), 1, 0);
        for (int k = 0; k < 30; k++) {
            moving.step(free, DenseTensor.vector(1, 1), 0.05);
        }
        assertTrue(free.get(0) < 0 && free.get(1) < 0);
    }

    @Test
    void aProductUnderAMaskGrowsFromMAtTheRootOfBeta() {
        DenseTensor theta = DenseTensor.vector(0.5, 0.4, 0.3, 0.2);
        ProductOptimizer<DenseTensor> product =
                new ProductOptimizer<>(ALGEBRA, theta, f -> descent(f, new Raw<>(ALGEBRA)), 4, 0);
        product.maskChanged(DenseTensor.vector(1, 1, 0, 0));
        assertEquals(0, product.m().get(2));
        assertEquals(0, product.w().get(3));
        product.maskChanged(DenseTensor.vector(1, 0, 1, 0));
        assertEquals(2, product.m().get(2), 1e-15);
        assertEquals(0, product.w().get(2));
        assertEquals(0, product.m().get(1));
    }

    @Test
    void theControllerTightensOnlyWhileItMay() {
        SparsityController controller = new SparsityController(1, 2, 3, 4);
        assertEquals(2, controller.epoch(5, 10));
        assertEquals(4, controller.epoch(5, 10), "not worse");
        assertEquals(2, controller.epoch(6, 10), "worse");
        assertEquals(1, controller.epoch(1, 2.9), "sparse enough");
        assertEquals(0.5, controller.epoch(0.5, 10), "the second half");
        SparsityController resumed = new SparsityController(9, 2, 3, 4);
        resumed.restore(controller.save());
        assertEquals(controller.epoch(0.1, 10), resumed.epoch(0.1, 10));
    }

    @Test
    void clippingShortensWithoutTurning() {
        DenseTensor g = DenseTensor.vector(3, 4);
        new GradientClip<>(ALGEBRA, 1).clip(g);
        assertArrayEquals(new double[] {0.6, 0.8}, g.data(), 1e-15);
        new GradientClip<>(ALGEBRA, 2).clip(g);
        assertArrayEquals(new double[] {0.6, 0.8}, g.data(), 1e-15);
    }

    @Test
    void impossibleSettingsAreNamed() {
        DenseTensor w = DenseTensor.vector(1, 2);
        assertMessage("momentum", "1.0", () -> new MomentumDirection<>(ALGEBRA, w, 1, false));
        assertMessage("beta2", "-0.1", () -> new AdamDirection<>(ALGEBRA, w, 0.9, -0.1, 1e-8, true));
        assertMessage("epsilon", "0", () -> new AdamDirection<>(ALGEBRA, w, 0.9, 0.9, 0, true));
        assertMessage("q", "3.0", () -> new PowerDirection<>(ALGEBRA, w, 3, 0, false));
        assertMessage("alpha", "-1.0", () -> exponential(w, HyperbolicStep.Coupling.RAW, -1, 0));
        assertMessage("sparsity", "1.0", () -> new MaskSchedule(MaskSchedule.Kind.SET, 1, 1, 1, 0));
        assertMessage("densities", "0.0", () -> new NanoAdam.Selection(NanoAdam.Criterion.RANDOM, 0, 1, 1, 1, 1));
        assertFalse(new Raw<DenseTensor>(ALGEBRA).counters().length > 0);
    }

    private static void assertMessage(String name, String value, org.junit.jupiter.api.function.Executable make) {
        String message = assertThrows(IllegalArgumentException.class, make).getMessage();
        assertTrue(message.contains(name) && message.contains(value), message);
    }
}
