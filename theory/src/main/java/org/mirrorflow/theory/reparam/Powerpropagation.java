package org.mirrorflow.theory.reparam;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.MovingMirrorMap;
import org.mirrorflow.theory.mirror.MovingNegativeEntropy;
import org.mirrorflow.theory.mirror.MovingPotential;
import org.mirrorflow.theory.mirror.NegativeEntropy;
import org.mirrorflow.theory.mirror.PowerPotential;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.SeparableMovingMirrorMap;
import org.mirrorflow.theory.mirror.Tsallis;
import org.mirrorflow.theory.weights.Start;

/**
 * Powerpropagation, w = v|v|^{a−1} coordinate by coordinate with a &gt; 1: large weights move fast, small ones slowly. On one
 * half-line it is w = vᵃ; a = 2 is w = ±v².
 *
 * <p>Gradient flow has 1/r″ = a²|w|^{2−2/a}. For a ≥ 2 the speed vanishes so fast at 0 that a weight keeps its sign for
 * ever: r is ¼ of the entropy (a = 2) or 1/a² of {@link Tsallis} with s = 2/a, on the half-line of that sign. For a &lt; 2 the
 * weight passes 0 and r is a multiple of the power potential with p = 2/a. Ordinary weight decay is admissible for a = 2 alone.
 *
 * <p>Source: Schwarz et al. 2021 (arXiv 2110.00296), equation (1); the potential is derived.
 */
public final class Powerpropagation extends CoordinateFactor {

    private final double exponent;

    /**
     * @param exponent a, more than 1
     * @param start v₀
     */
    public Powerpropagation(double exponent, double[] start) {
        super(start);
        if (!(exponent > 1) || Double.isInfinite(exponent)) {
            throw new IllegalArgumentException("powerpropagation needs a finite exponent above 1; given " + exponent);
        }
        this.exponent = exponent;
    }

    /** a. */
    public double exponent() {
        return exponent;
    }

    @Override
    double value(double v) {
        return exponent == 2 ? v * Math.abs(v) : Math.copySign(Math.pow(Math.abs(v), exponent), v);
    }

    @Override
    double slope(double v) {
        return exponent == 2 ? 2 * Math.abs(v) : exponent * Math.pow(Math.abs(v), exponent - 1);
    }

    private static IllegalArgumentException stuck(int i) {
        return new IllegalArgumentException(
                "weight " + i + " can never move: its factor starts at 0; give it a value other than 0");
    }

    @Override
    public Optional<MirrorMap> inducedMap(double[] theta0) {
        ScalarPotential[] potentials = new ScalarPotential[theta0.length];
        for (int i = 0; i < theta0.length; i++) {
            if (theta0[i] == 0) {
                throw stuck(i);
            }
            double w0 = value(theta0[i]);
            double square = exponent * exponent;
            if (exponent < 2) {
                potentials[i] =
                        Factors.centred(new PowerPotential(2 / exponent), 1 / (square * (2 / exponent - 1)), w0);
            } else {
                ScalarPotential locked = exponent == 2 ? new NegativeEntropy() : new Tsallis(2 / exponent);
                potentials[i] = Factors.centred(w0 > 0 ? locked : locked.reflected(), 1 / square, w0);
            }
        }
        return Optional.of(SeparableMirrorMap.of(potentials));
    }

    @Override
    public Optional<MovingMirrorMap> movingMap(double[] theta0) {
        if (exponent != 2) {
            return Optional.empty();
        }
        MovingPotential[] potentials = new MovingPotential[theta0.length];
        for (int i = 0; i < theta0.length; i++) {
            if (theta0[i] == 0) {
                throw stuck(i);
            }
            potentials[i] = new MovingNegativeEntropy(0.25, value(theta0[i]));
        }
        return Optional.of(SeparableMovingMirrorMap.of(potentials));
    }

    /** The catalogue entry {@code powerpropagation}; parameters {@code exponent} and {@code initial-weight}. */
    public static final class Family implements ReparametrizationFamily {

        @Override
        public String id() {
            return "powerpropagation";
        }

        @Override
        public String name() {
            return "Powerpropagation";
        }

        @Override
        public String formula() {
            return "w = v\\,|v|^{a-1}";
        }

        @Override
        public String summary() {
            return "A power of one factor: large weights move fast and small ones slowly, and from a = 2 on signs never change.";
        }

        @Override
        public String source() {
            return "Schwarz et al. 2021 (arXiv 2110.00296), equation (1).";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter.Real("exponent", "a", "Exponent", "Power of the factor.", false, 2, 1.01, 10, false),
                    Starts.initialWeight(0.1));
        }

        /** @throws InvalidSettingException for a weight that starts at 0, where it can never move */
        @Override
        public Powerpropagation create(Settings settings, Start start) {
            double exponent = settings.real("exponent");
            double[] v = Starts.weights(settings, start);
            for (int i = 0; i < v.length; i++) {
                if (v[i] == 0) {
                    throw new InvalidSettingException(
                            Starts.INITIAL_WEIGHT,
                            "is 0 for weight " + i + ", where powerpropagation can never move; give another value");
                }
                v[i] = Math.copySign(Math.pow(Math.abs(v[i]), 1 / exponent), v[i]);
            }
            return new Powerpropagation(exponent, v);
        }
    }
}
