package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * r(x) = (x/δ) atan(x/δ) − ½ log(1 + x²/δ²) on ℝ, δ &gt; 0: r′ = atan(x/δ)/δ, r″ = 1/(x² + δ²) and
 * r*(η) = −log cos(δη) for |η| &lt; π/(2δ).
 *
 * <p>The two-sided relative of Burg's entropy, induced by w = δ sinh u. The mirror is bounded: r grows linearly and the
 * horizon theorem does not apply, although its sub-level sets look like those of ‖·‖₁ from afar.
 *
 * <p>Source: change of variables; for w = δ sinh u, (dw/du)² = w² + δ².
 */
public final class ArctanPotential extends EvenPotential {

    private final double delta;
    private final Interval dual;

    /**
     * @param delta scale δ, positive and finite
     * @throws IllegalArgumentException outside these ranges
     */
    public ArctanPotential(double delta) {
        if (!(delta > 0) || Double.isInfinite(delta)) {
            throw new IllegalArgumentException("the arctan potential needs a positive finite scale; given " + delta);
        }
        this.delta = delta;
        this.dual = new Interval(-0.5 * Math.PI / delta, 0.5 * Math.PI / delta);
    }

    /** The scale δ. */
    public double delta() {
        return delta;
    }

    @Override
    public Interval dualDomain() {
        return dual;
    }

    @Override
    double valueAt(double a) {
        double z = a / delta;
        return z * Math.atan(z) - balanceAt(a);
    }

    @Override
    double slopeAt(double a) {
        return Math.atan(a / delta) / delta;
    }

    @Override
    double metricAt(double a) {
        double h = Math.hypot(a, delta);
        return 1 / h / h;
    }

    @Override
    double balanceAt(double a) {
        double z = a / delta;
        return z < 1e8 ? 0.5 * Math.log1p(z * z) : Math.log(a) - Math.log(delta);
    }

    @Override
    double inverseAt(double slope) {
        return delta * Math.tan(delta * slope);
    }

    @Override
    public double conjugate(double eta) {
        if (!dualDomain().contains(eta)) {
            return Double.NaN;
        }
        double angle = delta * eta;
        double s = Math.sin(angle);
        return Math.abs(angle) < 0.7 ? -0.5 * Math.log1p(-s * s) : -Math.log(Math.cos(angle));
    }

    /** x(atan(x/δ) − atan(y/δ))/δ − ½ log((x² + δ²)/(y² + δ²)) with the angle taken from the difference x − y. */
    @Override
    double apart(double a, double b) {
        double p = a / delta;
        double q = b / delta;
        double angle = p > 1 && q > 1 ? Math.atan((p - q) / p / q / (1 + 1 / p / q)) : Math.atan2(p - q, 1 + p * q);
        return p * angle - (balanceAt(a) - balanceAt(b));
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.None(
                "the mirror of the arctan potential is bounded, so the potential grows only linearly");
    }

    @Override
    public String toString() {
        return "ArctanPotential[delta=" + delta + "]";
    }

    /** The catalogue entry {@code arctan}. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "arctan";
        }

        @Override
        public String name() {
            return "Arctan";
        }

        @Override
        public String formula() {
            return "R(x) = \\sum_i \\frac{x_i}{\\delta}\\arctan\\frac{x_i}{\\delta} - \\frac{1}{2}\\log\\left(1+\\frac{x_i^2}{\\delta^2}\\right)";
        }

        @Override
        public String summary() {
            return "The geometry of w = δ sinh u: relative changes count above the scale δ, absolute ones below.";
        }

        @Override
        public String source() {
            return "Change of variables in gradient flow on w = δ sinh u.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(new Parameter.Real(
                    "delta",
                    "\\delta",
                    "Scale",
                    "Where the speed turns from constant to quadratic, in units of the weights.",
                    false,
                    1,
                    1e-8,
                    1e8,
                    true));
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(new ArctanPotential(settings.real("delta")), layout.dimension());
        }
    }
}
