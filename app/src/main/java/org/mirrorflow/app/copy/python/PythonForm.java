package org.mirrorflow.app.copy.python;

import org.mirrorflow.sim.experiment.Experiment;

/**
 * How a problem, a model or a dynamics is written in Python with numpy. Found by {@link java.util.ServiceLoader}: another one is
 * a class and a service line. What two parts call each other is fixed:
 *
 * <ul>
 *   <li>a problem defines {@code loss_and_gradient(w)}, {@code log_loss(w)} and {@code ATTAINS_INFIMUM}, and, where it is a mean
 *       over samples, {@code SAMPLES} and {@code loss_and_gradient_on(w, batch)}, the gradient alone;
 *   <li>a model of factors defines {@code THETA_0}, {@code weights_of(theta)} and {@code pull_back(theta, g)}, and, for
 *       {@link PythonScript#ROSENBROCK}, {@code slopes_of(theta)} of shape (d, k) and {@code curvatures_of(theta)} of shape
 *       (d, k, k);
 *   <li>a dynamics defines the rest, with {@code main()}.
 * </ul>
 */
public interface PythonForm {

    /** What it writes. */
    PythonPart part();

    /** Whether it writes this part of the experiment. */
    boolean applies(Experiment experiment);

    /** Whether a dynamics expresses the model by itself, as a potential. */
    default boolean writesModel() {
        return false;
    }

    /**
     * Adds the part to the script. The dynamics are written first, then the model and the problem.
     *
     * @throws PythonException where a setting has no Python form, naming it
     */
    void write(Experiment experiment, PythonScript script);
}
