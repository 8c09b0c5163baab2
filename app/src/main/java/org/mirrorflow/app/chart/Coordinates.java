package org.mirrorflow.app.chart;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.mirrorflow.sim.experiment.Prediction;

/** Which coordinates a chart names: the few largest in the predicted limit, or in the weights where there is none. */
final class Coordinates {

    /** More labelled coordinates than this cannot be read beside a pane. */
    static final int NAMED = 6;

    /** More faint lines than this only fill the pane. */
    static final int FAINT = 80;

    private Coordinates() {}

    /** Indices by falling size of the predicted limit. */
    static int[] bySize(RunView run) {
        double[] reference = reference(run);
        return IntStream.range(0, reference.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(reference[i])))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The named ones, at most {@link #NAMED}, leaving out those below a fiftieth of the largest. */
    static int[] named(RunView run, int[] bySize) {
        double[] reference = reference(run);
        double largest = bySize.length == 0 ? 0 : Math.abs(reference[bySize[0]]);
        return Arrays.stream(bySize)
                .limit(NAMED)
                .filter(i -> Math.abs(reference[i]) >= 0.02 * largest)
                .toArray();
    }

    private static double[] reference(RunView run) {
        return run.experiment()
                .prediction(Prediction.LIMIT)
                .map(prediction -> prediction.weights())
                .orElseGet(() -> run.history().weights(run.history().size() - 1));
    }
}
