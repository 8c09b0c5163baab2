package org.mirrorflow.app.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.RunFolder;
import org.mirrorflow.sim.sweep.SweepFolder;
import org.mirrorflow.sim.sweep.SweepResult;

/** The numbers of a source, run or read. */
public sealed interface Material {

    /**
     * A run.
     *
     * @param view the run, under all its seeds
     */
    record OfRun(RunView view) implements Material {}

    /**
     * A sweep.
     *
     * @param result what its cells have
     */
    record OfSweep(SweepResult result) implements Material {}

    /**
     * Runs or reads a source; this takes as long as its runs.
     *
     * @param stop whether to give up, asked between two steps
     * @throws ProblemException when its data cannot be had
     * @throws CancellationException when it was given up
     */
    static Material of(Source source, BooleanSupplier stop) throws ProblemException {
        return switch (source.origin()) {
            case Source.Rerun rerun -> new OfRun(run(rerun, stop));
            case Source.Stored stored -> {
                RunFolder folder = RunFolder.open(stored.folder());
                History history = folder.history();
                yield new OfRun(
                        RunView.of(Role.RUN_A, "", folder.experiment(), history, folder.outcome(), history.size() - 1));
            }
            case Source.Swept swept -> {
                try (SweepFolder folder = SweepFolder.open(swept.folder())) {
                    yield new OfSweep(folder.result());
                }
            }
        };
    }

    private static RunView run(Source.Rerun rerun, BooleanSupplier stop) throws ProblemException {
        Specification own = rerun.specification();
        List<Ensemble.Member> members = new ArrayList<>();
        RunView first = null;
        for (int k = 0; k < rerun.seeds(); k++) {
            long seed = own.seed() + k;
            Experiment experiment = Experiment.of(k == 0 ? own : own.with("seed", seed), rerun.base());
            Run run = Run.start(experiment);
            Optional<Outcome> outcome = advance(run, rerun.until(), stop);
            History history = run.history();
            members.add(new Ensemble.Member(seed, history));
            if (first == null) {
                int cursor = Double.isNaN(rerun.lookingAt())
                        ? history.size() - 1
                        : history.rowAt(Clocks::logTime, rerun.lookingAt());
                first = RunView.of(Role.RUN_A, "", experiment, history, outcome, cursor);
            }
        }
        if (first == null) {
            throw new IllegalStateException("a run has at least one seed");
        }
        return rerun.seeds() == 1 ? first : first.among(new Ensemble(Ensemble.Spread.SEM, members));
    }

    private static Optional<Outcome> advance(Run run, double until, BooleanSupplier stop) {
        while (run.outcome().isEmpty() && !(run.clock() >= until)) {
            if (stop.getAsBoolean()) {
                throw new CancellationException("the figure is no longer wanted");
            }
            run.advance();
        }
        return run.outcome();
    }
}
