package org.mirrorflow.sim.dynamics;

import org.mirrorflow.theory.optim.Schedule;

/**
 * A decay schedule seen by an integrator: one smooth piece at a time. At the end of a piece the rate is its limit from the left,
 * and an integrator that lands there starts afresh.
 */
final class DecayClock {

    private Schedule schedule;
    private double end;

    DecayClock(Schedule schedule) {
        this.schedule = schedule;
        this.end = schedule.nextBreak(0);
    }

    /**
     * Goes over to another schedule; the dose goes on from what it is then.
     *
     * @param from when
     * @return whether that changes anything
     */
    boolean change(double from, Schedule next) {
        if (schedule.equals(next) || (schedule.isNone() && next.isNone())) {
            return false;
        }
        schedule = schedule.changed(from, next);
        end = schedule.nextBreak(from);
        return true;
    }

    /**
     * Takes the piece that begins at or holds this time.
     *
     * @return whether it is another one than before
     */
    boolean enter(double t) {
        double next = schedule.isNone() ? Double.POSITIVE_INFINITY : schedule.nextBreak(t);
        boolean changed = next != end;
        end = next;
        return changed;
    }

    /** When the present piece ends. */
    double pieceEnd() {
        return end;
    }

    /** λ(t) within the present piece. */
    double rate(double t) {
        return schedule.at(t >= end ? Math.nextDown(end) : t);
    }

    /** λ′(t) within the present piece. */
    double slope(double t) {
        return schedule.slope(t >= end ? Math.nextDown(end) : t);
    }

    /** Whether there is never any decay, so that nothing depends on time. */
    boolean constant() {
        return schedule.isNone();
    }

    /** Λ(t). */
    double dose(double t) {
        return schedule.dose(t);
    }
}
