package org.mirrorflow.sim.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mirrorflow.sim.dynamics.Dynamics;

/** What optimizers remember, block by block, under its name. */
final class Remembered {

    private Remembered() {}

    /** The tensors of that name, one for each block that has it. */
    static List<double[]> named(Dynamics dynamics, String name) {
        List<double[]> found = new ArrayList<>();
        for (Map.Entry<String, double[]> entry : dynamics.save().entrySet()) {
            if (entry.getKey().startsWith("optimizer") && entry.getKey().endsWith("-" + name)) {
                found.add(entry.getValue());
            }
        }
        return found;
    }

    /** The share of entries other than 0 in all tensors of that name together; NaN where there are none. */
    static double share(Dynamics dynamics, String name) {
        int live = 0;
        int all = 0;
        for (double[] tensor : named(dynamics, name)) {
            all += tensor.length;
            for (double entry : tensor) {
                live += entry != 0 ? 1 : 0;
            }
        }
        return (double) live / all;
    }
}
