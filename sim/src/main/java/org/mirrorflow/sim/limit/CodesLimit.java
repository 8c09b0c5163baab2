package org.mirrorflow.sim.limit;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.SparseCoding;
import org.mirrorflow.theory.mirror.MovingMirrorMap;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.predict.Interpolator;
import org.mirrorflow.theory.predict.NoInterpolatorException;
import org.mirrorflow.theory.predict.PotentialMinimizer;
import org.mirrorflow.theory.reparam.Reparametrization;

/** With a given dictionary every signal is a regression of its own, whose codes end at the minimiser of the potential, moved by the dose of the weight decay. */
public final class CodesLimit implements LimitRule {

    @Override
    public String id() {
        return "codes-minimiser";
    }

    @Override
    public String name() {
        return "Minimiser of the potential over codes";
    }

    @Override
    public String formula() {
        return "\\arg\\min_{DC=Y} R(C)";
    }

    @Override
    public String summary() {
        return "With a given dictionary every signal is a regression of its own, whose codes end at the minimiser of the potential, moved by the dose of the weight decay.";
    }

    @Override
    public String source() {
        return "Gunasekar, Lee, Soudry and Srebro 2018 (arXiv 1802.08246), Theorem 1; Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), Theorem 3.1";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof SparseCoding coding && !coding.learned();
    }

    @Override
    public Prediction predict(Experiment experiment) {
        SparseCoding coding = (SparseCoding) experiment.problem();
        SeparableMirrorMap map = potential(experiment);
        DMatrixRMaj dictionary = coding.dictionary();
        int signals = coding.signalCount();
        int atoms = dictionary.numCols;
        double[] codes = new double[atoms * signals];
        double objective = 0;
        double gap = 0;
        double feasibility = 0;
        double stationarity = 0;
        for (int j = 0; j < signals; j++) {
            ScalarPotential[] column = new ScalarPotential[atoms];
            for (int i = 0; i < atoms; i++) {
                column[i] = map.potential(i * signals + j);
            }
            Interpolator code =
                    new PotentialMinimizer(SeparableMirrorMap.of(column)).predict(dictionary, coding.signal(j));
            for (int i = 0; i < atoms; i++) {
                codes[i * signals + j] = code.weights()[i];
            }
            objective += code.objective();
            gap += code.dualityGap();
            feasibility = Math.max(feasibility, code.feasibility());
            stationarity = Math.max(stationarity, code.stationarity());
        }
        return new Prediction(
                Prediction.LIMIT,
                "predicted limit",
                formula(),
                Prediction.Kind.POINT,
                codes,
                objective,
                gap,
                feasibility,
                stationarity);
    }

    private static SeparableMirrorMap potential(Experiment experiment) {
        double dose = experiment.decay().totalDose();
        if (dose == 0) {
            return experiment
                    .model()
                    .potential()
                    .orElseThrow(() -> new NoInterpolatorException("The model induces no separable mirror map."));
        }
        if (!Double.isInfinite(dose) && experiment.model() instanceof Model.Factored factored) {
            Reparametrization g = factored.parametrization();
            Optional<MovingMirrorMap> moving = g.movingMap(g.start());
            if (moving.isPresent() && moving.get().at(dose) instanceof SeparableMirrorMap moved) {
                return moved;
            }
        }
        throw new NoInterpolatorException(
                Double.isInfinite(dose)
                        ? "The weight decay never ends, so that the codes do not end at an interpolator; switch it off."
                        : "This weight decay is not admissible for the parametrization: the flow is no mirror flow.");
    }
}
