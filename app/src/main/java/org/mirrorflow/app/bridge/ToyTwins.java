package org.mirrorflow.app.bridge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.app.chart.PredictedCurves;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.chart.TrainingChart;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.bridge.plan.ToyTwin;
import org.mirrorflow.bridge.plan.TrainingPlan;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.Verdicts;

/**
 * The toys beside a comparison of trainings: each contestant's run of the preset that the comparison names, run in the lab's own
 * engine on a thread of its own. All methods may be called from any thread and return at once.
 */
final class ToyTwins implements AutoCloseable {

    private static final long PUBLISH_NANOS = 150_000_000L;

    private final Consumer<State> listener;
    private final AtomicInteger generation = new AtomicInteger();
    private final ExecutorService engine = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "toy twins");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * The toys at one instant.
     *
     * @param title what they are; empty where a comparison names none
     * @param toys those that have begun
     * @param going whether more is to come
     * @param problem why they cannot be, in one sentence; empty when nothing is wrong
     */
    record State(String title, List<TrainingChart.Toy> toys, boolean going, String problem) {
        static final State NONE = new State("", List.of(), false, "");

        State {
            toys = List.copyOf(toys);
        }
    }

    /** @param listener hears every change, on the toys' thread; must return quickly */
    ToyTwins(Consumer<State> listener) {
        this.listener = listener;
    }

    /** Runs the toys of a plan instead of those before; without a twin there are none. */
    void run(TrainingPlan plan) {
        int own = generation.incrementAndGet();
        engine.execute(() -> {
            Optional<ToyTwin> twin = plan.preset().twin();
            if (twin.isEmpty()) {
                listener.accept(State.NONE);
                return;
            }
            List<TrainingChart.Toy> done = new ArrayList<>();
            String title = "";
            try {
                Preset preset = Presets.get(twin.get().preset());
                title = preset.title();
                List<String> contestants = plan.contestants();
                for (int i = 0; i < contestants.size() && own == generation.get(); i++) {
                    Map<String, Object> changes = twin.get().runs().get(contestants.get(i));
                    if (changes != null) {
                        Specification specification = preset.specification();
                        for (Map.Entry<String, Object> change : changes.entrySet()) {
                            specification = specification.with(change.getKey(), change.getValue());
                        }
                        toTheEnd(title, Role.run(i), contestants.get(i), specification, done, own);
                    }
                }
                publish(own, new State(title, done, false, ""));
            } catch (ProblemException | IllegalArgumentException e) {
                publish(own, new State(title, done, false, String.valueOf(e.getMessage())));
            }
        });
    }

    private void toTheEnd(
            String title, Role role, String name, Specification specification, List<TrainingChart.Toy> done, int own)
            throws ProblemException {
        Run run = Run.start(Experiment.of(specification, Path.of("")));
        long published = 0;
        boolean more = true;
        while (more && own == generation.get()) {
            more = run.advance();
            if (System.nanoTime() - published > PUBLISH_NANOS) {
                published = System.nanoTime();
                List<TrainingChart.Toy> now = new ArrayList<>(done);
                now.add(toy(role, name, run));
                publish(own, new State(title, now, true, ""));
            }
        }
        done.add(toy(role, name, run));
    }

    private static TrainingChart.Toy toy(Role role, String name, Run run) {
        History history = run.history();
        return new TrainingChart.Toy(
                role,
                new RunView(
                        role,
                        name,
                        run.experiment(),
                        history,
                        run.outcome(),
                        Verdicts.of(run.experiment(), history, run.outcome()),
                        new PredictedCurves(run.experiment(), history),
                        history.size() - 1,
                        Ensemble.NONE));
    }

    private void publish(int own, State state) {
        if (own == generation.get()) {
            listener.accept(state);
        }
    }

    @Override
    public void close() {
        generation.incrementAndGet();
        engine.shutdown();
    }
}
