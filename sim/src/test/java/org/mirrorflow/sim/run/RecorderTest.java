package org.mirrorflow.sim.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class RecorderTest {

    private static final int CAPACITY = 1000;
    private static final long STEPS = 1_000_000;

    private static void offer(Recorder recorder, long step, LongToDoubleFunction time) {
        double t = time.applyAsDouble(step);
        recorder.add(new Clocks(step, t, t, Math.log(t), 0), new double[] {step}, new double[] {-step}, new double[] {
            2.0 * step
        });
    }

    /** A descent of a million steps: only wanted steps are added, and the last. */
    private static Recorder descent() {
        Recorder recorder = new Recorder(List.of("value"), CAPACITY);
        for (long step = 0; step <= STEPS; step++) {
            if (recorder.wants(step) || step == STEPS) {
                offer(recorder, step, k -> 0.01 * k);
            }
            if (step % 50_000 == 0) {
                assertTrue(recorder.snapshot().size() <= CAPACITY);
            }
        }
        return recorder;
    }

    private static void assertRowsAreWhole(History history) {
        for (int i = 0; i < history.size(); i++) {
            long step = history.step(i);
            assertEquals((double) step, history.value("value", i));
            assertArrayEquals(new double[] {-step}, history.weights(i));
            assertArrayEquals(new double[] {2.0 * step}, history.state(i));
            assertTrue(i == 0 || (step > history.step(i - 1) && history.time(i) > history.time(i - 1)));
        }
    }

    @Test
    void aMillionStepsStayInBoundsWithBothEndsKept() {
        Recorder recorder = descent();
        History history = recorder.snapshot();
        assertTrue(history.size() <= CAPACITY && history.size() >= CAPACITY / 4, history.size() + " rows");
        assertEquals(0, history.step(0));
        assertEquals(STEPS, history.step(history.size() - 1));
        assertTrue(recorder.added() < 20L * CAPACITY, recorder.added() + " rows were made");
        assertRowsAreWhole(history);
    }

    /**
     * Half of CAPACITY/2 rows share either clock evenly, which makes 4/CAPACITY of its span a row; thinning what was thinned
     * before adds up to twice that.
     */
    @Test
    void noGapIsWideOnEitherClock() {
        History history = descent().snapshot();
        double widest = 12.0 / CAPACITY;
        for (int i = 1; i < history.size(); i++) {
            double steps = (double) (history.step(i) - history.step(i - 1)) / STEPS;
            assertTrue(steps <= widest, "row " + i + " is " + steps + " of all steps after the one before");
            if (i > 1) {
                double log = Math.log((double) history.step(i) / history.step(i - 1)) / Math.log(STEPS);
                double unavoidable =
                        Math.log((double) (history.step(i - 1) + 1) / history.step(i - 1)) / Math.log(STEPS);
                assertTrue(
                        log <= Math.max(unavoidable, widest) * 1.0001,
                        "row " + i + ", step " + history.step(i) + " after " + history.step(i - 1) + ", is " + log
                                + " of the logarithmic clock after the one before");
            }
        }
    }

    @Test
    void aLongFlowIsThinnedEvenlyInLogTime() {
        Recorder recorder = new Recorder(List.of("value"), CAPACITY);
        recorder.add(new Clocks(0, 0, 0, Math.log(0), 0), new double[] {0}, new double[] {-0.0}, new double[] {0});
        int offered = 20_000;
        for (int i = 1; i <= offered; i++) {
            offer(recorder, i, k -> 1e-4 * Math.pow(10, k / 1000.0));
        }
        History history = recorder.snapshot();
        assertTrue(history.size() <= CAPACITY);
        assertEquals(0, history.time(0));
        assertEquals(offered, history.step(history.size() - 1));
        for (int i = 2; i < history.size(); i++) {
            double decades = Math.log10(history.time(i) / history.time(i - 1));
            assertTrue(decades <= 20 * 12.0 / CAPACITY, decades + " decades at " + history.time(i));
        }
    }

    @Test
    void theSameOffersGiveTheSameRows() {
        assertArrayEquals(descent().snapshot().times(), descent().snapshot().times());
    }

    @Test
    void goesOnFromASaveAsIfNothingHadHappened() {
        Recorder whole = new Recorder(List.of("value"), 64);
        Recorder interrupted = new Recorder(List.of("value"), 64);
        for (long step = 0; step <= 5000; step++) {
            for (Recorder recorder : List.of(whole, interrupted)) {
                if (recorder.wants(step)) {
                    offer(recorder, step, k -> 0.5 * k);
                }
            }
            if (step % 777 == 0) {
                interrupted = Recorder.resume(List.of("value"), 64, interrupted.stride(), interrupted.snapshot());
            }
        }
        assertArrayEquals(whole.snapshot().times(), interrupted.snapshot().times());
        assertEquals(whole.stride(), interrupted.stride());
        assertRowsAreWhole(interrupted.snapshot());
    }

    @Test
    void aSnapshotDoesNotChangeWhenTheRecordGoesOn() {
        Recorder recorder = new Recorder(List.of("value"), 16);
        for (long step = 0; step < 10; step++) {
            offer(recorder, step, k -> k);
        }
        History early = recorder.snapshot();
        for (long step = 10; step < 100; step++) {
            offer(recorder, step, k -> k);
        }
        assertEquals(10, early.size());
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, early.times());
        assertRowsAreWhole(early);
    }

    @Test
    void aRowIsFoundByItsTime() {
        Recorder recorder = new Recorder(List.of("value"), 16);
        for (long step = 0; step < 4; step++) {
            offer(recorder, step, k -> 10.0 * k);
        }
        History history = recorder.snapshot();
        assertEquals(0, history.rowAt(-1));
        assertEquals(0, history.rowAt(9.99));
        assertEquals(1, history.rowAt(10));
        assertEquals(3, history.rowAt(1e9));
        assertArrayEquals(new double[] {0, -1, -2, -3}, history.weight(0));
    }
}
