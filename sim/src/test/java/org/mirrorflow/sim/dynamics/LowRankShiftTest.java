package org.mirrorflow.sim.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.mirror.DeepDiagonalPotential;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.PowerPotential;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

class LowRankShiftTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 6", "3, 7", "7, 3", "5, 8", "13, 21", "40, 41"})
    void solvesAsADenseFactorisationDoes(int n, int d) {
        Random random = new Random(100 * n + d);
        DMatrixRMaj z = RandomMatrices_DDRM.rectangle(n, d, -1, 1, random);
        LowRankShift shift = new LowRankShift(z);
        for (double s : new double[] {0.01, 1, 300}) {
            double[] diagonal = random.doubles(d, 0, 2).toArray();
            diagonal[0] = 0;
            double[] b = random.doubles(d, -1, 1).toArray();
            DMatrixRMaj gram = new DMatrixRMaj(d, d);
            CommonOps_DDRM.multInner(z, gram);
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    gram.data[i * d + j] = gram.data[i * d + j] * diagonal[j] + (i == j ? s : 0);
                }
            }
            DMatrixRMaj expected = new DMatrixRMaj(d, 1);
            assertTrue(CommonOps_DDRM.solve(gram, new DMatrixRMaj(d, 1, true, b), expected));
            double[] x = new double[d];
            shift.scale(diagonal);
            assertTrue(shift.factor(s));
            shift.solve(b, x);
            assertArrayEquals(expected.data, x, 1e-10 / Math.min(1, s), "s = " + s);
            shift.solve(b, b);
            assertArrayEquals(x, b, "in place, s = " + s);
        }
    }

    static Stream<Arguments> potentials() {
        return Stream.of(
                Arguments.of(Named.<ScalarPotential>of("hyperbolic entropy", new HyperbolicEntropy(0.02))),
                Arguments.of(Named.<ScalarPotential>of("depth 3", DeepDiagonalPotential.balanced(3, 0.4))),
                Arguments.of(Named.<ScalarPotential>of("p = 1.5", new PowerPotential(1.5))));
    }

    @ParameterizedTest
    @MethodSource("potentials")
    void theDualSystemSolvesWithItsOwnJacobian(ScalarPotential potential) {
        int d = 5;
        Random random = new Random(1);
        LinearRegression problem = new LinearRegression(
                RandomMatrices_DDRM.rectangle(3, d, -1, 1, random), new double[] {1, -1, 0.5}, List.of(), null, "");
        DualSystem system = new DualSystem(problem, SeparableMirrorMap.uniform(potential, d), 1e-9);
        double[] eta = random.doubles(d, -0.6, 0.6).toArray();
        double[] b = random.doubles(d, -1, 1).toArray();
        double[] x = new double[d];
        double s = 0.7;
        system.linearise(eta);
        assertTrue(system.factor(s));
        system.solve(b, x);
        // (s·I − J) x = b with Jx by a central difference of the rate.
        double h = 1e-5;
        double[] ahead = eta.clone();
        double[] behind = eta.clone();
        for (int i = 0; i < d; i++) {
            ahead[i] += h * x[i];
            behind[i] -= h * x[i];
        }
        double[] rateAhead = new double[d];
        double[] rateBehind = new double[d];
        system.rate(ahead, rateAhead);
        system.rate(behind, rateBehind);
        for (int i = 0; i < d; i++) {
            double jx = (rateAhead[i] - rateBehind[i]) / (2 * h);
            assertEquals(b[i], s * x[i] - jx, 2e-8 * Math.max(1, Math.abs(jx)));
        }
    }
}
