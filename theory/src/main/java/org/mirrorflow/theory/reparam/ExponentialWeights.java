package org.mirrorflow.theory.reparam;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.Burg;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.weights.Start;

/**
 * Positive weights w = e^θ. Gradient flow has 1/r″ = w² and is mirror flow of the log barrier −log w, which is also the limit
 * of products of ever more factors. Ordinary weight decay is not admissible.
 *
 * <p>Source: derived; the log barrier is Burg's entropy.
 */
public final class ExponentialWeights extends CoordinateFactor {

    /** @param start θ₀ */
    public ExponentialWeights(double[] start) {
        super(start);
    }

    @Override
    double value(double theta) {
        return Math.exp(theta);
    }

    @Override
    double slope(double theta) {
        return Math.exp(theta);
    }

    @Override
    public Optional<MirrorMap> inducedMap(double[] theta0) {
        ScalarPotential[] potentials = new ScalarPotential[theta0.length];
        for (int i = 0; i < theta0.length; i++) {
            potentials[i] = Factors.centred(new Burg(), 1, Math.exp(theta0[i]));
        }
        return Optional.of(SeparableMirrorMap.of(potentials));
    }

    /** The catalogue entry {@code exponential}; parameter {@code initial-weight}. */
    public static final class Family implements ReparametrizationFamily {

        @Override
        public String id() {
            return "exponential";
        }

        @Override
        public String name() {
            return "Exponential weights";
        }

        @Override
        public String formula() {
            return "w = e^{\\theta}";
        }

        @Override
        public String summary() {
            return "Positive weights on a logarithmic scale: gradient flow is mirror flow of the log barrier.";
        }

        @Override
        public String source() {
            return "Derived; checked against the factors' flow.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(Starts.initialWeight(0.1));
        }

        /** @throws InvalidSettingException for a weight that does not start above 0 */
        @Override
        public ExponentialWeights create(Settings settings, Start start) {
            double[] w = Starts.weights(settings, start);
            for (int i = 0; i < w.length; i++) {
                if (!(w[i] > 0)) {
                    throw new InvalidSettingException(
                            Starts.INITIAL_WEIGHT, "is " + w[i] + " for weight " + i + "; e^θ needs a value above 0");
                }
                w[i] = Math.log(w[i]);
            }
            return new ExponentialWeights(w);
        }
    }
}
