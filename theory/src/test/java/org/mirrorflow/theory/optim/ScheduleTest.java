package org.mirrorflow.theory.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.mirrorflow.theory.optim.Schedule.Shape;

/** Schedules that change under way. */
class ScheduleTest {

    private static final Schedule FALLING = Schedule.of(Shape.EXPONENTIAL, 0.7, 2, 0.5, Double.POSITIVE_INFINITY);
    private static final List<Schedule> SPLICED = List.of(
            Schedule.constant(0.3).changed(2, Schedule.constant(0.1)),
            FALLING.changed(1.5, Schedule.NONE),
            Schedule.NONE.changed(1, FALLING),
            Schedule.constant(0.3).changed(0, FALLING).changed(2, Schedule.until(1, 3)));

    /** The dose against the midpoint rule between the breaks. */
    @Test
    void theDoseIsTheIntegralOfTheRate() {
        for (Schedule schedule : SPLICED) {
            for (double end : new double[] {0.3, 1, 2.2, 4}) {
                double sum = 0;
                double from = 0;
                while (from < end) {
                    double to = Math.min(end, schedule.nextBreak(from));
                    int n = 2000;
                    for (int i = 0; i < n; i++) {
                        sum += schedule.at(from + (i + 0.5) * (to - from) / n) * (to - from) / n;
                    }
                    from = to;
                }
                assertEquals(sum, schedule.dose(end), 1e-7, schedule + " up to " + end);
            }
        }
    }

    @Test
    void whatComesLaterLeavesTheDoseAloneAndGoesOnFromIt() {
        Schedule changed = Schedule.constant(0.3).changed(2, Schedule.constant(0.1));
        assertEquals(0.6, changed.dose(2), 1e-15);
        assertEquals(0.7, changed.dose(3), 1e-15);
        assertEquals(Double.POSITIVE_INFINITY, changed.totalDose());
        assertEquals(0.6, Schedule.constant(0.3).changed(2, Schedule.NONE).totalDose(), 1e-15);
        assertEquals(
                1.1, Schedule.constant(0.3).changed(2, Schedule.until(0.5, 3)).totalDose(), 1e-15);
    }

    @Test
    void anIntegratorLandsOnEveryChange() {
        Schedule schedule = FALLING.changed(1.5, Schedule.until(0.2, 4));
        assertEquals(0.5, schedule.nextBreak(0));
        assertEquals(1.5, schedule.nextBreak(0.5));
        assertEquals(4, schedule.nextBreak(1.5));
        assertEquals(Double.POSITIVE_INFINITY, schedule.nextBreak(4));
    }

    @Test
    void knowsWhatLasts() {
        assertEquals(
                OptionalDouble.of(0.1),
                Schedule.constant(0.3).changed(2, Schedule.constant(0.1)).lasting());
        assertEquals(
                OptionalDouble.empty(),
                Schedule.constant(0.3).changed(2, Schedule.constant(0.1)).always());
        assertEquals(
                OptionalDouble.of(0.1),
                Schedule.constant(0.3).changed(0, Schedule.constant(0.1)).always());
        assertEquals(OptionalDouble.of(0), Schedule.NONE.always());
        assertEquals(OptionalDouble.empty(), Schedule.until(1, 3).lasting());
        assertEquals(OptionalDouble.empty(), FALLING.lasting());
    }

    @Test
    void aChangeBeforeTheStartIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> FALLING.changed(-1, Schedule.NONE));
    }
}
