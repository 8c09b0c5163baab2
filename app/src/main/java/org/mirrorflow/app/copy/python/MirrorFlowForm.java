package org.mirrorflow.app.copy.python;

import org.mirrorflow.sim.dynamics.Decay;
import org.mirrorflow.sim.dynamics.MirrorFlow;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.MovingHyperbolicEntropy;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.SeparableMovingMirrorMap;

/** Mirror flow in the dual, of a map of the catalogue or of the map that a parametrization induces. */
public final class MirrorFlowForm implements PythonForm {

    @Override
    public PythonPart part() {
        return PythonPart.DYNAMICS;
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.specification().dynamics().kind().equals("mirror-flow");
    }

    @Override
    public boolean writesModel() {
        return true;
    }

    @Override
    public void write(Experiment experiment, PythonScript script) {
        Settings settings = experiment.specification().dynamics().settings();
        SeparableMirrorMap map = experiment
                .model()
                .potential()
                .orElseThrow(() -> PythonText.none("model \""
                        + experiment.specification().model().kind() + "\", whose map couples its coordinates,"));
        boolean implicit = MirrorFlow.implicit(settings, experiment.problem(), map);
        script.flag(PythonScript.ROSENBROCK, implicit);
        FlowText.before(experiment, script);
        if (script.has("decay")) {
            moving(experiment, settings, script);
        }
        Potentials.start(map, experiment, script);
        script.template(part(), "dual");
        if (implicit) {
            script.template(part(), "dual_implicit");
        }
        FlowText.after(script);
    }

    /** R_Λ of hyperbolic entropy, which moves with the dose Λ. */
    private static void moving(Experiment experiment, Settings settings, PythonScript script) {
        SeparableMovingMirrorMap map = experiment
                .model()
                .movingPotential(Decay.ofAdmissiblePenalty(settings))
                .orElseThrow(() -> PythonText.none("moving mirror map"));
        double[] beta = new double[map.dimension()];
        double[] factor = new double[map.dimension()];
        double[] slope = new double[map.dimension()];
        for (int i = 0; i < beta.length; i++) {
            if (!(map.potential(i) instanceof MovingHyperbolicEntropy(double scale, double by, double tilt))) {
                throw PythonText.none("mirror map under weight decay");
            }
            beta[i] = scale;
            factor[i] = by;
            slope[i] = tilt;
        }
        script.line(PythonPart.MODEL, "# Hyperbolic entropy whose scale shrinks with the dose of decay.");
        script.array(PythonPart.MODEL, "BETA", beta);
        script.array(PythonPart.MODEL, "FACTOR", factor);
        script.array(PythonPart.MODEL, "SLOPE", slope);
        script.code(PythonPart.MODEL, """
                def moved(t, eta, small, sign):
                    zeta = (eta + SLOPE) / FACTOR
                    size, dose = np.abs(zeta), DECAY.dose(t)
                    far = np.exp(np.log(BETA) - 2 * dose - math.log(2) + size)
                    return np.where(size < 20, BETA * math.exp(-2 * dose) * small(np.clip(zeta, -20, 20)), sign(zeta) * far)


                def weights_at(t, eta):
                    return moved(t, eta, np.sinh, np.sign)


                def speed_at(t, eta):
                    return moved(t, eta, np.cosh, np.ones_like) / FACTOR


                def drift_at(t, eta):
                    return -2 * weights_at(t, eta)
                """);
    }
}
