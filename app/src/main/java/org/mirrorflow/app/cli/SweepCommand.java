package org.mirrorflow.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.SweepChart;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.sweep.Aggregate;
import org.mirrorflow.sim.sweep.Sweep;
import org.mirrorflow.sim.sweep.SweepAxis;
import org.mirrorflow.sim.sweep.SweepCodec;
import org.mirrorflow.sim.sweep.SweepFolder;
import org.mirrorflow.sim.sweep.SweepPresets;
import org.mirrorflow.sim.sweep.SweepQuantity;
import org.mirrorflow.sim.sweep.SweepResult;
import org.mirrorflow.sim.sweep.SweepRunner;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab sweep}: one quantity over one or two parameters and several seeds, into a sweep folder. */
@Command(
        name = "sweep",
        description = "Runs an experiment over one or two parameters and several seeds, on all cores, into a folder.")
final class SweepCommand extends Subcommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SWEEP|PRESET|SPEC",
            description =
                    "a sweep (a file, or one of: scale-and-depth, dose-and-noise), or what --axis is to vary: a preset"
                            + " or a specification file")
    private @Nullable String target;

    @Option(
            names = "--axis",
            paramLabel = "PATH=VALUES",
            description =
                    "a parameter and its values: PATH=FROM..TO:COUNT, PATH=FROM..TO:log:COUNT or PATH=A,B,C; once or"
                            + " twice, the first is the abscissa")
    private List<String> axes = new ArrayList<>();

    @Option(names = "--seeds", paramLabel = "N", description = "runs of each cell (default: 1, or the sweep's own)")
    private @Nullable Integer seeds;

    @Option(
            names = "--quantity",
            paramLabel = "ID",
            description =
                    "an observable's id, steps, time or verdict:ID; distance is the distance to the predicted limit"
                            + " (default: distance)")
    private @Nullable String quantity;

    @Option(names = "--log10", description = "take the decadic logarithm of the quantity")
    private boolean log10;

    @Option(names = "--aggregate", paramLabel = "HOW", description = "mean, median, sd or count (default: mean)")
    private @Nullable String aggregate;

    @Option(
            names = "--count-limits",
            description = "count runs that stop at their limit of time or steps; without it they have no number")
    private boolean countLimits;

    @Option(
            names = "--ends",
            paramLabel = "HOW",
            description =
                    "simulated: every cell is run; newton: the limit of the flow, by Newton on the optimality conditions,"
                            + " with some cells run as well to compare (default: simulated, or the sweep's own)")
    private @Nullable String ends;

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "change one value of the experiment")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "folder of the sweep (default: sweeps/NAME, numbered)")
    private @Nullable Path out;

    @Option(names = "--threads", paramLabel = "N", description = "threads (default: all cores)")
    private @Nullable Integer threads;

    @Option(names = "--resume", paramLabel = "DIR", description = "continue the sweep in this folder")
    private @Nullable Path resume;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Option(names = "--quiet", description = "no progress")
    private boolean quiet;

    @Override
    public Integer call() throws Exception {
        int cores = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (cores < 1) {
            throw new InvalidSettingException("--threads", "is " + cores + "; give 1 or more");
        }
        if (resume != null) {
            if (target != null || out != null || seeds != null || !axes.isEmpty() || !changes.isEmpty()) {
                throw new InvalidSettingException(
                        "--resume", "continues a sweep as it is; leave out everything else but --threads");
            }
            Path path = resume;
            return guarded(() -> completed(SweepFolder.open(path), cores));
        }
        if (target == null) {
            throw new InvalidSettingException(
                    "lab sweep",
                    "needs a sweep, a preset or a specification; lab presets lists presets, and these are sweeps: "
                            + String.join(", ", SweepPresets.all().keySet()));
        }
        String named = target;
        Path file = Path.of(named);
        Path base = Path.of("");
        String name = named;
        Optional<Sweep> known = SweepPresets.get(named);
        if (known.isEmpty() && Files.isRegularFile(file)) {
            Path parent = file.toAbsolutePath().getParent();
            base = parent == null ? base : parent;
            name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
            known = SweepCodec.isSweep(SweepCodec.text(file)) ? Optional.of(SweepCodec.read(file)) : known;
        }
        Sweep sweep;
        if (known.isPresent()) {
            sweep = changed(known.get());
        } else {
            Targets targets = Targets.of(named).with(changes);
            base = targets.base();
            name = targets.name();
            sweep = fresh(targets.specification());
        }
        Path place = out != null ? out : vacant(name);
        Path from = base;
        return guarded(() -> completed(SweepFolder.create(place, sweep, from), cores));
    }

    /** A sweep of this experiment over what {@code --axis} says. */
    private Sweep fresh(Specification base) {
        if (axes.isEmpty()) {
            throw new InvalidSettingException(
                    "--axis", "is missing; say what to vary, such as --axis model.initial-scale=1e-3..1:log:16");
        }
        return new Sweep(
                base.title(),
                base,
                axes(base),
                seeds == null ? 1 : seeds,
                SweepQuantity.of(quantity == null ? "distance" : quantity),
                log10,
                Aggregate.of(aggregate == null ? Aggregate.MEAN.id() : aggregate),
                countLimits ? Sweep.Limits.COUNT : Sweep.Limits.MISSING,
                SweepCodec.ends(ends == null ? Sweep.Ends.SIMULATED.id() : ends));
    }

    /** A sweep with what the options change in it. */
    private Sweep changed(Sweep sweep) {
        Specification base = sweep.base();
        for (String change : changes) {
            base = new Targets("", base, List.of(), Path.of(""))
                    .with(List.of(change))
                    .specification();
        }
        return new Sweep(
                sweep.title(),
                base,
                axes.isEmpty() ? sweep.axes() : axes(base),
                seeds == null ? sweep.seeds() : seeds,
                quantity == null ? sweep.quantity() : SweepQuantity.of(quantity),
                log10 || (sweep.log10() && quantity == null),
                aggregate == null ? sweep.aggregate() : Aggregate.of(aggregate),
                countLimits ? Sweep.Limits.COUNT : sweep.limits(),
                ends == null ? sweep.ends() : SweepCodec.ends(ends));
    }

    private List<SweepAxis> axes(Specification base) {
        return axes.stream().map(axis -> SweepAxis.parse(base, axis)).toList();
    }

    private int completed(SweepFolder folder, int cores) {
        try (folder) {
            SweepResult before = folder.result();
            Sweep sweep = folder.sweep();
            if (before.finished()) {
                // Killed after the last trial and before the table.
                folder.finish(before);
                return report(folder, before);
            }
            ProgressLine line = new ProgressLine(err(), quiet || json);
            SweepResult result = new SweepRunner(sweep, folder.base(), cores)
                    .run(before, this::interrupted, (trial, progress) -> {
                        folder.append(trial);
                        line.show((long) (progress.seconds() * 1e9), () -> words(progress));
                    });
            line.clear();
            if (!result.finished()) {
                err().println("Stopped; " + result.done() + " of " + sweep.trials()
                        + " runs are kept. Continue with: lab sweep --resume " + folder.path());
                err().flush();
                return LabCommand.INTERRUPTED;
            }
            folder.finish(result);
            return report(folder, result);
        }
    }

    /** How far it is, in words. */
    private static String words(SweepRunner.Progress progress) {
        return String.format(
                Locale.ROOT,
                "%d of %d runs  %.0f %%, about %.0f s left",
                progress.done(),
                progress.trials(),
                100.0 * progress.done() / progress.trials(),
                progress.left());
    }

    private int report(SweepFolder folder, SweepResult result) {
        Sweep sweep = result.sweep();
        long missing = result.trials().stream()
                .filter(trial -> Double.isNaN(result.number(trial)))
                .count();
        double[] values = new double[sweep.columns() * sweep.rows()];
        for (int k = 0; k < values.length; k++) {
            values[k] = result.cell(k % sweep.columns(), Math.floorDiv(k, sweep.columns()))
                    .value();
        }
        double low = Arrays.stream(values).filter(Double::isFinite).min().orElse(Double.NaN);
        double high = Arrays.stream(values).filter(Double::isFinite).max().orElse(Double.NaN);
        if (json) {
            ObjectNode root = JSON.createObjectNode();
            root.put("folder", folder.path().toString());
            root.put("trials", result.done());
            root.put("missing", missing);
            root.put("least", Double.isNaN(low) ? null : low);
            root.put("largest", Double.isNaN(high) ? null : high);
            root.put("without_theory", SweepChart.withoutTheory(result));
            root.put("ends", sweep.ends().id());
            if (sweep.ends() == Sweep.Ends.NEWTON) {
                result.agreement()
                        .ifPresent(found -> root.putObject("agreement")
                                .put("compared", found.compared())
                                .put("median", found.median())
                                .put("largest", found.largest())
                                .put("cell", sweep.cellName(found.column(), found.row())));
            }
            print(root);
        } else {
            out().println(RunCommand.typed(SweepChart.describe(result)));
            String agreement = SweepChart.agreement(result);
            if (!agreement.isEmpty()) {
                out().println(RunCommand.typed(agreement));
            }
            String reason = SweepChart.withoutTheory(result);
            if (!reason.isEmpty()) {
                out().println("No prediction: " + reason);
            }
            if (missing > 0) {
                out().println(missing + " runs without a number; "
                        + folder.path().resolve("cells.csv") + " says why.");
            }
            out().println(folder.path().resolve("table.csv"));
        }
        out().flush();
        return 0;
    }

    private static Path vacant(String name) {
        Path all = Path.of("sweeps");
        Path candidate = all.resolve(name);
        for (int k = 2; Files.exists(candidate); k++) {
            candidate = all.resolve(name + "-" + k);
        }
        return candidate;
    }
}
