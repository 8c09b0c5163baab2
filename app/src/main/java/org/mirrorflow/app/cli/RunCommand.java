package org.mirrorflow.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.run.History;
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

    private static final String COMPANIONS = "companions";

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

    @Option(names = "--resume", paramLabel = "DIR", description = "continue the run in this folder, and its companions")
    private @Nullable Path resume;

    @Option(
            names = "--checkpoint",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "save so often; a run that is killed loses no more (default: ${DEFAULT-VALUE})")
    private double checkpoint;

    @Option(names = "--alone", description = "leave out the companions of a preset")
    private boolean alone;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Option(names = "--quiet", description = "no progress")
    private boolean quiet;

    @Override
    public Integer call() throws Exception {
        if (!(checkpoint >= 0)) {
            throw new InvalidSettingException("--checkpoint", "is " + checkpoint + "; it must be 0 seconds or more");
        }
        if (resume != null) {
            if (target != null || out != null || seed != null || alone || !changes.isEmpty()) {
                throw new InvalidSettingException(
                        "--resume", "continues a run as it is; leave out the preset, --out, --seed, --set and --alone");
            }
            Path path = resume;
            return guarded(() -> resumed(path));
        }
        if (target == null) {
            throw new InvalidSettingException(
                    "lab run", "needs a preset or a specification; lab presets lists presets");
        }
        if (out != null && out.toString().isBlank()) {
            throw new InvalidSettingException("--out", "names no folder; give the folder of the run");
        }
        Targets targets = Targets.of(target).with(changes);
        Specification specification =
                seed == null ? targets.specification() : targets.specification().with("seed", seed);
        return guarded(() -> fresh(targets, specification));
    }

    /**
     * A run and where it is kept.
     *
     * @param name what tells it from the first; empty for the first
     * @param twin whether it follows the trajectory of the first
     */
    private record Leg(String name, Experiment experiment, RunFolder folder, boolean twin) {

        boolean primary() {
            return name.isEmpty();
        }
    }

    private int fresh(Targets targets, Specification specification) throws Exception {
        // Everything that can be wrong is found before the folder is made.
        Experiment experiment = Experiment.of(specification, targets.base());
        List<Experiment> others = new ArrayList<>();
        List<Preset.Companion> companions = alone ? List.of() : targets.companions();
        for (Preset.Companion companion : companions) {
            others.add(Experiment.of(companion.of(specification), targets.base()));
        }
        Path place = out != null ? out : vacant(targets.name());
        List<Leg> legs = new ArrayList<>();
        legs.add(new Leg("", experiment, RunFolder.create(place, targets.base()), false));
        for (int i = 0; i < others.size(); i++) {
            String name = companions.get(i).name();
            Path beside = place.resolve(COMPANIONS).resolve(slug(name));
            legs.add(new Leg(
                    name,
                    others.get(i),
                    RunFolder.create(beside, targets.base()),
                    companions.get(i).twin()));
        }
        // All stand on disk before the first begins, so that one --resume finds and continues them all.
        for (Leg leg : legs) {
            leg.folder().save(Run.start(leg.experiment()), 0);
            leg.folder().log("started: " + leg.experiment().problem().description());
        }
        return completed(legs);
    }

    private int resumed(Path path) throws Exception {
        RunFolder folder = RunFolder.open(path);
        Experiment experiment = folder.experiment();
        List<Leg> legs = new ArrayList<>();
        legs.add(new Leg("", experiment, folder, false));
        for (Path beside : besides(path)) {
            RunFolder other = RunFolder.open(beside);
            Experiment companion = Experiment.of(other.specification(), other.base());
            String name = difference(experiment, companion, beside);
            legs.add(new Leg(name, companion, other, isTwin(experiment, name, companion)));
        }
        if (legs.stream().allMatch(leg -> leg.folder().finished())) {
            throw new InvalidSettingException(
                    path.toString(), "holds a finished run; there is nothing to continue, look at it with lab plot");
        }
        return completed(legs);
    }

    private static List<Path> besides(Path path) throws IOException {
        Path companions = path.resolve(COMPANIONS);
        if (!Files.isDirectory(companions)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(companions)) {
            return entries.filter(entry -> Files.exists(entry.resolve("run.json")))
                    .sorted()
                    .toList();
        }
    }

    /** What {@link Preset.Companion#of} has put behind the title, or else the folder's name. */
    private static String difference(Experiment first, Experiment other, Path folder) {
        String start = first.specification().title() + ", ";
        String title = other.specification().title();
        return title.startsWith(start) ? title.substring(start.length()) : String.valueOf(folder.getFileName());
    }

    private int completed(List<Leg> legs) throws Exception {
        for (int i = 0; i < legs.size(); i++) {
            String label = legs.size() == 1 ? "" : "run " + (i + 1) + " of " + legs.size() + "  ";
            if (!complete(legs.get(i), label)) {
                err().println("Stopped; everything so far is kept. Continue with: lab run --resume "
                        + legs.getFirst().folder().path());
                err().flush();
                return LabCommand.INTERRUPTED;
            }
        }
        return report(legs);
    }

    /** Runs to the end, saving now and then; false when interrupted. */
    private boolean complete(Leg leg, String label) {
        RunFolder folder = leg.folder();
        if (folder.finished()) {
            return true;
        }
        double wallBefore = folder.wallSeconds();
        Run run = folder.resume(leg.experiment());
        if (run.steps() > 0) {
            folder.log("continued at step " + run.steps());
        }
        long begin = System.nanoTime();
        Progress progress = new Progress(err(), label, quiet || json);
        long saved = begin;
        while (run.advance()) {
            if ((run.steps() & 15) == 0 || run.continuous()) {
                long now = System.nanoTime();
                progress.show(run, now - begin);
                if (interrupted()) {
                    break;
                }
                if ((now - saved) * 1e-9 > checkpoint) {
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

    private int report(List<Leg> legs) {
        Leg first = legs.getFirst();
        History history = first.folder().history();
        ObjectNode root = JSON.createObjectNode();
        ArrayNode beside = JSON.createArrayNode();
        boolean diverged = false;
        for (Leg leg : legs) {
            Outcome outcome = leg.folder().outcome().orElseThrow();
            diverged |= outcome.kind() == Outcome.Kind.DIVERGED;
            History record = leg.primary() ? history : leg.folder().history();
            List<Verdict> verdicts = new ArrayList<>(Verdicts.of(leg.experiment(), record, Optional.of(outcome)));
            if (leg.twin()) {
                verdicts.add(Verdicts.twins(first.experiment(), history, leg.experiment(), record));
            }
            if (json) {
                describe(
                        leg.primary() ? root : beside.addObject().put("name", leg.name()),
                        leg,
                        outcome,
                        record,
                        verdicts);
            } else {
                write(leg, outcome, record, verdicts);
            }
        }
        if (json) {
            root.set(COMPANIONS, beside);
            print(root);
        }
        out().flush();
        return diverged ? LabCommand.DIVERGED : 0;
    }

    /** Whether a preset says that these two follow one trajectory. */
    private static boolean isTwin(Experiment first, String name, Experiment other) {
        Specification specification = first.specification();
        return Presets.all().stream()
                .flatMap(preset -> preset.companions().stream())
                .filter(companion -> companion.twin() && companion.name().equals(name))
                .anyMatch(companion -> companion.of(specification).equals(other.specification()));
    }

    private static void describe(ObjectNode node, Leg leg, Outcome outcome, History history, List<Verdict> verdicts) {
        int last = history.size() - 1;
        node.put("folder", leg.folder().path().toString());
        node.put("outcome", outcome.kind().id());
        node.put("sentence", outcome.sentence());
        node.put("steps", history.step(last));
        node.put("time", history.time(last));
        node.put("loss", history.value("loss", last));
        node.put("wall_seconds", leg.folder().wallSeconds());
        Experiment experiment = leg.experiment();
        experiment
                .mirrorStructure()
                .ifPresent(structure -> node.set(
                        "mirror_map",
                        RunFolder.toTree(structure, experiment.problem().layout())));
        ArrayNode array = node.putArray("verdicts");
        verdicts.forEach(verdict -> array.add(RunFolder.toTree(verdict)));
    }

    private void write(Leg leg, Outcome outcome, History history, List<Verdict> verdicts) {
        PrintWriter writer = out();
        int last = history.size() - 1;
        if (!leg.primary()) {
            writer.printf("%nBeside it, %s:%n", leg.name());
        }
        writer.println(outcome.sentence() + (outcome.advice().isEmpty() ? "" : " " + outcome.advice()));
        writer.printf(
                Locale.ROOT,
                "%d steps to t = %s in %.2f s%n",
                history.step(last),
                typed(Numbers.readOff(history.time(last))),
                leg.folder().wallSeconds());
        if (!leg.experiment().geometry().isEmpty()) {
            writer.println(typed(leg.experiment().geometry()));
        }
        if (!leg.experiment().unpredicted().isEmpty()) {
            writer.println("No prediction: " + leg.experiment().unpredicted());
        }
        for (Verdict verdict : verdicts) {
            writer.printf(
                    "  %-22s %-18s %10s   (at most %s)%n",
                    verdict.name(),
                    verdict.status().id(),
                    typed(Numbers.residual(verdict.value())),
                    typed(Numbers.residual(verdict.tolerance())));
        }
        writer.println(leg.folder().path());
    }

    /** A number as programs read it: the lab's own minus sign is a typographer's. */
    static String typed(String number) {
        return number.replace('\u2212', '-');
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
