package org.mirrorflow.sim.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.observe.Moment;
import org.mirrorflow.sim.observe.Observable;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.Statement;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;

/**
 * The number that a sweep takes from each run: the last value of an observable ({@code l1-norm}), the steps or the time that
 * a run took to converge ({@code steps}, {@code time}), or whether a statement of the theory held ({@code verdict:limit}, 1
 * where it holds and 0 where it fails).
 *
 * @param id stable id
 */
public record SweepQuantity(String id) {

    /** Steps until the loss reached its target. */
    public static final String STEPS = "steps";

    /** Flow time until the loss reached its target. */
    public static final String TIME = "time";

    private static final String VERDICT = "verdict:";

    /** The residual of the predicted limit, under the names that people give it. */
    private static final List<String> RESIDUAL = List.of("distance", "residual");

    private static final String DISTANCE = "distance-to-limit";

    /** Observables of the run that say something of the present alone. */
    private static final List<String> ENDS = List.of(DISTANCE, "loss", "log-loss");

    /** A measured number, or the reason why there is none. */
    record Reading(double value, String reason) {

        static Reading of(double value) {
            return Double.isFinite(value)
                    ? new Reading(value, "")
                    : new Reading(Double.NaN, "It has no finite value at the end of this run.");
        }

        static Reading none(String reason) {
            return new Reading(Double.NaN, reason);
        }
    }

    /**
     * The quantity of that name; {@code distance} and {@code residual} are short for {@code distance-to-limit}.
     *
     * @throws InvalidSettingException naming the nearest one
     */
    public static SweepQuantity of(String name) {
        String id = RESIDUAL.contains(name) ? DISTANCE : name;
        if (!ids().contains(id)) {
            throw new InvalidSettingException("quantity", "is \"" + name + "\"; " + Names.suggest(name, ids()));
        }
        return new SweepQuantity(id);
    }

    /** All quantities: what a run took, observables, verdicts. */
    public static List<String> ids() {
        List<String> ids = new ArrayList<>(List.of(STEPS, TIME));
        ids.addAll(Run.OBSERVABLES.ids());
        Verdicts.statements().ids().forEach(id -> ids.add(VERDICT + id));
        return ids;
    }

    /** The quantities that a run of this experiment has. */
    public static List<SweepQuantity> of(Experiment experiment) {
        Dynamics dynamics = experiment.newDynamics();
        List<SweepQuantity> found = new ArrayList<>();
        for (Observable observable : Run.OBSERVABLES.entries()) {
            if (observable.applies(experiment, dynamics)) {
                found.add(new SweepQuantity(observable.id()));
            }
        }
        found.add(new SweepQuantity(STEPS));
        found.add(new SweepQuantity(TIME));
        History start = Run.start(experiment).history();
        for (Statement statement : Verdicts.statements().entries()) {
            if (statement.judge(experiment, start, Optional.empty()).isPresent()) {
                found.add(new SweepQuantity(VERDICT + statement.id()));
            }
        }
        return found;
    }

    /** Its name for people. */
    public String name() {
        return switch (id) {
            case STEPS -> "Steps to converge";
            case TIME -> "Time to converge";
            default ->
                isVerdict()
                        ? "Holds: "
                                + Verdicts.statements()
                                        .get(statementId())
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                        : observable().name();
        };
    }

    /** Its symbol as TeX, empty for none. */
    public String formula() {
        return switch (id) {
            case STEPS -> "k";
            case TIME -> "t";
            default -> isVerdict() ? "" : observable().formula();
        };
    }

    /** Whether it says of each run only yes (1) or no (0). */
    public boolean isVerdict() {
        return id.startsWith(VERDICT);
    }

    private String statementId() {
        return id.substring(VERDICT.length());
    }

    private boolean isCount() {
        return id.equals(STEPS) || id.equals(TIME);
    }

    private Observable observable() {
        return Run.OBSERVABLES.get(id);
    }

    /** Whether charts show it on a logarithmic scale when nothing else is asked for. */
    public boolean logarithmic() {
        return isCount() || (!isVerdict() && observable().ordinate() == Observable.Ordinate.LOGARITHMIC);
    }

    /** Why theory gives it no value at the predicted limit; empty where it gives one, if a limit is predicted. */
    public String withoutTheory() {
        if (isCount() || isVerdict()) {
            return "Theory predicts where a run ends, not this.";
        }
        if (id.equals(DISTANCE)) {
            return "At the predicted limit this is 0 everywhere; there is no line to draw.";
        }
        return observable().basis() == Observable.Basis.RUN
                ? "It depends on more than the weights, so the predicted limit gives it no value."
                : "";
    }

    /** Its value at the predicted limit's weights; empty where theory has none. */
    OptionalDouble predicted(Experiment experiment) {
        if (!withoutTheory().isEmpty()) {
            return OptionalDouble.empty();
        }
        Prediction limit = experiment.prediction(Prediction.LIMIT).orElse(null);
        Observable observable = observable();
        if (limit == null
                || (limit.kind() == Prediction.Kind.DIRECTION && observable.basis() != Observable.Basis.DIRECTION)) {
            return OptionalDouble.empty();
        }
        Dynamics dynamics = experiment.newDynamics();
        if (!observable.applies(experiment, dynamics)) {
            return OptionalDouble.empty();
        }
        double value = observable
                .attach(experiment, dynamics)
                .applyAsDouble(new Moment(experiment, dynamics, limit.weights(), Double.NaN));
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** Whether it is read off that observable; a verdict may be read off all. */
    boolean needs(Observable observable) {
        return isVerdict() || observable.id().equals(id);
    }

    /** Whether its value depends on the end of a run alone, and not on the way to it. */
    boolean decidedAtTheEnd() {
        return isCount() || ENDS.contains(id) || (!isVerdict() && observable().basis() != Observable.Basis.RUN);
    }

    /** Its value in a run that is over and has not diverged. */
    Reading measured(Experiment experiment, History history, Outcome outcome) {
        int last = history.size() - 1;
        if (isCount()) {
            return outcome.kind() == Outcome.Kind.CONVERGED
                    ? Reading.of(id.equals(STEPS) ? history.step(last) : history.time(last))
                    : Reading.none("It has not converged. " + outcome.sentence());
        }
        if (!isVerdict()) {
            if (history.has(id)) {
                return Reading.of(history.value(id, last));
            }
            String why = id.equals(DISTANCE) ? experiment.unpredicted() : "";
            return Reading.none(why.isEmpty() ? "This experiment has no such observable." : why);
        }
        Optional<Verdict> verdict =
                Verdicts.statements().get(statementId()).judge(experiment, history, Optional.of(outcome));
        if (verdict.isEmpty()) {
            return Reading.none("The statement says nothing of this experiment.");
        }
        return switch (verdict.get().status()) {
            case HOLDS -> Reading.of(1);
            case FAILS -> Reading.of(0);
            case INCONCLUSIVE -> Reading.none("The verdict is inconclusive.");
            case ASSUMPTION_BROKEN ->
                Reading.none("An assumption is not met: "
                        + verdict.get().assumptions().stream()
                                .filter(assumption -> !assumption.met())
                                .map(Verdict.Assumption::text)
                                .findFirst()
                                .orElse("")
                        + ".");
        };
    }
}
