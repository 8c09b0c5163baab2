package org.mirrorflow.sim.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.descent.LpGeometry;
import org.mirrorflow.theory.optim.Schedule;

/** What the steepest flows and steepest descent declare alike. */
public final class SteepestSettings {

    /** Id of q. */
    public static final String EXPONENT = "exponent";

    static final String SMOOTHING = "smoothing";
    static final String SMALLEST_STEP = "smallest-step";

    /** Id of the place where decay acts. */
    public static final String COUPLING = "decay-coupling";

    static final Parameter EXPONENT_PARAMETER = new Parameter.Real(
            EXPONENT,
            "q",
            "exponent",
            "φ_q(g) = sgn(g)|g|^{q−1}: 1 for sign flow, 2 for gradient flow",
            false,
            1,
            1,
            2,
            false);

    static final Parameter SMOOTHING_PARAMETER = new Parameter.Real(
            SMOOTHING,
            "\\epsilon",
            "smoothing",
            "width ε over which φ_q is smoothed, g(g² + ε²)^{(q−2)/2}; 0 for none",
            false,
            0,
            0,
            1e6,
            false);

    static final Parameter SMALLEST_STEP_PARAMETER = new Parameter.Real(
            SMALLEST_STEP,
            "h_0",
            "smallest step",
            "step of time below which the integrator does not go along a surface where the field jumps; the weights then"
                    + " chatter by the distance that they go in it",
            false,
            1e-4,
            1e-12,
            1,
            true);

    private SteepestSettings() {}

    /** The decay schedule and where it acts. */
    static List<Parameter> decay() {
        List<Parameter> all = new ArrayList<>(Decay.parameters(false));
        all.add(new Parameter.Choice(
                COUPLING,
                "",
                "decay coupling",
                "decoupled decay acts on the factors beside the step, as in AdamW; coupled decay is part of the gradient",
                false,
                SteepestField.Coupling.DECOUPLED.id(),
                Arrays.stream(SteepestField.Coupling.values())
                        .map(SteepestField.Coupling::id)
                        .toList()));
        return all;
    }

    static SteepestField.Coupling coupling(Settings settings) {
        return settings.text(COUPLING).equals(SteepestField.Coupling.COUPLED.id())
                ? SteepestField.Coupling.COUPLED
                : SteepestField.Coupling.DECOUPLED;
    }

    /**
     * The gradient that φ acts on. A sign, or an orthogonal factor, does not feel the size of the gradient, so on separable
     * data it is taken of log f, which does not underflow with the loss; coupled decay and smoothing do feel it.
     *
     * @param scaleFree whether φ is of degree 0
     */
    static SteepestField.Signal signal(
            Problem problem, boolean scaleFree, Schedule decay, SteepestField.Coupling coupling) {
        if (scaleFree
                && problem instanceof MarginProblem margins
                && (decay.isNone() || coupling == SteepestField.Coupling.DECOUPLED)) {
            return (t, w, out) -> margins.logLossAndGradient(w, out);
        }
        return SteepestField.Signal.of(problem);
    }

    /** Whether φ_q of these settings is of degree 0. */
    static boolean scaleFree(Settings settings) {
        return settings.real(EXPONENT) == 1 && settings.real(SMOOTHING) == 0;
    }

    /** φ_q of these settings. */
    static BiConsumer<double[], double[]> field(Settings settings) {
        return field(settings.real(EXPONENT), settings.real(SMOOTHING));
    }

    /** φ_q, smoothed over {@code epsilon}, coordinate by coordinate. */
    public static BiConsumer<double[], double[]> field(double q, double epsilon) {
        return (g, out) -> {
            for (int i = 0; i < out.length; i++) {
                out[i] = LpGeometry.smoothedField(g[i], q, epsilon);
            }
        };
    }
}
