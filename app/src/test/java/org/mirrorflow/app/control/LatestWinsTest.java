package org.mirrorflow.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LatestWinsTest {

    private final Deque<Runnable> timer = new ArrayDeque<>();
    private final List<Integer> delivered = new ArrayList<>();
    private final LatestWins<Integer> values =
            new LatestWins<>(Duration.ofMillis(25), (delay, task) -> timer.add(task), delivered::add);

    @Test
    void manyOffersGiveOneDeliveryOfTheNewest() {
        for (int i = 1; i <= 100; i++) {
            values.offer(i);
        }

        assertEquals(1, timer.size(), "the timer is neither restarted nor doubled");
        timer.remove().run();
        assertEquals(List.of(100), delivered);
    }

    @Test
    void aNewIntervalBeginsAfterADelivery() {
        values.offer(1);
        timer.remove().run();
        values.offer(2);
        timer.remove().run();

        assertEquals(List.of(1, 2), delivered);
    }

    @Test
    void whatWasCancelledNeverArrives() {
        values.offer(1);
        values.cancel();
        timer.remove().run();

        assertEquals(List.of(), delivered);
    }
}
