package org.mirrorflow.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.RunFolder;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab run}: an experiment into a run folder. */
@Command(
        name = "run",
        description = "Runs an experiment into a folder: its series, arrays, predicted limits and verdicts.")
final class RunCommand extends Subcommand {

    /** A run that is killed loses at most this much work. */
    private static final long CHECKPOINT_NANOS = 2_000_000_000L;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PRESET|SPEC",
            description = "a preset or a specification file")
    private @Nullable String target;

    @Option(names = "--out", paramLabel = "DIR", description = "folder of the run (default: runs/NAME, numbered)")
    private @Nullable Path out;

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "change one value, e.g. model.initial-scale=0.1")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "change the seed")
    private @Nullable Long seed;

    @Option(names = "--resume", paramLabel = "DIR", description = "continue the run in this folder")
    private @Nullable Path resume;

    @Option(names = "--alone", description = "leave out the companions of a preset")
    private boolean alone;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Option(names = "--quiet", description = "no progress")
    private boolean quiet;

    private final AtomicBoolean interrupted = new AtomicBoolean();

    @Override
    public Integer call() throws Exception {
        if (resume != null) {
            if (target != null || out != null || seed != null || !changes.isEmpty()) {
                throw new InvalidSettingException(
                        "--resume", "continues a run as it is; leave out the preset, --out, --seed and --set");
            }
            return guarded(this::resumed);
        }
        if (target == null) {
            throw new InvalidSettingException(
                    "lab run", "needs a preset or a specification; lab presets lists presets");
        }
        Targets targets = Targets.of(target).with(changes);
        Specification specification =
                seed == null ? targets.specification() : targets.specification().with("seed", seed);
        return guarded(() -> fresh(targets, specification));
    }

    /** Ctrl-C asks the run to save itself and waits until it has. */
    private int guarded(Callable<Integer> work) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            interrupted.set(true);
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.call();
        } finally {
            done.countDown();
            if (!interrupted.get()) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private int fresh(Targets targets, Specification specification) throws Exception {
        // Everything that can be wrong is found before the folder is made.
        Experiment experiment = Experiment.of(specification, targets.base());
        List<Preset.Companion> companions = alone ? List.of() : targets.companions();
        List<Experiment> others = new ArrayList<>();
        for (Preset.Companion companion : companions) {
            others.add(Experiment.of(companion.of(specification), targets.base()));
        }
        RunFolder folder = RunFolder.create(out != null ? out : vacant(targets.name()), targets.base());
        Run run = Run.start(experiment);
        if (!complete(run, folder, 0)) {
            return stopped(folder);
        }
        List<Verdict> twins = new ArrayList<>();
        for (int i = 0; i < companions.size(); i++) {
            RunFolder beside = RunFolder.create(
                    folder.path()
                            .resolve("companions")
                            .resolve(slug(companions.get(i).name())),
                    targets.base());
            Run other = Run.start(others.get(i));
            if (!complete(other, beside, 0)) {
                return stopped(beside);
            }
            if (companions.get(i).twin()) {
                twins.add(Verdicts.twins(experiment, run.history(), others.get(i), other.history()));
            }
        }
        return report(run, folder, twins);
    }

    private int resumed() throws Exception {
        RunFolder folder = RunFolder.open(java.util.Objects.requireNonNull(resume));
        Experiment experiment = Experiment.of(folder.specification(), folder.base());
        if (folder.finished()) {
            throw new InvalidSettingException(
                    folder.path().toString(), "holds a finished run; there is nothing to continue");
        }
        Run run = folder.resume(experiment);
        folder.log("continued at step " + run.steps());
        return complete(run, folder, folder.wallSeconds()) ? report(run, folder, List.of()) : stopped(folder);
    }

    /** Runs to the end, saving now and then; false when interrupted. */
    private boolean complete(Run run, RunFolder folder, double wallBefore) {
        long begin = System.nanoTime();
        folder.save(run, wallBefore);
        folder.log("started: " + run.experiment().problem().description());
        Progress progress = new Progress(err(), quiet || json);
        long saved = begin;
        while (run.advance()) {
            if ((run.steps() & 15) == 0 || run.continuous()) {
                long now = System.nanoTime();
                progress.show(run, now - begin);
                if (interrupted.get()) {
                    break;
                }
                if (now - saved > CHECKPOINT_NANOS) {
                    folder.save(run, wallBefore + (now - begin) * 1e-9);
                    saved = System.nanoTime();
                }
            }
        }
        progress.clear();
        double wall = wallBefore + (System.nanoTime() - begin) * 1e-9;
        Optional<Outcome> outcome = run.outcome();
        if (outcome.isEmpty()) {
            folder.save(run, wall);
            folder.log("interrupted at step " + run.steps());
            return false;
        }
        folder.finish(run, wall);
        folder.log(outcome.get().kind().id() + ": " + outcome.get().sentence());
        return true;
    }

    private int stopped(RunFolder folder) {
        err().println("Stopped; everything so far is kept. Continue with: lab run --resume " + folder.path());
        err().flush();
        return LabCommand.INTERRUPTED;
    }

    private int report(Run run, RunFolder folder, List<Verdict> twins) throws Exception {
        Outcome outcome = run.outcome().orElseThrow();
        List<Verdict> verdicts = new ArrayList<>(Verdicts.of(run.experiment(), run.history(), run.outcome()));
        verdicts.addAll(twins);
        PrintWriter writer = out();
        if (json) {
            ObjectNode node = JSON.createObjectNode();
            node.put("folder", folder.path().toString());
            node.put("outcome", outcome.kind().id());
            node.put("sentence", outcome.sentence());
            node.put("steps", run.steps());
            node.put("time", run.time());
            node.put("loss", run.loss());
            node.put("wall_seconds", folder.wallSeconds());
            ArrayNode array = node.putArray("verdicts");
            verdicts.forEach(verdict -> array.add(RunFolder.toTree(verdict)));
            print(node);
        } else {
            writer.println(outcome.sentence() + (outcome.advice().isEmpty() ? "" : " " + outcome.advice()));
            writer.printf(
                    Locale.ROOT,
                    "%d steps to t = %s in %.2f s%n",
                    run.steps(),
                    Numbers.readOff(run.time()),
                    folder.wallSeconds());
            if (!run.experiment().unpredicted().isEmpty()) {
                writer.println("No prediction: " + run.experiment().unpredicted());
            }
            for (Verdict verdict : verdicts) {
                writer.printf(
                        "  %-22s %-18s %10s   (at most %s)%n",
                        verdict.name(),
                        verdict.status().id(),
                        Numbers.residual(verdict.value()),
                        Numbers.residual(verdict.tolerance()));
            }
            writer.println(folder.path());
        }
        writer.flush();
        return outcome.kind() == Outcome.Kind.DIVERGED ? LabCommand.DIVERGED : 0;
    }

    private static Path vacant(String name) {
        Path runs = Path.of("runs");
        Path candidate = runs.resolve(name);
        for (int i = 2; Files.exists(candidate); i++) {
            candidate = runs.resolve(name + "-" + i);
        }
        return candidate;
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replace("α", "alpha")
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("^-|-$", "");
    }
}
