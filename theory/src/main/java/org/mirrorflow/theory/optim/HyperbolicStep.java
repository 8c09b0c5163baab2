package org.mirrorflow.theory.optim;

/**
 * The hyperbolic step along u, which is the raw gradient g or the direction d of the optimizer it is composed with:
 *
 * <pre>
 * exponential  θ ← θ ⊙ exp(clip(−η(α·sgn(θ)·u + β), −5, 5))
 * entropy      θ ← γ·sinh(asinh(θ/γ) − ηαu)·e^{−ηβ}
 * </pre>
 *
 * In continuous time, θ̇ = −αG(θ)u − βθ with G = |θ| or √(θ² + γ²): mirror flow of negative or hyperbolic entropy. The
 * sign is that of the point which the step finds (behind descent, the half point). The exponential form keeps zeros at
 * zero, so that pruned weights stay pruned, and changes no sign; the entropy form crosses zero by itself and keeps an
 * exact zero at zero only where u is.
 *
 * <p>Source: Jacobs, Gadhikar, Rubio-Madrigal and Burkholz 2026 (arXiv 2506.02630, HAM) for the exponential form; the
 * entropy form is the mirror step of Ghai, Hazan and Singer 2020's hypentropy.
 */
public final class HyperbolicStep<T> implements StepOperator<T> {

    /** The exponent of the exponential form is clipped to ± this. */
    public static final double CLIP = 5;

    /** The two forms. */
    public enum Form {
        /** A step by a factor. */
        EXPONENTIAL("exponential"),
        /** A mirror step of hyperbolic entropy. */
        ENTROPY("entropy");

        private final String id;

        Form(String id) {
            this.id = id;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }
    }

    /** What u is. */
    public enum Coupling {
        /** The gradient g. */
        RAW("raw"),
        /** The direction d. */
        ADAPTIVE("adaptive");

        private final String id;

        Coupling(String id) {
            this.id = id;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }
    }

    private final Algebra<T> algebra;
    private final T factor;
    private final Form form;
    private final Coupling coupling;
    private double alpha;
    private double beta;
    private double gamma = 1;

    /**
     * @param shape any tensor of the parameters' shape
     * @param alpha α ≥ 0, strength of the geometry
     * @param beta β ≥ 0, decay
     * @param gamma γ &gt; 0, scale of the entropy form; without effect for the exponential one
     */
    public HyperbolicStep(
            Algebra<T> algebra, T shape, Form form, Coupling coupling, double alpha, double beta, double gamma) {
        this.algebra = algebra;
        this.factor = algebra.zerosLike(shape);
        this.form = form;
        this.coupling = coupling;
        setAlpha(alpha);
        setBeta(beta);
        setGamma(gamma);
    }

    /** Changes α from the next step on. */
    public void setAlpha(double alpha) {
        this.alpha = atLeastZero("alpha", alpha);
    }

    /** Changes β from the next step on. */
    public void setBeta(double beta) {
        this.beta = atLeastZero("beta", beta);
    }

    /** Changes γ from the next step on. */
    public void setGamma(double gamma) {
        if (!(gamma > 0)) {
            throw new IllegalArgumentException("gamma must be positive; given " + gamma);
        }
        this.gamma = gamma;
    }

    private static double atLeastZero(String name, double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException(name + " must be at least 0; given " + value);
        }
        return value;
    }

    @Override
    public void move(T parameters, T gradient, T direction, double learningRate) {
        T u = coupling == Coupling.RAW ? gradient : direction;
        switch (form) {
            case EXPONENTIAL -> {
                algebra.sign(parameters, factor);
                algebra.multiply(u, factor);
                algebra.scale(alpha, factor);
                algebra.add(beta, factor);
                algebra.scale(-learningRate, factor);
                algebra.clip(-CLIP, CLIP, factor);
                algebra.exp(factor, factor);
                algebra.multiply(factor, parameters);
            }
            case ENTROPY -> {
                algebra.scale(1 / gamma, parameters);
                algebra.asinh(parameters, parameters);
                algebra.addScaled(-learningRate * alpha, u, parameters);
                algebra.sinh(parameters, parameters);
                algebra.scale(gamma * Math.exp(-learningRate * beta), parameters);
            }
        }
    }
}
