package org.mirrorflow.app.lab;

import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;

/**
 * How much memory the records of a session may take: pins, companions and seeds each have one, and what one run records is
 * bounded by its recorder, but not how many there are.
 *
 * @param bytes that all records may take together
 */
record RecordLimit(long bytes) {

    /** What a row takes beside its numbers: three arrays, the clocks, and their places in the tables. */
    private static final long ROW_OVERHEAD = 144;

    /** The part of the heap that charts, pictures and everything else do not need. */
    private static final double SHARE = 0.5;

    /** Half of what this process may take. */
    static RecordLimit ofThisProcess() {
        return new RecordLimit((long) (SHARE * Runtime.getRuntime().maxMemory()));
    }

    /** What the record of a run takes when it is full. */
    static long whenFull(Run run, History history) {
        long rows = run.capacity();
        if (!run.continuous()) {
            // A row for each step and one for the start, as long as that many fit.
            rows = Math.min(rows, run.experiment().specification().stop().wholeLong("steps") + 1);
        }
        return rows * rowBytes(history);
    }

    private static long rowBytes(History history) {
        return ROW_OVERHEAD + 8L * (history.columns().size() + history.weights(0).length + history.state(0).length);
    }

    /** What a record takes that grows no more. */
    static long of(History history) {
        return history.size() * rowBytes(history);
    }

    /**
     * Whether so much more fits beside what there is.
     *
     * @param held what is there
     * @param more what is asked for
     */
    boolean fits(long held, long more) {
        return held + more <= bytes;
    }

    /** Why something is refused, in one sentence. */
    String refusal(String what, long held, long more) {
        return what + " would need " + megabytes(more) + " MB for its record beside " + megabytes(held)
                + " MB, and all records may take " + megabytes(bytes)
                + " MB; remove a pinned run, use fewer seeds, or record fewer rows.";
    }

    private static long megabytes(long bytes) {
        return Math.max(1, Math.round(bytes / 1048576.0));
    }
}
