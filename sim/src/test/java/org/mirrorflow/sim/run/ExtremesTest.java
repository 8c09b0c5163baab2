package org.mirrorflow.sim.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A long record and its outline look the same: no extreme of any column is lost, and gaps stay gaps. */
class ExtremesTest {

    private static final int ROWS = 300_000;

    /** A trembling column, one with a gap, one without any number; and a weight. */
    private static void add(Recorder recorder, Random random, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean gap = i >= 100_010 && i < 100_020;
            recorder.add(
                    new Clocks(i, 0.1 * i, 0.1 * i, Math.log(0.1 * i), 0),
                    new double[] {random.nextGaussian(), gap ? Double.NaN : -i, Double.NaN},
                    new double[] {random.nextGaussian() / (1 + i)},
                    new double[0]);
        }
    }

    private static Recorder recorder() {
        return new Recorder(List.of("trembles", "has a gap", "never"), 2 * ROWS);
    }

    private static double[] range(double[] values, int from, int to) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        return new double[] {low, high};
    }

    @Test
    void everyStretchKeepsItsExtremes() {
        Recorder recorder = recorder();
        Random random = new Random(3);
        add(recorder, random, 0, ROWS);
        History whole = recorder.snapshot();
        History.Outline outline = whole.outline(123_457, 0, 0);
        History rows = outline.history();

        assertTrue(rows.size() < ROWS / 10, rows.size() + " rows");
        assertEquals(123_457, rows.step(outline.row()), "the row that was to be kept");
        assertEquals(0, rows.step(0));
        assertEquals(ROWS - 1, rows.step(rows.size() - 1));
        // 256 rows are less than a pixel of a thousand.
        int next = 0;
        for (int from = 0; from < ROWS - 256; from += 256) {
            int first = next;
            while (next < rows.size() && rows.step(next) < from + 256) {
                next++;
            }
            assertArrayEquals(
                    range(whole.column("trembles"), from, from + 256), range(rows.column("trembles"), first, next));
            assertArrayEquals(range(whole.weight(0), from, from + 256), range(rows.weight(0), first, next));
        }
        int gap = rows.rowAt(10_001.5);
        assertTrue(Double.isNaN(rows.value("has a gap", gap)), "a gap is no line");
        assertEquals(100_009, rows.step(rows.rowAt(10_000.95)), "and begins where it does");
    }

    @Test
    void aPartIsLookedAtCloselyAndTheOutlineOfAGrowingRecordIsThatOfAGrownOne() {
        Recorder grown = recorder();
        add(grown, new Random(3), 0, ROWS);
        History whole = grown.snapshot();

        Recorder growing = recorder();
        Random random = new Random(3);
        for (int from = 0; from < ROWS; from += 30_011) {
            add(growing, random, from, Math.min(ROWS, from + 30_011));
            History now = growing.snapshot();
            now.outline(now.size() - 1, 0, 0);
        }
        History again = growing.snapshot();
        History once = whole.outline(7, 200_000, 203_000).history();
        History inParts = again.outline(7, 200_000, 203_000).history();

        assertArrayEquals(once.times(), inParts.times());
        assertArrayEquals(once.column("trembles"), inParts.column("trembles"));
        int first = once.rowAt(20_000.05);
        for (int i = 0; i < 3000; i++) {
            assertEquals(200_000 + i, once.step(first + i), "every row of a part that is short");
        }
        assertSame(
                again.outline(7, 200_000, 203_000).history(), inParts, "every chart of a picture shares one outline");
        History shortOne = recorder().snapshot();
        assertSame(shortOne, shortOne.outline(0, 0, 0).history());
    }
}
