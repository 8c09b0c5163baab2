package org.mirrorflow.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.sweep.Axis;
import org.mirrorflow.sim.sweep.Quantity;
import org.mirrorflow.sim.sweep.Sweep;
import org.mirrorflow.sim.sweep.SweepCodec;
import org.mirrorflow.sim.sweep.SweepFolder;
import org.mirrorflow.sim.sweep.SweepRunner;
import org.mirrorflow.sim.sweep.SweepTable;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab sweep}: one experiment over a grid of settings and seeds. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = {
            "Runs an experiment over one or two settings and several seeds, on all cores.",
            "Ctrl-C keeps what is done; --resume goes on. lab plot DIR draws the diagram."
        })
final class SweepCommand extends Subcommand {

    @Parameters(
            paramLabel = "PRESET|FILE",
            arity = "0..1",
            description = "a preset, a specification, or a sweep that was written before (sweep.json)")
    private @Nullable String target;

    @Option(
            names = "--axis",
            paramLabel = "SETTING=VALUES",
            description = "from..to:log:count, from..to:linear:count, or a,b,c; the first axis is the abscissa")
    private List<String> axes = new ArrayList<>();

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "1", description = "seeds of each cell (default: 1)")
    private int seeds;

    @Option(
            names = "--quantity",
            paramLabel = "ID",
            defaultValue = "l1-norm",
            description = "an observable at the end, steps or time (default: ${DEFAULT-VALUE})")
    private String quantity = "l1-norm";

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "change one value, e.g. model.initial-scale=0.1")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "folder of the sweep")
    private @Nullable Path out;

    @Option(names = "--resume", paramLabel = "DIR", description = "go on with a sweep that was stopped")
    private @Nullable Path resume;

    @Option(names = "--threads", paramLabel = "N", description = "runs that go on at once (default: one for each core)")
    private @Nullable Integer threads;

    @Option(names = "--quiet", description = "no progress")
    private boolean quiet;

    @Override
    public Integer call() throws Exception {
        if (threads != null && threads < 1) {
            throw new InvalidSettingException("--threads", "is " + threads + "; it must be 1 or more");
        }
        if (resume != null) {
            if (target != null || out != null || !axes.isEmpty() || !changes.isEmpty()) {
                throw new InvalidSettingException(
                        "--resume", "goes on with a sweep as it is; leave out the preset, --axis, --set and --out");
            }
            try (SweepFolder folder = SweepFolder.open(resume)) {
                return guarded(() -> run(folder));
            }
        }
        if (target == null || out == null) {
            throw new InvalidSettingException(
                    "lab sweep", "needs a preset or a specification, at least one --axis, and a folder with --out");
        }
        Path place = out;
        Targets targets = null;
        Sweep sweep;
        Path given = Path.of(target);
        if (Files.isRegularFile(given) && SweepCodec.isSweep(Files.readString(given))) {
            sweep = SweepCodec.parse(Files.readString(given), target);
        } else {
            targets = Targets.of(target).with(changes);
            sweep = new Sweep(
                    targets.specification(), axes.stream().map(Axis::parse).toList(), seeds, new Quantity(quantity));
        }
        try (SweepFolder folder = SweepFolder.create(place, sweep, targets == null ? Path.of("") : targets.base())) {
            return guarded(() -> run(folder));
        }
    }

    private int run(SweepFolder folder) {
        SweepTable table = folder.table();
        int cores = Runtime.getRuntime().availableProcessors();
        ProgressLine line = new ProgressLine(err(), quiet);
        long begin = System.nanoTime();
        int before = table.done();
        SweepRunner.run(table, folder.base(), threads == null ? cores : threads, this::interrupted, result -> {
            folder.append(result);
            long elapsed = System.nanoTime() - begin;
            line.show(elapsed, () -> text(table, before, elapsed));
        });
        line.clear();
        if (!table.complete()) {
            err().println("Stopped after " + table.done() + " of "
                    + table.sweep().runs() + " runs; everything so far is kept. Continue with: lab sweep --resume "
                    + folder.path());
            err().flush();
            return LabCommand.INTERRUPTED;
        }
        report(table);
        out().println(folder.path());
        out().flush();
        return 0;
    }

    private static String text(SweepTable table, int before, long elapsed) {
        int runs = table.sweep().runs();
        int fresh = table.done() - before;
        double left = elapsed * 1e-9 * (runs - table.done()) / Math.max(1, fresh);
        return String.format(
                Locale.ROOT,
                "%d of %d runs  %.0f %%, about %.0f s left",
                table.done(),
                runs,
                100.0 * table.done() / runs,
                left);
    }

    private void report(SweepTable table) {
        Sweep sweep = table.sweep();
        int missing = 0;
        for (int cell = 0; cell < sweep.cells(); cell++) {
            if (sweep.cells() <= 64) {
                out().printf(
                                "  %-40s %12s%s%n",
                                place(sweep, cell),
                                RunCommand.typed(Numbers.readOff(table.mean(cell))),
                                Double.isNaN(table.predicted(cell))
                                        ? ""
                                        : "   predicted " + RunCommand.typed(Numbers.readOff(table.predicted(cell))));
            }
            missing += Double.isNaN(table.mean(cell)) ? 1 : 0;
        }
        if (missing > 0) {
            out().println(missing + " of " + sweep.cells() + " cells have no value; runs.csv says why.");
        }
    }

    private static String place(Sweep sweep, int cell) {
        String first =
                sweep.axes().get(0).path() + "=" + sweep.axes().get(0).values().get(cell % sweep.columns());
        return sweep.axes().size() == 1
                ? first
                : first + " " + sweep.axes().get(1).path() + "="
                        + sweep.axes().get(1).values().get(cell / sweep.columns());
    }
}
