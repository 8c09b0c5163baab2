package org.mirrorflow.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.bridge.client.RunPhase;
import org.mirrorflow.bridge.client.RunStatus;
import org.mirrorflow.bridge.client.TrainingSession;
import org.mirrorflow.bridge.client.TrainingState;
import org.mirrorflow.bridge.client.WorkerCommand;
import org.mirrorflow.bridge.client.WorkerStatus;
import org.mirrorflow.bridge.plan.Contestant;
import org.mirrorflow.bridge.plan.TrainingException;
import org.mirrorflow.bridge.plan.TrainingPlan;
import org.mirrorflow.bridge.plan.TrainingPreset;
import org.mirrorflow.bridge.plan.TrainingPresets;
import org.mirrorflow.bridge.worker.Worker;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab train}: networks under several optimizers and seeds, in a worker, into a folder. */
@Command(
        name = "train",
        description =
                "Trains a network under one or more optimizers and seeds, in a process of its own, into a folder.")
final class TrainCommand extends Subcommand {

    /** What several seeds are compared by. */
    private static final List<String> OVER_SEEDS = List.of(
            "loss",
            "test-loss",
            "test-accuracy",
            "pruned-loss-80",
            "pruned-accuracy-80",
            "pruned-loss-90",
            "pruned-accuracy-90",
            "pruned-loss-95",
            "pruned-accuracy-95",
            "l1-l2-ratio",
            "l2-shift");

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PRESET|SPEC",
            description = "a training that ships (lab train --list), or a specification file")
    private @Nullable String target;

    @Option(names = "--list", description = "list the trainings that ship")
    private boolean list;

    @Option(
            names = "--optimizers",
            split = ",",
            paramLabel = "A,B",
            description = "what to compare: names or kinds of the training's own optimizers, or other kinds with their"
                    + " defaults (default: all its own)")
    private List<String> optimizers = new ArrayList<>();

    @Option(names = "--seeds", paramLabel = "N", description = "runs of each optimizer (default: the training's own)")
    private @Nullable Integer seeds;

    @Option(names = "--seed", paramLabel = "N", description = "the first seed")
    private @Nullable Long seed;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "change one value, e.g. steps=200; optimizer.step-size=0.01 changes that of every optimizer")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "folder (default: trainings/NAME, numbered)")
    private @Nullable Path out;

    @Option(names = "--resume", paramLabel = "DIR", description = "continue the trainings in this folder")
    private @Nullable Path resume;

    @Option(
            names = "--checkpoint",
            paramLabel = "STEPS",
            description = "steps from one checkpoint to the next (default: a twentieth of the steps)")
    private @Nullable Long checkpoint;

    @Option(names = "--on", paramLabel = "HOST", description = "train on another machine, through ssh")
    private @Nullable String host;

    @Option(
            names = "--worker",
            paramLabel = "COMMAND",
            description =
                    "what starts a worker: with --on there (default: lab worker), without it here, e.g. under srun")
    private @Nullable String worker;

    @Option(names = "--parallel", paramLabel = "N", description = "trainings at a time on this computer (default: 1)")
    private int parallel = 1;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Option(names = "--quiet", description = "no progress")
    private boolean quiet;

    @Override
    public Integer call() throws Exception {
        if (list) {
            return listed();
        }
        if (resume != null) {
            if (target != null || out != null || seeds != null || seed != null || !changes.isEmpty()) {
                throw new InvalidSettingException(
                        "--resume", "continues trainings as they are; leave out the preset and what changes it");
            }
            Path folder = resume;
            WorkerCommand command = command();
            return guarded(() -> {
                try (Watch watch = new Watch(command, folder)) {
                    watch.session.open(folder);
                    watch.session.resume();
                    return watch.toTheEnd();
                }
            });
        }
        if (target == null) {
            throw new InvalidSettingException(
                    "lab train", "needs a training; lab train --list names those that ship, and a file is one as well");
        }
        TrainingPlan plan = plan(target);
        Path folder = out != null ? out : vacant(target);
        WorkerCommand command = command();
        return guarded(() -> {
            try (Watch watch = new Watch(command, folder)) {
                watch.session.start(plan, folder);
                return watch.toTheEnd();
            }
        });
    }

    private TrainingPlan plan(String named) {
        TrainingPreset preset = TrainingPresets.named(named);
        if (!optimizers.isEmpty()) {
            List<Contestant> chosen = TrainingPresets.choose(preset, optimizers);
            preset = preset.with(chosen, preset.seeds());
        }
        for (String change : changes) {
            preset = TrainingPresets.changed(preset, change);
        }
        if (seed != null) {
            preset = TrainingPresets.changed(preset, "seed=" + seed);
        }
        if (seeds != null) {
            preset = preset.with(preset.contestants(), seeds);
        }
        if (checkpoint != null) {
            preset = preset.withCheckpoint(checkpoint);
        }
        return TrainingPlan.of(preset);
    }

    private WorkerCommand command() {
        if (parallel < 1) {
            throw new InvalidSettingException("--parallel", "is " + parallel + "; give 1 or more");
        }
        if (host != null) {
            return WorkerCommand.ssh(host, worker == null ? WorkerCommand.REMOTE : worker);
        }
        if (worker != null) {
            List<String> words = Arrays.stream(worker.strip().split("\\s+")).toList();
            return new WorkerCommand(words.getFirst(), words, false);
        }
        if (!Worker.hasCore()) {
            throw new TrainingException(Worker.NO_CORE + " " + Worker.NO_CORE_ADVICE);
        }
        return WorkerCommand.local(List.of(Worker.PARALLEL + parallel));
    }

    private static Path vacant(String named) {
        String name = String.valueOf(Path.of(named).getFileName()).replaceFirst("\\.json$", "");
        Path all = Path.of("trainings");
        Path candidate = all.resolve(name);
        for (int k = 2; Files.exists(candidate); k++) {
            candidate = all.resolve(name + "-" + k);
        }
        return candidate;
    }

    /** A session and what it says, looked at until all is done. */
    private final class Watch implements AutoCloseable {
        private final BlockingQueue<TrainingState> states = new LinkedBlockingQueue<>();
        private final TrainingSession session;
        private final Path folder;
        private final ProgressLine line = new ProgressLine(err(), quiet || json);
        private final long began = System.nanoTime();

        Watch(WorkerCommand command, Path folder) {
            this.folder = folder;
            this.session = new TrainingSession(() -> command, TrainingSession.PATIENCE, states::add);
        }

        int toTheEnd() throws InterruptedException {
            long revivedAt = -1;
            boolean silent = false;
            TrainingState state = TrainingState.EMPTY;
            while (!interrupted()) {
                TrainingState next = states.poll(100, TimeUnit.MILLISECONDS);
                if (next == null) {
                    continue;
                }
                state = next;
                if (!state.problem().isEmpty() && !state.working()) {
                    line.clear();
                    throw new TrainingException(state.problem());
                }
                if (state.runs().isEmpty()) {
                    continue;
                }
                if (state.worker().state() == WorkerStatus.State.LOST && !state.working()) {
                    long reached = state.runs().stream()
                            .mapToLong(run -> Math.max(0, run.checkpoint()))
                            .sum();
                    line.clear();
                    if (reached <= revivedAt) {
                        throw new TrainingException(state.worker().sentence()
                                + " It died twice without coming further; everything so far is kept. Continue with:"
                                + " lab train --resume " + folder);
                    }
                    revivedAt = reached;
                    err().println(state.worker().sentence() + " Starting another one from the last checkpoints.");
                    err().flush();
                    states.clear();
                    session.revive();
                    continue;
                }
                boolean stalled = state.worker().state() == WorkerStatus.State.STALLED;
                if (stalled && !silent) {
                    line.clear();
                    err().println(state.worker().sentence());
                    err().flush();
                }
                silent = stalled;
                TrainingState now = state;
                line.show(System.nanoTime() - began, () -> words(now));
                if (!state.working() && !lost(state)) {
                    line.clear();
                    session.close();
                    return report(state);
                }
            }
            line.clear();
            session.close();
            err().println("Stopped; everything so far is kept. Continue with: lab train --resume " + folder);
            err().flush();
            return LabCommand.INTERRUPTED;
        }

        private static boolean lost(TrainingState state) {
            return state.runs().stream().anyMatch(run -> run.phase() == RunPhase.LOST);
        }

        private int report(TrainingState state) {
            List<RunStatus> failed = state.runs().stream()
                    .filter(run -> run.phase() == RunPhase.FAILED)
                    .toList();
            if (failed.size() == state.runs().size()) {
                throw new TrainingException(failed.getFirst().problem());
            }
            if (json) {
                print(tree(state));
            } else {
                int width = state.runs().stream()
                        .mapToInt(run -> run.run().name().length())
                        .max()
                        .orElse(0);
                for (RunStatus run : state.runs()) {
                    out().printf(
                                    "%-" + width + "s  %-9s %s%n",
                                    run.run().name(),
                                    run.phase().word(),
                                    numbers(run));
                    if (!run.problem().isEmpty()) {
                        out().println("    " + run.problem());
                    }
                    run.notes().stream()
                            .filter(note -> note.startsWith("resumed"))
                            .forEach(note -> out().println("    " + note));
                }
                overSeeds(state).forEach(out()::println);
                out().println(folder);
            }
            out().flush();
            return state.runs().stream().allMatch(run -> run.phase() == RunPhase.DIVERGED)
                    ? LabCommand.DIVERGED
                    : failed.isEmpty() ? 0 : LabCommand.MISTAKE;
        }

        /** Of each contestant with several seeds that ended, mean ± standard deviation of its last metrics. */
        private static List<String> overSeeds(TrainingState state) {
            Map<String, List<RunStatus>> contestants = new LinkedHashMap<>();
            state.runs().stream()
                    .filter(run -> run.phase() == RunPhase.DONE)
                    .forEach(run -> contestants
                            .computeIfAbsent(run.run().contestant(), _ -> new ArrayList<>())
                            .add(run));
            List<String> lines = new ArrayList<>();
            contestants.forEach((name, runs) -> {
                if (runs.size() < 2) {
                    return;
                }
                StringBuilder line = new StringBuilder(name + ", " + runs.size() + " seeds, mean ± deviation:");
                for (String metric : OVER_SEEDS) {
                    double[] values = runs.stream()
                            .flatMap(run -> run.series().last(metric).stream())
                            .mapToDouble(Double::doubleValue)
                            .toArray();
                    if (values.length == runs.size()) {
                        double mean = Arrays.stream(values).average().orElse(0);
                        double squares = Arrays.stream(values)
                                .map(x -> (x - mean) * (x - mean))
                                .sum();
                        line.append(String.format(
                                Locale.ROOT,
                                "  %s %.4g ± %.2g",
                                metric,
                                mean,
                                Math.sqrt(squares / (values.length - 1))));
                    }
                }
                lines.add(line.toString());
            });
            return lines;
        }

        private ObjectNode tree(TrainingState state) {
            ObjectNode root = JSON.createObjectNode();
            root.put("folder", folder.toString());
            ArrayNode runs = root.putArray("runs");
            for (RunStatus run : state.runs()) {
                ObjectNode node = runs.addObject();
                node.put("id", run.run().id());
                node.put("name", run.run().contestant());
                node.put("seed", run.run().seed());
                node.put("status", run.phase().word());
                node.put("steps", run.step());
                node.put("device", run.device());
                node.put("parameters", run.parameters());
                if (!run.problem().isEmpty()) {
                    node.put("problem", run.problem());
                }
                ObjectNode metrics = node.putObject("metrics");
                for (String metric : run.series().metrics()) {
                    double value = run.series().last(metric).orElse(Double.NaN);
                    if (Double.isFinite(value)) {
                        metrics.put(metric, value);
                    } else {
                        metrics.putNull(metric);
                    }
                }
            }
            return root;
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private static String numbers(RunStatus run) {
        StringBuilder words = new StringBuilder("step " + run.step());
        for (String metric : List.of("loss", "batch-accuracy", "test-accuracy")) {
            run.series()
                    .last(metric)
                    .ifPresent(value -> words.append("  ")
                            .append(metric)
                            .append(' ')
                            .append(RunCommand.typed(Numbers.readOff(value))));
        }
        return words.toString();
    }

    /** How far it is, in words. */
    private static String words(TrainingState state) {
        StringBuilder words = new StringBuilder();
        long over = state.ended();
        if (state.runs().size() > 1) {
            words.append(over).append(" of ").append(state.runs().size()).append(" done  ");
        }
        state.runs().stream()
                .filter(run -> run.phase() == RunPhase.RUNNING || run.phase() == RunPhase.PREPARING)
                .findFirst()
                .ifPresent(run -> {
                    words.append(run.run().name()).append(": ");
                    if (run.phase() == RunPhase.PREPARING) {
                        words.append("preparing");
                        return;
                    }
                    words.append("step ").append(run.step()).append(" of ").append(run.budget());
                    run.series()
                            .last("loss")
                            .ifPresent(loss -> words.append("  loss ").append(RunCommand.typed(Numbers.readOff(loss))));
                    if (run.pace() > 0) {
                        words.append(String.format(Locale.ROOT, "  %.3g steps/s", run.pace()));
                    }
                });
        double left = state.secondsLeft();
        if (Double.isFinite(left)) {
            words.append(String.format(Locale.ROOT, ", about %.0f s left", left));
        }
        return words.toString();
    }

    private int listed() {
        if (json) {
            ArrayNode array = JSON.createArrayNode();
            for (TrainingPreset preset : TrainingPresets.all()) {
                ObjectNode node = array.addObject();
                node.put("id", preset.id()).put("title", preset.title()).put("sentence", preset.sentence());
                node.put("size", preset.size()).put("paper", preset.paper()).put("tier", preset.tier());
                node.set("specification", preset.specification());
                ArrayNode compared = node.putArray("optimizers");
                preset.contestants()
                        .forEach(each ->
                                compared.addObject().put("name", each.name()).set("optimizer", each.optimizer()));
                ArrayNode reported = node.putArray("reported");
                preset.reported()
                        .forEach(each -> reported.addObject()
                                .put("what", each.what())
                                .put("number", each.number())
                                .put("source", each.source()));
                ArrayNode measured = node.putArray("measured");
                preset.measured()
                        .forEach(each -> measured.addObject()
                                .put("what", each.what())
                                .put("number", each.number())
                                .put("verdict", each.verdict())
                                .put("how", each.how()));
            }
            print(array);
        } else {
            tier("Small: minutes on a processor", TrainingPreset.SMALL);
            tier("Full: the paper's size, for a GPU", TrainingPreset.FULL);
        }
        out().flush();
        return 0;
    }

    private void tier(String heading, String tier) {
        out().println(heading);
        for (TrainingPreset preset : TrainingPresets.all()) {
            if (preset.tier().equals(tier)) {
                out().printf("  %-32s %s (%s)%n", preset.id(), preset.title(), preset.paper());
                out().printf("  %-32s %s%n", "", preset.sentence());
                out().printf("  %-32s %s%n", "", preset.size());
                preset.reported()
                        .forEach(each -> out().printf(
                                        "  %-32s Reported: %s: %s (%s).%n",
                                        "", each.what(), each.number(), each.source()));
                preset.measured()
                        .forEach(each -> out().printf(
                                        "  %-32s Measured: %s: %s. %s (%s)%n",
                                        "", each.what(), each.number(), each.verdict(), each.how()));
            }
        }
    }
}
