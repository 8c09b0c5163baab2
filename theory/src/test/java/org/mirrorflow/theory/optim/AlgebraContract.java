package org.mirrorflow.theory.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * What every algebra must do, so that an optimizer moves an array and a tensor alike. A module with an algebra of its own
 * extends this suite.
 */
public abstract class AlgebraContract<T> {

    /** The algebra under test. */
    protected abstract Algebra<T> algebra();

    /** A matrix with those entries, by rows. */
    protected abstract T matrix(int rows, int columns, double... values);

    /** Rounding that is granted to transcendental functions, relative. */
    protected double rounding() {
        return 1e-15;
    }

    private T vector(double... values) {
        return matrix(values.length, 1, values);
    }

    private void assertEntries(T actual, double... expected) {
        double[] values = algebra().values(actual);
        assertEquals(expected.length, values.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], values[i], rounding() * Math.abs(expected[i]), "entry " + i);
        }
    }

    @Test
    void zerosLikeIsAFreshZeroOfTheSameShape() {
        T shape = matrix(3, 2, 1, Double.NaN, -3, 4, 5, 6);
        T zeros = algebra().zerosLike(shape);
        assertNotSame(shape, zeros);
        assertArrayEquals(new double[6], algebra().values(zeros));
        assertEquals(3, algebra().rows(zeros));
        assertArrayEquals(new double[] {1, Double.NaN, -3, 4, 5, 6}, algebra().values(shape));
        T square = algebra().zeros(2, 2, shape);
        assertEquals(4, algebra().size(square));
        assertEquals(2, algebra().rows(square));
    }

    @Test
    void valuesAndAssignAreInverse() {
        T x = matrix(2, 2, 1, 2, 3, 4);
        double[] values = algebra().values(x);
        values[0] = 9;
        assertEntries(x, 1, 2, 3, 4);
        algebra().assign(values, x);
        assertEntries(x, 9, 2, 3, 4);
        assertThrows(RuntimeException.class, () -> algebra().assign(new double[3], x));
    }

    @Test
    void linearOperationsWriteToTheLastArgumentOnly() {
        T x = vector(1, -2, 3);
        T y = vector(10, 20, 30);
        algebra().addScaled(0.5, x, y);
        assertEntries(y, 10.5, 19, 31.5);
        algebra().combine(2, x, 0.5, y);
        assertEntries(y, 7.25, 5.5, 21.75);
        algebra().multiply(x, y);
        assertEntries(y, 7.25, -11, 65.25);
        algebra().addProduct(2, x, x, y);
        assertEntries(y, 9.25, -3, 83.25);
        T z = vector(0, 0, 0);
        algebra().divide(y, x, z);
        assertEntries(z, 9.25, 1.5, 27.75);
        algebra().copy(x, z);
        algebra().scale(-2, z);
        algebra().add(1, z);
        assertEntries(z, -1, 5, -5);
        assertEntries(x, 1, -2, 3);
        algebra().fill(7, z);
        assertEntries(z, 7, 7, 7);
    }

    @Test
    void anInputMayBeTheOutput() {
        T x = vector(1, -2);
        algebra().addScaled(3, x, x);
        assertEntries(x, 4, -8);
        algebra().combine(1, x, -2, x);
        assertEntries(x, -4, 8);
        algebra().multiply(x, x);
        assertEntries(x, 16, 64);
        algebra().sqrt(x, x);
        assertEntries(x, 4, 8);
        algebra().addProduct(1, x, x, x);
        assertEntries(x, 20, 72);
        algebra().divide(x, x, x);
        assertEntries(x, 1, 1);
    }

    @Test
    void functionsActEntryByEntry() {
        double[] values = {-3, -1e-9, 0, 1e-300, 0.5, 20};
        T x = vector(values);
        T y = algebra().zerosLike(x);
        algebra().sign(x, y);
        assertEntries(y, -1, -1, 0, 1, 1, 1);
        algebra().abs(x, y);
        assertEntries(y, 3, 1e-9, 0, 1e-300, 0.5, 20);
        algebra().exp(x, y);
        assertEntries(y, Math.exp(-3), Math.exp(-1e-9), 1, 1, Math.exp(0.5), Math.exp(20));
        algebra().sinh(x, y);
        assertEntries(y, Math.sinh(-3), -1e-9, 0, 1e-300, Math.sinh(0.5), Math.sinh(20));
        algebra().asinh(y, y);
        assertEntries(y, values);
        algebra().power(0.5, x, y);
        assertEntries(y, -Math.sqrt(3), -Math.sqrt(1e-9), 0, 1e-150, Math.sqrt(0.5), Math.sqrt(20));
        algebra().power(0, x, y);
        assertEntries(y, -1, -1, 0, 1, 1, 1);
        algebra().copy(x, y);
        algebra().clip(-2, 0.25, y);
        assertEntries(y, -2, -1e-9, 0, 1e-300, 0.25, 0.25);
        assertEntries(x, values);
    }

    @Test
    void asinhKeepsSmallAndLargeNumbers() {
        T x = vector(-1e-200, 3e-8, 1e150, -1e300);
        algebra().asinh(x, x);
        assertEntries(x, -1e-200, 3e-8, 345.38776394910684 + Math.log(2), -(690.7755278982137 + Math.log(2)));
    }

    @Test
    void reductions() {
        T x = vector(1, -2, 0, 3);
        assertEquals(1 + 4 + 9, algebra().dot(x, x));
        assertEquals(Math.sqrt(14), algebra().norm(x), 1e-15);
        assertEquals(2, algebra().sum(x));
        assertEquals(6, algebra().absSum(x));
        assertEquals(3, algebra().absMax(x));
        assertEquals(3, algebra().nonZeros(x));
        assertEquals(1 * 4 - 2 * 5 + 3 * 6, algebra().dot(vector(1, -2, 3), vector(4, 5, 6)));
    }

    @Test
    void masks() {
        T mask = vector(9, 9, 9, 9, 9, 9);
        T x = vector(0.5, -0.5, 0, 2, -0.1, 0.5);
        algebra().nonZero(x, mask);
        assertEntries(mask, 1, 1, 0, 1, 1, 1);
        algebra().less(x, vector(0, 0, 1, 1, 1, 1), mask);
        assertEntries(mask, 0, 1, 1, 0, 1, 1);
        algebra().smallest(2, x, mask);
        assertEntries(mask, 1, 0, 0, 0, 1, 0);
        algebra().smallest(3, x, mask);
        assertEntries(mask, 1, 1, 0, 0, 1, 0);
        algebra().smallest(99, x, mask);
        assertEntries(mask, 1, 1, 0, 1, 1, 1);
        algebra().smallest(0, x, mask);
        assertEntries(mask, 0, 0, 0, 0, 0, 0);
        algebra().largest(3, x, mask);
        assertEntries(mask, 1, 1, 0, 1, 0, 0);
        algebra().largest(1, x, x);
        assertEntries(x, 0, 0, 0, 1, 0, 0);
    }

    /** Against sorting, with many equal magnitudes. */
    @Test
    void theSmallestAreThoseThatSortingPutsFirst() {
        SeededRandom random = new SeededRandom(4, "order");
        for (int trial = 0; trial < 200; trial++) {
            double[] values = new double[1 + random.nextInt(60)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (random.nextInt(9) - 4) / 2.0;
            }
            Integer[] order = new Integer[values.length];
            Arrays.setAll(order, i -> i);
            int k = random.nextInt(values.length + 1);
            for (boolean small : List.of(true, false)) {
                int side = small ? 1 : -1;
                Arrays.sort(order, (a, b) -> {
                    int bySize = Double.compare(side * Math.abs(values[a]), side * Math.abs(values[b]));
                    return bySize != 0 ? bySize : Integer.compare(a, b);
                });
                double[] expected = new double[values.length];
                int left = k;
                for (int index : order) {
                    if (values[index] != 0 && left-- > 0) {
                        expected[index] = 1;
                    }
                }
                T mask = vector(values);
                if (small) {
                    algebra().smallest(k, vector(values), mask);
                } else {
                    algebra().largest(k, vector(values), mask);
                }
                assertArrayEquals(expected, algebra().values(mask), Arrays.toString(values) + " k = " + k);
            }
        }
    }

    @Test
    void rows() {
        T x = matrix(2, 3, 1, 2, 3, 4, 5, 6);
        T sums = algebra().zeros(2, 1, x);
        algebra().rowSums(x, sums);
        assertEntries(sums, 6, 15);
        algebra().scaleRows(vector(2, -1), x);
        assertEntries(x, 2, 4, 6, -4, -5, -6);
        assertThrows(RuntimeException.class, () -> algebra().scaleRows(vector(1, 2, 3), x));
    }

    @Test
    void products() {
        T a = matrix(2, 3, 1, 2, 3, 4, 5, 6);
        T b = matrix(3, 2, 1, 0, 2, 1, -1, 3);
        T out = algebra().zeros(2, 2, a);
        algebra().product(a, false, b, false, out);
        assertEntries(out, 2, 11, 8, 23);
        algebra().product(b, true, a, true, out);
        assertEntries(out, 2, 8, 11, 23);
        algebra().product(a, false, a, true, out);
        assertEntries(out, 14, 32, 32, 77);
        algebra().product(b, true, b, false, out);
        assertEntries(out, 6, -1, -1, 10);
        assertThrows(RuntimeException.class, () -> algebra().product(a, false, a, false, out));
    }

    @Test
    void shapesThatDifferAreNamed() {
        T two = vector(1, 2);
        T three = vector(1, 2, 3);
        for (RuntimeException e : List.of(
                assertThrows(RuntimeException.class, () -> algebra().addScaled(1, two, three)),
                assertThrows(RuntimeException.class, () -> algebra().multiply(two, three)),
                assertThrows(RuntimeException.class, () -> algebra().copy(two, three)),
                assertThrows(RuntimeException.class, () -> algebra().smallest(1, two, three)),
                assertThrows(RuntimeException.class, () -> algebra().dot(three, two)))) {
            assertEquals(true, e.getMessage().contains("2") && e.getMessage().contains("3"), e.getMessage());
        }
    }

    /** One optimizer on a small problem, step by step against numbers computed without the algebra. */
    @Test
    void anOptimizerMovesItAsItsFormulaSays() {
        T theta = vector(0.7, -0.4);
        Algebra<T> algebra = algebra();
        Optimizer<T> ham = new Composite<>(
                algebra,
                theta,
                new Raw<>(algebra),
                new Descend<>(algebra)
                        .then(new HyperbolicStep<>(
                                algebra,
                                theta,
                                HyperbolicStep.Form.EXPONENTIAL,
                                HyperbolicStep.Coupling.RAW,
                                4,
                                0.3,
                                1)));
        ham.step(theta, vector(0.9, 0.5), 0.1);
        assertEntries(
                theta,
                (0.7 - 0.1 * 0.9) * Math.exp(-0.1 * (4 * 0.9 + 0.3)),
                (-0.4 - 0.1 * 0.5) * Math.exp(-0.1 * (-4 * 0.5 + 0.3)));
    }
}
