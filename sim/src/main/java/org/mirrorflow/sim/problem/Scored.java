package org.mirrorflow.sim.problem;

import java.util.List;

/** A problem whose weights are also judged otherwise than by their loss: an accuracy on held-out data, on an earlier task. */
public interface Scored extends Problem {

    /** The share of held-out samples that are classified rightly. */
    String TEST_ACCURACY = "test-accuracy";

    /** The share of the earlier task's held-out samples that are still classified rightly, with that task's own head. */
    String EARLIER_ACCURACY = "task-1-accuracy";

    /** Ids of the scores that this problem has. */
    List<String> scores();

    /**
     * One score of these weights; uses the problem's workspace.
     *
     * @throws IllegalArgumentException for a score that it has not
     */
    double score(String id, double[] w);
}
