package org.mirrorflow.sim.limit;

import java.util.Locale;
import java.util.Optional;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.MatrixSensing;
import org.mirrorflow.theory.mirror.EigenvalueMap;
import org.mirrorflow.theory.mirror.SpectralMirrorMap;
import org.mirrorflow.theory.predict.Interpolator;
import org.mirrorflow.theory.predict.NoInterpolatorException;
import org.mirrorflow.theory.predict.PotentialMinimizer;
import org.mirrorflow.theory.predict.SpectralMinimizer;
import org.mirrorflow.theory.reparam.MatrixParametrization;

/** From linear measurements a mirror flow of matrices ends at the minimiser of its potential; a flow of factors does so where the measurements commute. */
public final class MatrixPotentialLimit implements LimitRule {

    /** Measurements with a relative commutator up to this commute. */
    private static final double ALIGNED = 1e-10;

    @Override
    public String id() {
        return "matrix-potential-minimiser";
    }

    @Override
    public String name() {
        return "Minimiser of the potential over matrices";
    }

    @Override
    public String formula() {
        return "\\arg\\min_{\\mathcal A(W)=y} R(W)";
    }

    @Override
    public String summary() {
        return "From linear measurements a mirror flow of matrices ends at the minimiser of its potential; a flow of factors does so where the measurements commute.";
    }

    @Override
    public String source() {
        return "Gunasekar, Lee, Soudry and Srebro 2018 (arXiv 1802.08246), Theorem 1; the potentials of aligned factors derived, checked";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof MatrixSensing;
    }

    @Override
    public Prediction predict(Experiment experiment) {
        MatrixSensing sensing = (MatrixSensing) experiment.problem();
        return Prediction.of(Prediction.LIMIT, "predicted limit", formula(), minimiser(sensing, experiment));
    }

    private static Interpolator minimiser(MatrixSensing sensing, Experiment experiment) {
        double dose = experiment.decay().totalDose();
        if (Double.isInfinite(dose)) {
            throw new NoInterpolatorException(
                    "The weight decay never ends, so that the weights do not end at an interpolator; switch it off.");
        }
        Model model = experiment.model();
        if (model instanceof Model.Mirrored mirrored && mirrored.map() instanceof SpectralMirrorMap spectral) {
            double[] origin = new double[spectral.dimension()];
            spectral.gradient(mirrored.start(), origin);
            return new SpectralMinimizer(spectral, origin).predict(sensing.design(), sensing.targets());
        }
        if (model instanceof Model.Factored factored && factored.parametrization() instanceof MatrixParametrization g) {
            return factored(sensing, g, dose);
        }
        if (dose == 0 && model.potential().isPresent()) {
            return new PotentialMinimizer(model.potential().get()).predict(sensing.design(), sensing.targets());
        }
        throw new NoInterpolatorException("No potential is known for this model under weight decay.");
    }

    private static Interpolator factored(MatrixSensing sensing, MatrixParametrization g, double dose) {
        double[] start = g.start();
        Optional<SpectralMirrorMap> map = g.alignedMap(start, dose);
        if (map.isEmpty()) {
            throw new NoInterpolatorException(
                    g.obstacle(start).isEmpty()
                            ? "This weight decay is not admissible for the parametrization: the flow is no mirror flow."
                            : g.obstacle(start));
        }
        double misalignment = sensing.misalignment();
        if (!(misalignment <= ALIGNED) || (map.get() instanceof EigenvalueMap && !sensing.symmetric())) {
            throw new NoInterpolatorException(String.format(
                    Locale.ROOT,
                    "The measurements do not commute (their largest commutator is %.2g of their size), so that"
                            + " the flow of the factors is the mirror flow of no potential.",
                    misalignment));
        }
        double[] offset = g.offset();
        Interpolator change = new SpectralMinimizer(map.get())
                .predict(sensing.design(), Shifts.without(sensing.design(), sensing.targets(), offset));
        return Shifts.back(change, offset);
    }
}
