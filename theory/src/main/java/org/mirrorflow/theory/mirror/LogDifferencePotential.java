package org.mirrorflow.theory.mirror;

/**
 * The potential of w = log u − log v under gradient flow: r(x) = ¼S log(1 + e^{2x}) − ½Ax with A = u₀², S = u₀² + v₀², a log cosh
 * with a tilt. Along the flow u² = A + 2η and v² = S − A − 2η, so the mirror is ½(Sσ(2x) − A), bounded by −A/2 and (S − A)/2; σ is
 * the logistic function. r grows linearly and the horizon theorem does not apply.
 *
 * <p>Under the decay of log u + log v with dose Λ both squares lose 2Λ: A ↦ A − 2Λ, S ↦ S − 4Λ. The dual interval
 * (−u₀²/2 + Λ, v₀²/2 − Λ) closes at Λ = S/4, after which no weight can be represented.
 *
 * <p>Source: Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), section 5 on range shrinking; derived and checked against the
 * factors' flow.
 *
 * @param uSquare A, the square of u (with a dose: reduced by it, possibly negative)
 * @param vSquare S − A, likewise
 */
public record LogDifferencePotential(double uSquare, double vSquare) implements ScalarPotential {

    public LogDifferencePotential {
        if (!(uSquare + vSquare > 0)) {
            throw new IllegalArgumentException(
                    "log u - log v needs u^2 + v^2 > 0, and decay has used it up; given u^2 = " + uSquare + ", v^2 = "
                            + vSquare);
        }
    }

    private double sum() {
        return uSquare + vSquare;
    }

    @Override
    public Interval domain() {
        return Interval.REAL_LINE;
    }

    @Override
    public Interval dualDomain() {
        return new Interval(-0.5 * uSquare, 0.5 * vSquare);
    }

    @Override
    public double value(double x) {
        double softplus = x > 0 ? 2 * x + Math.log1p(Math.exp(-2 * x)) : Math.log1p(Math.exp(2 * x));
        return 0.25 * sum() * softplus - 0.5 * uSquare * x;
    }

    @Override
    public double derivative(double x) {
        return 0.25 * (sum() * Math.tanh(x) + (vSquare - uSquare));
    }

    @Override
    public double secondDerivative(double x) {
        double cosh = Math.cosh(x);
        return 0.25 * sum() / (cosh * cosh);
    }

    @Override
    public double inverseDerivative(double eta) {
        double u = uSquare + 2 * eta;
        double v = vSquare - 2 * eta;
        return u > 0 && v > 0 ? 0.5 * (Math.log(u) - Math.log(v)) : Double.NaN;
    }

    @Override
    public double conjugate(double eta) {
        double x = inverseDerivative(eta);
        return eta * x - value(x);
    }

    @Override
    public double speed(double eta) {
        return 1 / (uSquare + 2 * eta) + 1 / (vSquare - 2 * eta);
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.None("the mirror of log u - log v is bounded");
    }

    @Override
    public double restPoint() {
        return uSquare > 0 && vSquare > 0 ? 0.5 * (Math.log(uSquare) - Math.log(vSquare)) : 0;
    }

    /** The family under the decay of log u + log v. */
    record Moving(double uSquare, double vSquare) implements MovingPotential {

        @Override
        public LogDifferencePotential at(double dose) {
            return new LogDifferencePotential(uSquare - 2 * dose, vSquare - 2 * dose);
        }

        @Override
        public double inverseDerivative(double dose, double eta) {
            double u = uSquare + 2 * (eta - dose);
            double v = vSquare - 2 * (eta + dose);
            return u > 0 && v > 0 ? 0.5 * (Math.log(u) - Math.log(v)) : Double.NaN;
        }

        @Override
        public double speed(double dose, double eta) {
            return 1 / (uSquare + 2 * (eta - dose)) + 1 / (vSquare - 2 * (eta + dose));
        }

        @Override
        public double drift(double dose, double eta) {
            return -1 / (uSquare + 2 * (eta - dose)) + 1 / (vSquare - 2 * (eta + dose));
        }

        /** log u + log v at weight x. */
        @Override
        public double valueDrift(double dose, double x) {
            double sum = uSquare + vSquare - 4 * dose;
            return 0.5 * (Math.log(sum) - Math.log1p(Math.exp(2 * x)))
                    + 0.5 * (Math.log(sum) - Math.log1p(Math.exp(-2 * x)));
        }
    }

    /** The family under the decay of log u + log v, from u₀², v₀² &gt; 0. */
    public static MovingPotential moving(double uSquare, double vSquare) {
        return new Moving(uSquare, vSquare);
    }
}
