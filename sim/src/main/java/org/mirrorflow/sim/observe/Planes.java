package org.mirrorflow.sim.observe;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.sim.problem.Network;
import org.mirrorflow.theory.weights.Block;

/** The planes of a network's matrices, without its head, which is new in fine-tuning. */
public final class Planes {

    private Planes() {}

    /** One for each matrix. */
    public static List<WeightGradientPlane> of(Network network) {
        List<WeightGradientPlane> planes = new ArrayList<>();
        List<Block> blocks = network.layout().blocks();
        for (int i = 0; i < blocks.size(); i++) {
            Network.Role role = network.roles().get(i);
            if (role == Network.Role.HIDDEN || role == Network.Role.NORMALISED) {
                planes.add(new WeightGradientPlane(
                        network.layout().offset(i), blocks.get(i).size()));
            }
        }
        return planes;
    }
}
