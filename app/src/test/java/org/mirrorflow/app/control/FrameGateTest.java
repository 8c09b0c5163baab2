package org.mirrorflow.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrameGateTest {

    private static final class Bench implements FrameGate.Work {
        private final List<Long> starts = new ArrayList<>();
        private final List<Duration> wakes = new ArrayList<>();
        private long clock = 1_000_000_000;
        private boolean urgent;

        @Override
        public void start(boolean first) {
            starts.add(clock);
            urgent = first;
        }

        @Override
        public void wake(Duration delay) {
            wakes.add(delay);
        }

        @Override
        public long now() {
            return clock;
        }
    }

    private final Bench bench = new Bench();
    private final FrameGate gate = new FrameGate(Duration.ofMillis(25), bench);

    @Test
    void theFirstRequestStartsAtOnce() {
        gate.request();

        assertEquals(1, bench.starts.size());
    }

    @Test
    void anyNumberOfRequestsDuringADrawingGiveOneMore() {
        gate.request();
        for (int i = 0; i < 50; i++) {
            gate.request();
        }
        bench.clock += Duration.ofMillis(80).toNanos();
        gate.finished();
        assertEquals(2, bench.starts.size());

        bench.clock += Duration.ofMillis(80).toNanos();
        gate.finished();
        assertEquals(2, bench.starts.size(), "nothing more was asked for");
    }

    @Test
    void whatSomebodyWaitsForDoesNotWaitForTheInterval() {
        gate.request();
        gate.finished();
        bench.clock += Duration.ofMillis(5).toNanos();
        gate.request();
        assertEquals(1, bench.starts.size());

        gate.requestNow();
        assertEquals(2, bench.starts.size());
        assertTrue(bench.urgent);

        gate.finished();
        gate.woken();
        assertEquals(2, bench.starts.size(), "the picture that was asked for has been drawn");
        gate.request();
        assertEquals(2, bench.starts.size(), "the next is not urgent");
    }

    @Test
    void startsAreAFrameApart() {
        gate.request();
        bench.clock += Duration.ofMillis(5).toNanos();
        gate.finished();
        gate.request();
        gate.request();

        assertEquals(1, bench.starts.size());
        assertEquals(List.of(Duration.ofMillis(20)), bench.wakes);

        bench.clock += Duration.ofMillis(20).toNanos();
        gate.woken();
        assertEquals(2, bench.starts.size());
    }
}
