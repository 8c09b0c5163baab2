package org.mirrorflow.theory.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GrowthTest {

    /** log₂ R(2sx)/R(sx) far out, the index by its definition. */
    private static double measured(MirrorMap map) {
        double[] x = new double[map.dimension()];
        double[] twice = new double[map.dimension()];
        Arrays.setAll(x, i -> 1e12 * (i + 1));
        Arrays.setAll(twice, i -> 2 * x[i]);
        return Math.log(map.value(twice) / map.value(x)) / Math.log(2);
    }

    private static void assertIndex(double index, MirrorMap map) {
        assertEquals(index, map.growth().orElseThrow(), map.toString());
        assertEquals(index, measured(map), 1e-9, map.toString());
    }

    @Test
    void theIndexIsThatOfTheValueWhateverTheShapeOfTheHorizon() {
        assertIndex(2, SeparableMirrorMap.uniform(new Euclidean(), 3));
        assertIndex(3, SeparableMirrorMap.uniform(new PowerPotential(3), 3));
        assertIndex(2, new SquaredPNorm(1.5, 3));
        assertIndex(2, new SquaredPNorm(4, 3));
        assertIndex(1.5, new SingularValueMap(new PowerPotential(1.5), 2, 3));
        assertTrue(SeparableMirrorMap.uniform(new LogCosh(), 3).growth().isEmpty());
    }
}
