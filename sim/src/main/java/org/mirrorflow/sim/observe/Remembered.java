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
}
