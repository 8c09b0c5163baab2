package org.mirrorflow.sim.observe;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.AttentionRegression;
import org.mirrorflow.theory.matrix.SingularValues;

/** The nuclear norm of the scores of an attention head over their Frobenius norm, where the value is trained beside them. */
public final class ScoreNuclearRatio implements Observable {

    @Override
    public String id() {
        return "score-nuclear-ratio";
    }

    @Override
    public String name() {
        return "Nuclear over Frobenius norm of the scores";
    }

    @Override
    public String formula() {
        return "\\|K^\\top Q\\|_*/\\|K^\\top Q\\|_F";
    }

    @Override
    public String summary() {
        return "The nuclear norm of the score matrix over its Frobenius norm: 1 at rank one, at most the root of the rank.";
    }

    @Override
    public String source() {
        return "Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883)";
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return experiment.problem() instanceof AttentionRegression;
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        if (!(experiment.problem() instanceof AttentionRegression attention)) {
            throw new IllegalArgumentException("the ratio needs the scores of an attention head");
        }
        int d = attention.width();
        SingularValues svd = new SingularValues(d, d);
        return moment -> {
            svd.decompose(Arrays.copyOf(moment.weights(), d * d));
            return SpectrumObservable.sum(svd.values()) / Norms.l2(svd.values());
        };
    }
}
