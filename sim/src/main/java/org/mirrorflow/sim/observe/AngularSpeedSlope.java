package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Section;

/** How fast neurons turn, by their density, as an exponent; with SparseOpt the correction is counted in. */
public final class AngularSpeedSlope extends NetworkObservable {

    /** The catalogue entry. */
    public AngularSpeedSlope() {
        super(
                "angular-speed-slope",
                "Angular speed against density",
                "e:\\ (1-s_i)^p\\,\\|\\partial_{w_i}f\\|/\\|w_i\\| \\propto (1-s_i)^e",
                "How fast neurons turn, by their density, as an exponent; with SparseOpt the correction is counted in.",
                "Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541)");
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return uneven(experiment, dynamics.weights()).isPresent();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        SparseLayer layer = uneven(experiment, dynamics.weights()).orElseThrow();
        Section settings = experiment.specification().dynamics();
        double power = settings.kind().equals("sparse-opt")
                        && !settings.settings().text("mask").equals("none")
                ? settings.settings().real("exponent")
                : 0;
        double[] densities = new double[layer.rows()];
        double[] speed = new double[layer.rows()];
        return moment -> {
            layer.densities(moment.weights(), densities);
            layer.angularSpeed(moment.weights(), moment.dynamics().gradient(), speed);
            for (int i = 0; i < speed.length; i++) {
                speed[i] *= Math.pow(densities[i], power);
            }
            return SparseLayer.exponent(densities, speed);
        };
    }
}
