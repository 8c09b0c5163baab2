package org.mirrorflow.bridge.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.bridge.torch.TorchAlgebra;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Algebra;
import org.mirrorflow.theory.optim.DenseAlgebra;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.MaskSchedule;
import org.mirrorflow.theory.optim.Optimizer;
import org.mirrorflow.theory.weights.SeededRandom;

/** Every optimizer moves an array and a tensor of libtorch along the same path. */
final class OptimizerBuilderTest {

    private static final int ROWS = 6;
    private static final int COLUMNS = 8;
    private static final int STEPS = 60;

    /** A trajectory of a least-squares problem of a matrix and a vector, and the state it ends with. */
    private static <T> List<double[]> trajectory(
            Algebra<T> algebra,
            java.util.function.Function<double[][], T> tensor,
            String kind,
            Map<String, ?> given,
            String mask) {
        Settings settings = Settings.of(OptimizerKinds.parameters(kind), given);
        OptimizerBuilder<T> builder = new OptimizerBuilder<>(algebra, kind, settings, 7);
        SeededRandom random = new SeededRandom(3, "problem");
        double[][] start = new double[ROWS][COLUMNS];
        double[][] target = new double[ROWS][COLUMNS];
        double[][] curvature = new double[ROWS][COLUMNS];
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                start[i][j] = random.nextGaussian();
                target[i][j] = random.nextGaussian();
                curvature[i][j] = 0.2 + random.nextDouble();
            }
        }
        T weights = tensor.apply(start);
        T shifts = tensor.apply(new double[][] {{0.4}, {-0.3}, {0.2}});
        MaskSchedule schedule = mask.isEmpty()
                ? null
                : new MaskSchedule(MaskSchedule.Kind.of(mask), 0.5, 7, 50, 0.3, kind.equals("sparse-opt") ? 2 : 0);
        List<Optimizer<T>> optimizers = List.of(
                builder.build(new Part<>(0, weights, true, true, schedule, null)),
                builder.build(new Part<>(1, shifts, false, false)));
        List<double[]> path = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            builder.setDecay(step < STEPS / 2 ? 0.05 : 0);
            double[] at = algebra.values(weights);
            double[] slope = new double[at.length];
            for (int i = 0; i < at.length; i++) {
                slope[i] = curvature[i / COLUMNS][i % COLUMNS] * (at[i] - target[i / COLUMNS][i % COLUMNS]);
            }
            T gradient = algebra.zerosLike(weights);
            algebra.assign(slope, gradient);
            optimizers.get(0).step(weights, gradient, 0.02);
            T shiftGradient = algebra.zerosLike(shifts);
            algebra.copy(shifts, shiftGradient);
            optimizers.get(1).step(shifts, shiftGradient, 0.02);
            path.add(algebra.values(weights));
            path.add(algebra.values(shifts));
        }
        optimizers.get(0).state().values().forEach(memory -> path.add(algebra.values(memory)));
        return path;
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "sgd, momentum=0.9, ''",
        "sgd, momentum=0.9 nesterov=yes, rigl",
        "sign-descent, average=0.9, ''",
        "sign-descent, exponent=1.5 normalised=yes decay-coupling=coupled, ''",
        "adam, , ''",
        "adamw, , gradual-magnitude",
        "lion, , ''",
        "muon, , ''",
        "ham, momentum=0.9 alpha=5 beta=0.1, set",
        "horst, alpha=5, ''",
        "horst, order=AH alpha=5 beta=0.1, magnitude",
        "horst, form=entropy gamma=0.1, ''",
        "horst, base=lion coupling=raw, ''",
        "hyperbolic, alpha=3 gamma=0.5, ''",
        "hyperbolic, form=exponential alpha=3, random",
        "sam, base=adamw, ''",
        "sparse-opt, momentum=0.9, rigl",
        "sparse-opt, base=ham exponent=1 renormalised=yes grow-by=corrected alpha=2, rigl",
        "nano-adam, density=0.4 last-density=0.1 density-steps=40 choice-interval=5, ''",
        "nano-adam, criterion=random density=0.3, ''",
        "sign-in, momentum=0.5 reset-interval=9, set",
        "continuous-sparsification, penalty=0.01, ''"
    })
    void isTheSameRuleOnBothAlgebras(String kind, String words, String mask) {
        Map<String, Object> given = new HashMap<>();
        for (String word : words == null ? new String[0] : words.split(" ")) {
            String value = word.substring(word.indexOf('=') + 1);
            given.put(
                    word.substring(0, word.indexOf('=')),
                    !value.matches("[-0-9.]+")
                            ? value
                            : value.contains(".") ? (Object) Double.valueOf(value) : Long.valueOf(value));
        }
        List<double[]> dense = trajectory(
                new DenseAlgebra(),
                rows -> DenseTensor.matrix(rows.length, rows[0].length, flat(rows)),
                kind,
                given,
                mask);
        List<double[]> torch;
        try (PointerScope _ = new PointerScope();
                TorchAlgebra algebra = new TorchAlgebra()) {
            torch = trajectory(
                    algebra, rows -> AbstractTensor.create(flat(rows), rows.length, rows[0].length), kind, given, mask);
        }
        assertEquals(dense.size(), torch.size());
        for (int i = 0; i < dense.size(); i++) {
            double[] a = dense.get(i);
            double[] b = torch.get(i);
            for (int j = 0; j < a.length; j++) {
                assertEquals(a[j], b[j], 1e-10 * Math.max(1, Math.abs(a[j])), "record " + i + ", entry " + j);
            }
        }
        // It moved, to finite places.
        assertTrue(Math.abs(dense.get(0)[0] - dense.get(2 * STEPS - 2)[0]) > 1e-12 || !mask.isEmpty());
        assertTrue(Arrays.stream(dense.get(2 * STEPS - 2)).allMatch(Double::isFinite));
    }

    @Test
    void everyKindHasSettingsAndOthersAreRefused() {
        for (String id : OptimizerKinds.ids()) {
            assertTrue(OptimizerKinds.parameters(id).stream().anyMatch(p -> p.id().equals("step-size")), id);
        }
        InvalidSettingException e =
                assertThrows(InvalidSettingException.class, () -> OptimizerKinds.parameters("adamv"));
        assertTrue(e.getMessage().contains("adamw") || e.getMessage().contains("adam"), e.getMessage());
    }

    @Test
    void adjustableSettingsTakeEffect() {
        DenseAlgebra algebra = new DenseAlgebra();
        Settings settings = Settings.of(OptimizerKinds.parameters("sgd"), Map.of("momentum", 0.5));
        OptimizerBuilder<DenseTensor> builder = new OptimizerBuilder<>(algebra, "sgd", settings, 1);
        DenseTensor theta = DenseTensor.vector(1);
        Optimizer<DenseTensor> optimizer = builder.build(new Part<>(0, theta, true, false));
        optimizer.step(theta, DenseTensor.vector(1), 0.1);
        builder.adjust(Settings.of(OptimizerKinds.parameters("sgd"), Map.of("momentum", 0.0)));
        optimizer.step(theta, DenseTensor.vector(1), 0.1);
        assertEquals(0.8, theta.get(0), 1e-15);
    }
}
