package org.mirrorflow.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Level lines of functions whose level lines are known. */
final class MarchingSquaresTest {

    private static final int N = 41;
    private static final double[] GRID =
            IntStream.range(0, N).mapToDouble(k -> -2 + 4.0 * k / (N - 1)).toArray();

    private static double[] values(DoubleBinaryOperator f) {
        return IntStream.range(0, N * N)
                .mapToDouble(k -> f.applyAsDouble(GRID[k % N], GRID[k / N]))
                .toArray();
    }

    @Test
    void aCircleIsOneClosedLine() {
        List<MarchingSquares.LevelLine> lines = MarchingSquares.lines(GRID, GRID, values((x, y) -> x * x + y * y), 1.5);

        assertEquals(1, lines.size());
        double[] xs = lines.getFirst().xs();
        double[] ys = lines.getFirst().ys();
        assertEquals(xs[0], xs[xs.length - 1]);
        assertEquals(ys[0], ys[ys.length - 1]);
        double around = 0;
        for (int k = 0; k < xs.length; k++) {
            assertEquals(Math.sqrt(1.5), Math.hypot(xs[k], ys[k]), 2e-3);
            around += k == 0 ? 0 : Math.hypot(xs[k] - xs[k - 1], ys[k] - ys[k - 1]);
        }
        assertEquals(2 * Math.PI * Math.sqrt(1.5), around, 0.02);
    }

    @Test
    void aSaddleHasTwoBranchesOnTheSideOfItsLevel() {
        for (double level : new double[] {0.31, -0.31}) {
            List<MarchingSquares.LevelLine> lines = MarchingSquares.lines(GRID, GRID, values((x, y) -> x * y), level);
            assertEquals(2, lines.size());
            for (MarchingSquares.LevelLine line : lines) {
                for (int k = 0; k < line.xs().length; k++) {
                    assertEquals(level, line.xs()[k] * line.ys()[k], 3e-3);
                }
            }
        }
        // The very square of a saddle: the mean of its corners, 0.25, tells which corners belong together.
        double[] square = {1, 0, 0, 0.0};
        double[] unit = {0, 1};
        assertEquals(1, MarchingSquares.lines(unit, unit, square, 0.5).size());
        double[] saddle = {1, 0, 0, 1};
        for (double level : new double[] {0.4, 0.6}) {
            List<MarchingSquares.LevelLine> two = MarchingSquares.lines(unit, unit, saddle, level);
            assertEquals(2, two.size());
            for (MarchingSquares.LevelLine line : two) {
                // Below the mean the ones at (0,0) and (1,1) are joined and the lines cut off the zeros, and
                // conversely.
                boolean cutsOffZero = Math.abs(line.xs()[0] + line.xs()[1] - line.ys()[0] - line.ys()[1]) > 0.5;
                assertEquals(level < 0.5, cutsOffZero);
            }
        }
    }

    @Test
    void aMissingCornerBreaksTheLine() {
        double[] values = values((x, y) -> x);
        values[20 * N + 25] = Double.NaN;

        assertEquals(
                1, MarchingSquares.lines(GRID, GRID, values((x, y) -> x), 0.47).size());
        assertEquals(2, MarchingSquares.lines(GRID, GRID, values, 0.47).size());
        assertTrue(MarchingSquares.lines(GRID, GRID, values, 9).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> MarchingSquares.lines(GRID, GRID, new double[3], 0));
    }
}
