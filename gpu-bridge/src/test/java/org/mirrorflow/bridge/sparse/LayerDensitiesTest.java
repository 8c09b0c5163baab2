package org.mirrorflow.bridge.sparse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LayerDensitiesTest {

    private static final List<long[]> SHAPES = List.of(
            new long[] {16, 1, 3, 3}, new long[] {16, 16, 3, 3}, new long[] {64, 32, 3, 3}, new long[] {40, 100});

    @ParameterizedTest
    @ValueSource(strings = {"uniform", "erdos-renyi", "erdos-renyi-kernel"})
    void layersTogetherAreAsDenseAsAsked(String distribution) {
        for (double sparsity : new double[] {0, 0.5, 0.9}) {
            double[] densities = LayerDensities.of(distribution, SHAPES, sparsity);
            double live = 0;
            double all = 0;
            for (int l = 0; l < densities.length; l++) {
                double size = Arrays.stream(SHAPES.get(l)).reduce(1, (a, b) -> a * b);
                live += densities[l] * size;
                all += size;
                assertTrue(densities[l] > 0 && densities[l] <= 1, Arrays.toString(densities));
            }
            assertEquals(1 - sparsity, live / all, 1e-9);
        }
    }

    @Test
    void largeLayersAreSparserWithKernels() {
        double[] densities = LayerDensities.of("erdos-renyi-kernel", SHAPES, 0.9);
        // Densities are in the ratio of (n_in + n_out + h + w)/(n_in n_out h w) where they are not capped.
        assertEquals(
                (32 + 64 + 6) / (32.0 * 64 * 9) / ((16 + 16 + 6) / (16.0 * 16 * 9)),
                densities[2] / densities[1],
                1e-12);
        assertEquals(1, densities[0]);
        assertThrows(IllegalArgumentException.class, () -> LayerDensities.of("ring", SHAPES, 0.5));
    }
}
