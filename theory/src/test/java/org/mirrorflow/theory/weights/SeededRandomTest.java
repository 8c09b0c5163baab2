package org.mirrorflow.theory.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SeededRandomTest {

    @Test
    void bitsAreThoseOfSplitMix64() {
        SeededRandom random = new SeededRandom(1234567L);
        assertEquals("6457827717110365317", Long.toUnsignedString(random.nextLong()));
        assertEquals("3203168211198807973", Long.toUnsignedString(random.nextLong()));
        assertEquals("9817491932198370423", Long.toUnsignedString(random.nextLong()));
        SplittableRandom reference = new SplittableRandom(-77L);
        SeededRandom ours = new SeededRandom(-77L);
        for (int i = 0; i < 1000; i++) {
            assertEquals(reference.nextLong(), ours.nextLong());
        }
    }

    @Test
    void gaussiansHaveTheMomentsAndTailsOfTheNormalDistribution() {
        SeededRandom random = new SeededRandom(5L, "moments");
        int n = 400_000;
        double mean = 0;
        double square = 0;
        double fourth = 0;
        int beyondTwo = 0;
        for (int i = 0; i < n; i++) {
            double g = random.nextGaussian();
            mean += g / n;
            square += g * g / n;
            fourth += g * g * g * g / n;
            beyondTwo += Math.abs(g) > 2 ? 1 : 0;
        }
        // Bounds are five standard errors: var(g) = 1, var(g²) = 2, var(g⁴) = 96, P(|g| > 2) = 0.0455.
        assertEquals(0.0, mean, 5 / Math.sqrt(n));
        assertEquals(1.0, square, 5 * Math.sqrt(2.0 / n));
        assertEquals(3.0, fourth, 5 * Math.sqrt(96.0 / n));
        assertEquals(0.0455003, beyondTwo / (double) n, 5 * Math.sqrt(0.0455 * 0.9545 / n));
    }

    @Test
    void firstGaussiansOfASeedStayWhatTheyAre() {
        SeededRandom bits = new SeededRandom(42L);
        double u;
        double v;
        double s;
        do {
            u = 2 * ((bits.nextLong() >>> 11) / 9007199254740992.0) - 1;
            v = 2 * ((bits.nextLong() >>> 11) / 9007199254740992.0) - 1;
            s = u * u + v * v;
        } while (s >= 1);
        SeededRandom random = new SeededRandom(42L);
        assertEquals(u * StrictMath.sqrt(-2 * StrictMath.log(s) / s), random.nextGaussian());
        assertEquals(v * StrictMath.sqrt(-2 * StrictMath.log(s) / s), random.nextGaussian());
    }

    @Test
    void streamsOfOneSeedDifferAndRepeat() {
        long features = new SeededRandom(1, "features").nextLong();
        assertEquals(features, new SeededRandom(1, "features").nextLong());
        assertNotEquals(features, new SeededRandom(1, "noise").nextLong());
        assertNotEquals(features, new SeededRandom(2, "features").nextLong());
    }

    @Test
    void subsetsAreUniform() {
        int[] counts = new int[7];
        int trials = 14_000;
        SeededRandom random = new SeededRandom(3, "subset");
        for (int trial = 0; trial < trials; trial++) {
            int[] chosen = random.subset(3, 7);
            assertEquals(3, chosen.length);
            assertTrue(chosen[0] < chosen[1] && chosen[1] < chosen[2]);
            for (int i : chosen) {
                counts[i]++;
            }
        }
        double p = 3.0 / 7.0;
        for (int count : counts) {
            assertEquals(trials * p, count, 5 * Math.sqrt(trials * p * (1 - p)));
        }
        assertArrayEquals(new int[] {0, 1, 2}, random.subset(3, 3));
        assertThrows(IllegalArgumentException.class, () -> random.subset(4, 3));
    }
}
