package org.mirrorflow.theory.reparam;

/** A penalty h on the factors; weight decay at rate λ(t) adds −λ(t)∇h(θ) to θ̇. */
public interface Penalty {

    /** h(θ). */
    double value(double[] theta);

    /** out = ∇h(θ); must not alias. */
    void gradient(double[] theta, double[] out);

    /** h as TeX. */
    String formula();

    /** ½‖θ‖², ordinary weight decay. */
    static Penalty squares() {
        return Squares.INSTANCE;
    }

    /** ½‖θ‖². */
    enum Squares implements Penalty {
        /** The only one. */
        INSTANCE;

        @Override
        public double value(double[] theta) {
            double sum = 0;
            for (double x : theta) {
                sum += x * x;
            }
            return 0.5 * sum;
        }

        @Override
        public void gradient(double[] theta, double[] out) {
            System.arraycopy(theta, 0, out, 0, theta.length);
        }

        @Override
        public String formula() {
            return "\\frac12\\|\\theta\\|_2^2";
        }
    }
}
