package org.mirrorflow.theory.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.theory.weights.SeededRandom;

/** Densities by the rule of Erdős and Rényi, solved by hand and by bisection. */
class ErdosRenyiDensitiesTest {

    /** n·raw is n_in + n_out: ε = 0.1 · 5376/(112 + 96). */
    @Test
    void withoutCapOrFloorDensitiesAreProportional() {
        double epsilon = 537.6 / 208;
        assertArrayEquals(
                new double[] {epsilon * 112 / 3072, epsilon * 96 / 2304},
                ErdosRenyiDensities.of(new int[] {48, 48}, new int[] {64, 48}, 0.9),
                1e-15);
    }

    /** The small layer would have density 12; it is dense, and the large one has what is left: (5008 − 16)/10⁴. */
    @Test
    void aCappedLayerGivesTheRestToTheOthers() {
        assertArrayEquals(
                new double[] {0.4992, 1}, ErdosRenyiDensities.of(new int[] {100, 4}, new int[] {100, 4}, 0.5), 1e-15);
    }

    /** Neurons of ten inputs keep two, 2000 of 3000 live weights; the rest goes to the layer of wide neurons. */
    @Test
    void aLayerAtItsFloorTakesFromTheOthers() {
        int[] outputs = {1000, 10};
        int[] inputs = {10, 1000};
        assertArrayEquals(new double[] {0.2, 0.1}, ErdosRenyiDensities.of(outputs, inputs, 0.85), 1e-15);
        // Two inputs for each are 2020 of 20000 weights: a density of 0.1 cannot be had.
        assertArrayEquals(new double[] {0.2, 0.002}, ErdosRenyiDensities.of(outputs, inputs, 0.9), 1e-15);
        assertArrayEquals(new double[] {1, 1}, ErdosRenyiDensities.of(outputs, inputs, 0), 1e-15);
        assertArrayEquals(new double[] {0.25}, ErdosRenyiDensities.of(new int[] {8}, new int[] {1}, 0.75), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void bisectionFindsTheSame(long seed) {
        SeededRandom random = new SeededRandom(seed, "shapes");
        int layers = 1 + random.nextInt(6);
        int[] outputs = new int[layers];
        int[] inputs = new int[layers];
        double all = 0;
        double floor = 0;
        for (int l = 0; l < layers; l++) {
            outputs[l] = 2 + random.nextInt(60);
            inputs[l] = 2 + random.nextInt(60);
            all += outputs[l] * inputs[l];
            floor += 2 * outputs[l];
        }
        for (double sparsity : new double[] {0.05, 0.3, 0.6, 0.8, 0.9, 0.99}) {
            double target = Math.max(floor, (1 - sparsity) * all);
            double low = 0;
            double high = 1e4;
            for (int k = 0; k < 200; k++) {
                double middle = 0.5 * (low + high);
                double live = 0;
                for (double[] layer : densities(middle, outputs, inputs)) {
                    live += layer[0] * layer[1];
                }
                if (live < target) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            double[] found = ErdosRenyiDensities.of(outputs, inputs, sparsity);
            double live = 0;
            double[][] expected = densities(high, outputs, inputs);
            for (int l = 0; l < layers; l++) {
                assertEquals(expected[l][0], found[l], 1e-10, "layer " + l + " at sparsity " + sparsity);
                assertTrue(found[l] * inputs[l] >= 2 - 1e-12 && found[l] <= 1);
                live += found[l] * expected[l][1];
            }
            assertEquals(target, live, 1e-9 * all);
        }
    }

    /** Density and size of each layer. */
    private static double[][] densities(double epsilon, int[] outputs, int[] inputs) {
        double[][] all = new double[outputs.length][];
        for (int l = 0; l < all.length; l++) {
            double size = outputs[l] * inputs[l];
            double raw = (outputs[l] + inputs[l]) / size;
            all[l] = new double[] {Math.min(1, Math.max(2.0 / inputs[l], epsilon * raw)), size};
        }
        return all;
    }

    @Test
    void whatMakesNoSenseIsRefusedWithItsNumbers() {
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class, () -> ErdosRenyiDensities.of(new int[] {3}, new int[] {3, 4}, 0.5));
        assertTrue(wrong.getMessage().contains("1 and 2"), wrong.getMessage());
        assertThrows(IllegalArgumentException.class, () -> ErdosRenyiDensities.of(new int[] {3}, new int[] {3}, 1));
    }
}
