package org.mirrorflow.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.ChartKind;
import org.mirrorflow.app.chart.Charts;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.Differences;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.app.chart.RunFigure;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.chart.SweepFigure;
import org.mirrorflow.app.chart.TrainingChart;
import org.mirrorflow.app.chart.TrainingFigure;
import org.mirrorflow.app.figure.FigureSpec;
import org.mirrorflow.app.figure.FigureWriter;
import org.mirrorflow.app.figure.Venue;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.bridge.record.TrainingRecord;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.RunFolder;
import org.mirrorflow.sim.sweep.SweepFolder;
import org.mirrorflow.sim.sweep.SweepResult;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab plot}: a figure from run folders, at the size of a venue. */
@Command(name = "plot", description = "Draws charts of one or more runs, or a sweep, at a venue's size.")
final class PlotCommand extends Subcommand {

    private static final List<String> DEFAULT_CHARTS = List.of("coordinates");

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description =
                    "run folders, the first drawn against its theory; or the folder of a sweep, or of trainings, whose"
                            + " charts are its metrics, over steps or with --clock time over the sum of step sizes")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--chart",
            split = ",",
            paramLabel = "CHART",
            completionCandidates = ChartIds.class,
            description = "up to four of: ${COMPLETION-CANDIDATES} (default: coordinates)")
    private List<String> charts = DEFAULT_CHARTS;

    @Option(names = "--as", paramLabel = "FORMAT", description = "pdf, svg or png (default: from --out, else pdf)")
    private @Nullable String format;

    @Option(
            names = "--venue",
            defaultValue = "icml",
            paramLabel = "VENUE",
            completionCandidates = VenueIds.class,
            description = "one of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private String venue = "icml";

    @Option(
            names = "--column",
            paramLabel = "COLUMN",
            completionCandidates = Columns.class,
            description = "column of the venue: ${COMPLETION-CANDIDATES} (default: its first)")
    private @Nullable String column;

    @Option(names = "--height", paramLabel = "INCHES", description = "height of the figure")
    private @Nullable Double height;

    @Option(
            names = "--clock",
            defaultValue = "log",
            paramLabel = "CLOCK",
            completionCandidates = ClockIds.class,
            description = "one of: ${COMPLETION-CANDIDATES}; s is loss-normalised time (default: ${DEFAULT-VALUE})")
    private String clock = "log";

    @Option(
            names = "--band",
            paramLabel = "SPREAD",
            description = "draw runs that differ only in their seed as one, with a band: sem, sd, quartiles or range")
    private @Nullable String band;

    @Option(names = "--out", paramLabel = "FILE", description = "file of the figure (default: FIRST-CHART.FORMAT)")
    private @Nullable Path out;

    /** For the help; read only when it is shown. */
    static final class ChartIds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Charts.ALL.ids().iterator();
        }
    }

    /** For the help; read only when it is shown. */
    static final class ClockIds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Clock.values()).map(Clock::id).iterator();
        }
    }

    /** For the help; read only when it is shown. */
    static final class VenueIds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Venue.all().stream().map(Venue::id).iterator();
        }
    }

    /** For the help; read only when it is shown. */
    static final class Columns implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Venue.all().stream()
                    .flatMap(venue -> venue.columnsPt().keySet().stream())
                    .distinct()
                    .iterator();
        }
    }

    @Override
    public Integer call() throws Exception {
        if (folders.stream().anyMatch(SweepFolder::holdsSweep)) {
            return sweep();
        }
        if (folders.stream().anyMatch(TrainingRecord::holdsTraining)) {
            return training();
        }
        List<ChartKind> kinds = new ArrayList<>();
        for (String id : charts) {
            if (!Charts.contains(id)) {
                throw new InvalidSettingException(
                        "--chart", "is \"" + id + "\"; " + Names.suggest(id, Charts.ALL.ids()));
            }
            kinds.add(Charts.get(id));
        }
        Clock over = Clock.named("--clock", clock);
        List<RunFolder> opened = folders.stream().map(RunFolder::open).toList();
        List<RunView> runs = band == null ? each(opened) : bySeed(opened, spread(band));
        FigureSpec spec = RunFigure.spec(
                venue,
                column != null
                        ? column
                        : Venue.of(venue).columnsPt().keySet().iterator().next(),
                FigureWriter.of(chosenFormat()).id(),
                kinds.size());
        if (height != null) {
            spec = spec.withHeightPt(72 * height);
        }
        Path file = out != null
                ? out
                : Path.of(
                        charts.getFirst() + "." + FigureWriter.of(spec.format()).extension());
        FigureWriter.save(RunFigure.of(kinds, runs, over, spec), file);
        out().println(file);
        out().flush();
        return 0;
    }

    private static List<RunView> each(List<RunFolder> opened) throws ProblemException {
        List<Specification> specifications =
                opened.stream().map(RunFolder::specification).toList();
        List<RunView> runs = new ArrayList<>();
        for (RunFolder folder : opened) {
            runs.add(view(folder, runs.size(), Differences.of(runs.size(), specifications)));
        }
        return runs;
    }

    /** One view for all runs that differ in nothing but their seed. */
    private static List<RunView> bySeed(List<RunFolder> opened, Ensemble.Spread spread) throws ProblemException {
        Map<Specification, List<RunFolder>> groups = new LinkedHashMap<>();
        for (RunFolder folder : opened) {
            Specification kin = folder.specification().with("seed", 0).with("title", "");
            groups.computeIfAbsent(kin, key -> new ArrayList<>()).add(folder);
        }
        List<Specification> kinds = List.copyOf(groups.keySet());
        List<RunView> runs = new ArrayList<>();
        for (List<RunFolder> group : groups.values()) {
            RunView first = view(group.getFirst(), runs.size(), Differences.of(runs.size(), kinds));
            List<Ensemble.Member> members = new ArrayList<>();
            for (RunFolder folder : group) {
                members.add(new Ensemble.Member(folder.specification().seed(), folder.history()));
            }
            runs.add(first.among(new Ensemble(spread, members)));
        }
        return runs;
    }

    private static RunView view(RunFolder folder, int index, String name) throws ProblemException {
        History history = folder.history();
        return RunView.of(Role.run(index), name, folder.experiment(), history, folder.outcome(), history.size() - 1);
    }

    private static Ensemble.Spread spread(String id) {
        try {
            return Ensemble.Spread.of(id);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("--band", "is \"" + id + "\"; give sem, sd, quartiles or range");
        }
    }

    private int sweep() {
        if (folders.size() > 1) {
            throw new InvalidSettingException(
                    "lab plot", "draws one sweep at a time; give the folder of a single sweep, or folders of runs");
        }
        SweepResult result;
        try (SweepFolder folder = SweepFolder.open(folders.getFirst())) {
            result = folder.result();
        }
        FigureSpec spec = SweepFigure.spec(
                venue,
                column != null
                        ? column
                        : Venue.of(venue).columnsPt().keySet().iterator().next(),
                FigureWriter.of(chosenFormat()).id());
        if (height != null) {
            spec = spec.withHeightPt(72 * height);
        }
        Path file = out != null
                ? out
                : Path.of("sweep." + FigureWriter.of(spec.format()).extension());
        FigureWriter.save(SweepFigure.of(result, spec), file);
        out().println(file);
        out().flush();
        return 0;
    }

    private int training() {
        if (folders.size() > 1) {
            throw new InvalidSettingException(
                    "lab plot", "draws one comparison of trainings at a time; give one folder of lab train");
        }
        try (TrainingRecord record = TrainingRecord.open(folders.getFirst())) {
            List<TrainingChart.Strand> strands = TrainingFigure.strands(record);
            List<String> metrics = charts.equals(DEFAULT_CHARTS)
                    ? TrainingFigure.metrics(record.plan(), strands).stream()
                            .limit(TrainingFigure.MOST)
                            .toList()
                    : charts;
            TrainingChart.Ruler ruler =
                    clock.equals(TrainingChart.Ruler.TIME.id()) ? TrainingChart.Ruler.TIME : TrainingChart.Ruler.STEPS;
            FigureSpec spec = RunFigure.spec(
                    venue,
                    column != null
                            ? column
                            : Venue.of(venue).columnsPt().keySet().iterator().next(),
                    FigureWriter.of(chosenFormat()).id(),
                    Math.max(1, metrics.size()));
            if (height != null) {
                spec = spec.withHeightPt(72 * height);
            }
            Path file = out != null
                    ? out
                    : Path.of("training." + FigureWriter.of(spec.format()).extension());
            FigureWriter.save(TrainingFigure.of(record.plan(), strands, metrics, ruler, spec), file);
            out().println(file);
            out().flush();
            return 0;
        }
    }

    private String chosenFormat() {
        String name = out == null ? "" : String.valueOf(out.getFileName());
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        if (format == null) {
            return ending.isEmpty() ? "pdf" : ending;
        }
        if (FigureWriter.all().stream().anyMatch(writer -> writer.extension().equals(ending))
                && !FigureWriter.of(format).extension().equals(ending)) {
            throw new InvalidSettingException(
                    "--as " + format, "contradicts --out " + out + "; leave out one, or let them agree");
        }
        return format;
    }
}
