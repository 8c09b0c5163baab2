package org.mirrorflow.theory.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;

/** The algebra of arrays, on views that start in the middle of one. */
class DenseAlgebraTest extends AlgebraContract<DenseTensor> {

    @Override
    protected Algebra<DenseTensor> algebra() {
        return new DenseAlgebra();
    }

    @Override
    protected DenseTensor matrix(int rows, int columns, double... values) {
        double[] data = new double[values.length + 5];
        java.util.Arrays.fill(data, Double.NaN);
        System.arraycopy(values, 0, data, 3, values.length);
        return new DenseTensor(data, 3, rows, columns);
    }

    @Test
    void viewsOfALayoutShareTheArray() {
        double[] data = {1, 2, 3, 4, 5, 6, 7};
        List<DenseTensor> blocks = DenseTensor.blocks(Layout.of(new Block("W", 2, 2), new Block("b", 3, 1)), data);
        algebra().scale(10, blocks.get(1));
        assertArrayEquals(new double[] {1, 2, 3, 4, 50, 60, 70}, data);
        assertEquals(2, blocks.get(0).columns());
        String message = assertThrows(IllegalArgumentException.class, () -> DenseTensor.blocks(Layout.vector(6), data))
                .getMessage();
        assertEquals(true, message.contains("7") && message.contains("w 6"), message);
    }

    @Test
    void aViewThatDoesNotFitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DenseTensor(new double[5], 2, 2, 2));
        assertThrows(IllegalArgumentException.class, () -> DenseTensor.matrix(2, 2, 1, 2, 3));
    }
}
