package org.mirrorflow.sim.dynamics;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.reparam.Penalty;
import org.mirrorflow.theory.reparam.Reparametrization;

/**
 * Weight decay over time, declared alike in every dynamics that has it: a decay rate λ(t) adds −λ(t)θ to θ̇, which is the
 * penalty ½λ‖θ‖². Its integral Λ is the dose.
 */
public final class Decay {

    /** Id of the height λ. */
    public static final String RATE = "weight-decay";

    private static final String SHAPE = "decay-shape";
    private static final String SCALE = "decay-time";
    private static final String FROM = "decay-from";
    private static final String OFF = "decay-off";
    private static final double NEVER = 1e300;

    /** Id of the penalty that decays. */
    public static final String PENALTY = "decay-of";

    private static final String SQUARES = "squares";
    private static final String ADMISSIBLE = "admissible";

    /** Which penalty decays, declared by the flows. */
    static final Parameter PENALTY_CHOICE = new Parameter.Choice(
            PENALTY,
            "h",
            "decay of",
            "squares decays ½‖θ‖², ordinary weight decay; admissible decays the penalty that moves the mirror map of this"
                    + " parametrization, where it is another one",
            false,
            SQUARES,
            List.of(SQUARES, ADMISSIBLE));

    /** Ids of everything that makes up the schedule. */
    public static final List<String> SCHEDULE = List.of(RATE, SHAPE, SCALE, FROM, OFF);

    private Decay() {}

    /** Whether the decay is of the parametrization's own admissible penalty instead of ½‖θ‖². */
    public static boolean ofAdmissiblePenalty(Settings settings) {
        return settings.values().containsKey(PENALTY) && settings.text(PENALTY).equals(ADMISSIBLE);
    }

    /**
     * The penalty that decays.
     *
     * @throws InvalidSettingException when the parametrization has no other admissible one
     */
    static Penalty penalty(Settings settings, Reparametrization parametrization) {
        if (!ofAdmissiblePenalty(settings)) {
            return Penalty.squares();
        }
        return parametrization
                .admissiblePenalty()
                .orElseThrow(() -> new InvalidSettingException(
                        PENALTY,
                        "is \"admissible\", but this parametrization has no penalty of its own; use \"squares\""));
    }

    /**
     * The declared parameters.
     *
     * @param adjustable whether the rate and its end may change while a run is in progress
     */
    public static List<Parameter> parameters(boolean adjustable) {
        return List.of(
                new Parameter.Real(
                        RATE,
                        "\\lambda",
                        "weight decay",
                        "decay rate λ of the factors: the penalty ½λ‖θ‖²",
                        adjustable,
                        0,
                        0,
                        1e3,
                        false),
                new Parameter.Choice(
                        SHAPE,
                        "",
                        "decay schedule",
                        "how the rate falls after it is switched on, with x = (t − decay-from)/decay-time",
                        false,
                        Schedule.Shape.CONSTANT.id(),
                        Arrays.stream(Schedule.Shape.values())
                                .map(Schedule.Shape::id)
                                .toList()),
                new Parameter.Real(
                        SCALE,
                        "\\tau",
                        "decay time",
                        "time constant of the schedule; without effect for a constant one",
                        false,
                        1,
                        1e-9,
                        1e12,
                        true),
                new Parameter.Real(
                        FROM, "t_0", "decay from", "time at which the decay is switched on", false, 0, 0, 1e12, false),
                new Parameter.Real(
                        OFF,
                        "T",
                        "decay off",
                        "time at which the decay is switched off; 1e300 for never",
                        adjustable,
                        NEVER,
                        0,
                        NEVER,
                        true));
    }

    /**
     * The schedule that those settings describe; {@link Schedule#NONE} where the settings declare no decay.
     *
     * @throws InvalidSettingException when it is switched off before it is switched on
     */
    public static Schedule of(Settings settings) {
        if (!settings.values().containsKey(RATE)) {
            return Schedule.NONE;
        }
        double from = settings.real(FROM);
        double off = settings.real(OFF);
        if (off < from) {
            throw new InvalidSettingException(
                    OFF, "is " + off + ", before the decay is switched on at " + from + "; give a later time");
        }
        return Schedule.of(
                Schedule.Shape.of(settings.text(SHAPE)),
                settings.real(RATE),
                settings.real(SCALE),
                from,
                off >= NEVER ? Double.POSITIVE_INFINITY : off);
    }
}
