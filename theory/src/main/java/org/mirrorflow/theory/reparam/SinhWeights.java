package org.mirrorflow.theory.reparam;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.ArctanPotential;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.weights.Start;

/**
 * w = δ sinh θ. Gradient flow has 1/r″ = w² + δ² and is mirror flow of the arctan potential: exponential weights for both signs.
 * Ordinary weight decay is not admissible.
 *
 * <p>Source: derived; checked against the factors' flow.
 */
public final class SinhWeights extends CoordinateFactor {

    private final double scale;

    /**
     * @param scale δ, positive
     * @param start θ₀
     */
    public SinhWeights(double scale, double[] start) {
        super(start);
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("sinh weights need a positive finite scale; given " + scale);
        }
        this.scale = scale;
    }

    @Override
    double value(double theta) {
        return scale * Math.sinh(theta);
    }

    @Override
    double slope(double theta) {
        return scale * Math.cosh(theta);
    }

    @Override
    public Optional<MirrorMap> inducedMap(double[] theta0) {
        ScalarPotential[] potentials = new ScalarPotential[theta0.length];
        for (int i = 0; i < theta0.length; i++) {
            potentials[i] = Factors.centred(new ArctanPotential(scale), 1, value(theta0[i]));
        }
        return Optional.of(SeparableMirrorMap.of(potentials));
    }

    /** The catalogue entry {@code sinh}; parameters {@code scale} and {@code initial-weight}. */
    public static final class Family implements ReparametrizationFamily {

        @Override
        public String id() {
            return "sinh";
        }

        @Override
        public String name() {
            return "Sinh weights";
        }

        @Override
        public String formula() {
            return "w = \\delta \\sinh \\theta";
        }

        @Override
        public String summary() {
            return "Logarithmic scale for weights of either sign: gradient flow is mirror flow of the arctan potential.";
        }

        @Override
        public String source() {
            return "Derived; checked against the factors' flow.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter.Real(
                            "scale",
                            "\\delta",
                            "Scale",
                            "Where w turns from linear to exponential in θ, in units of the weights.",
                            false,
                            1,
                            1e-6,
                            1e6,
                            true),
                    Starts.initialWeight());
        }

        @Override
        public SinhWeights create(Settings settings, Start start) {
            double scale = settings.real("scale");
            double[] w = Starts.weights(settings, start);
            for (int i = 0; i < w.length; i++) {
                double z = Math.abs(w[i]) / scale;
                w[i] = Math.copySign(Math.log1p(z + z * (z / (1 + Math.sqrt(1 + z * z)))), w[i]);
            }
            return new SinhWeights(scale, w);
        }
    }
}
