package org.mirrorflow.app.copy.python;

/** What optimizers make of a gradient, and steps that they share, as lines of Python. */
final class Directions {

    /** Adds coupled weight decay to the gradient. */
    static final String COUPLED = "g = g + decay * theta  #: decay\n";

    /** Shrinks the factors by decoupled weight decay. */
    static final String DECOUPLED = "theta = (1 - h * decay) * theta  #: decay\n";

    private Directions() {}

    /** d from a velocity. */
    static String heavyBall(StepsForm.Names names, boolean nesterov) {
        String momentum = names.of("momentum");
        return "MEMORY[\"velocity\"] = " + momentum + " * MEMORY[\"velocity\"] + g\n"
                + (nesterov ? "d = g + " + momentum + " * MEMORY[\"velocity\"]\n" : "d = MEMORY[\"velocity\"]\n");
    }

    /** The time that a step with momentum follows. */
    static String momentumTime(StepsForm.Names names) {
        return "1 / (1 - " + names.of("momentum") + ")";
    }

    /** d of Adam, with both corrections. */
    static String adam(StepsForm.Names names) {
        String one = names.of("beta1");
        String two = names.of("beta2");
        return "MEMORY[\"steps\"] = MEMORY[\"steps\"] + 1\n"
                + "k = MEMORY[\"steps\"]\n"
                + "MEMORY[\"first\"] = (1 - " + one + ") * g + " + one + " * MEMORY[\"first\"]\n"
                + "MEMORY[\"second\"] = " + two + " * MEMORY[\"second\"] + (1 - " + two + ") * g * g\n"
                + "first, second = MEMORY[\"first\"] / (1 - " + one + "**k), MEMORY[\"second\"] / (1 - " + two
                + "**k)\n"
                + "d = first / (np.sqrt(second) + " + names.of("epsilon") + ")\n";
    }

    /** The hyperbolic step along {@code u}. */
    static String hyperbolic(StepsForm.Names names, boolean entropy, String gamma, String u) {
        String alpha = names.of("alpha");
        String beta = names.of("beta");
        return entropy
                ? "theta = " + gamma + " * math.exp(-h * " + beta + ") * np.sinh(np.arcsinh(theta / " + gamma
                        + ") - h * " + alpha + " * " + u + ")\n"
                : "theta = theta * np.exp(np.clip(-h * (" + alpha + " * np.sign(theta) * " + u + " + " + beta
                        + "), -5, 5))\n";
    }
}
