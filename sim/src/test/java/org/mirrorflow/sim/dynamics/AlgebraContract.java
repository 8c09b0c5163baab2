package org.mirrorflow.sim.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mirrorflow.theory.optim.Algebra;
import org.mirrorflow.theory.optim.GradientDescent;
import org.mirrorflow.theory.optim.HeavyBall;

/** What every algebra must do, so that an optimizer moves an array and a tensor alike. */
abstract class AlgebraContract<T> {

    abstract Algebra<T> algebra();

    abstract T vector(double... values);

    abstract double[] values(T vector);

    @Test
    void zerosLikeIsAFreshZeroOfTheSameLength() {
        T shape = vector(1, Double.NaN, -3);
        T zeros = algebra().zerosLike(shape);
        assertNotSame(shape, zeros);
        assertArrayEquals(new double[3], values(zeros));
        assertArrayEquals(new double[] {1, Double.NaN, -3}, values(shape));
    }

    @Test
    void scaleWorksInPlace() {
        T x = vector(1, -2, 0.5);
        algebra().scale(-2, x);
        assertArrayEquals(new double[] {-2, 4, -1}, values(x));
    }

    @Test
    void addScaledChangesTheLastArgumentOnly() {
        T x = vector(1, 2, 3);
        T y = vector(10, 20, 30);
        algebra().addScaled(0.5, x, y);
        assertArrayEquals(new double[] {10.5, 21, 31.5}, values(y));
        assertArrayEquals(new double[] {1, 2, 3}, values(x));
    }

    @Test
    void addScaledMayAddAVectorToItself() {
        T x = vector(1, -2);
        algebra().addScaled(3, x, x);
        assertArrayEquals(new double[] {4, -8}, values(x));
    }

    @Test
    void dotSumsTheProducts() {
        assertEquals(1 * 4 - 2 * 5 + 3 * 6, algebra().dot(vector(1, -2, 3), vector(4, 5, 6)));
        assertEquals(0, algebra().dot(vector(), vector()));
    }

    @Test
    void lengthsThatDifferAreNamed() {
        T two = vector(1, 2);
        T three = vector(1, 2, 3);
        for (RuntimeException e : List.of(
                assertThrows(RuntimeException.class, () -> algebra().addScaled(1, two, three)),
                assertThrows(RuntimeException.class, () -> algebra().dot(three, two)))) {
            assertEquals(true, e.getMessage().contains("2") && e.getMessage().contains("3"), e.getMessage());
        }
    }

    /** f(θ) = ½‖θ‖²: θ₁ = 0.9θ₀ under plain descent; the heavy ball's second step is computed by hand. */
    @Test
    void optimizersMoveItAsTheirFormulasSay() {
        T theta = vector(1, -2);
        new GradientDescent<>(algebra()).step(theta, vector(1, -2), 0.1);
        assertArrayEquals(new double[] {0.9, -1.8}, values(theta), 1e-15);
        HeavyBall<T> ball = new HeavyBall<>(algebra(), theta, 0.5);
        T phi = vector(1, -2);
        ball.step(phi, vector(1, -2), 0.1);
        assertArrayEquals(new double[] {0.9, -1.8}, values(phi), 1e-15);
        ball.step(phi, vector(0.9, -1.8), 0.1);
        assertArrayEquals(new double[] {0.9 - 0.1 * (0.5 + 0.9), -1.8 + 0.1 * (1 + 1.8)}, values(phi), 1e-15);
        assertArrayEquals(new double[] {1.4, -2.8}, values(ball.state().get(0)), 1e-15);
    }
}
