package org.mirrorflow.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.ChartKind;
import org.mirrorflow.app.chart.Charts;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.Differences;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.app.chart.RunFigure;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.chart.SweepChart;
import org.mirrorflow.app.chart.SweepFigure;
import org.mirrorflow.app.chart.TrainingChart;
import org.mirrorflow.app.chart.TrainingFigure;
import org.mirrorflow.app.compose.ComposedFigure;
import org.mirrorflow.app.compose.Composition;
import org.mirrorflow.app.compose.CompositionCodec;
import org.mirrorflow.app.compose.Panel;
import org.mirrorflow.app.compose.Source;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.FigureSpec;
import org.mirrorflow.app.figure.FigureWriter;
import org.mirrorflow.app.figure.Preflight;
import org.mirrorflow.app.figure.Venue;
import org.mirrorflow.app.plot.Metrics;
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
@Command(
        name = "plot",
        description = "Draws charts of one or more runs, a sweep, or a composed figure, at a venue's size.")
final class PlotCommand extends Subcommand {

    private static final List<String> DEFAULT_CHARTS = List.of("coordinates");

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description =
                    "run folders, the first drawn against its theory; the folder of a sweep, or of trainings, whose charts"
                            + " are its metrics, over steps or with --clock time over the sum of step sizes; or a figure.json,"
                            + " which says all itself")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--chart",
            split = ",",
            paramLabel = "CHART",
            completionCandidates = ChartIds.class,
            description = "up to twelve of: ${COMPLETION-CANDIDATES} (default: coordinates)")
    private List<String> charts = DEFAULT_CHARTS;

    @Option(
            names = "--as",
            paramLabel = "FORMAT",
            description = "pdf, svg, png, pgf, csv or npz (default: from --out, else pdf)")
    private @Nullable String format;

    @Option(
            names = "--venue",
            paramLabel = "VENUE",
            completionCandidates = VenueIds.class,
            description =
                    "one of: ${COMPLETION-CANDIDATES} (default: icml); one in venues.json in your folder; or FILE.json with one of your own")
    private @Nullable String venue;

    @Option(
            names = "--column",
            paramLabel = "COLUMN",
            completionCandidates = Columns.class,
            description = "column of the venue: ${COMPLETION-CANDIDATES} (default: its first)")
    private @Nullable String column;

    @Option(names = "--height", paramLabel = "INCHES", description = "height of the figure")
    private @Nullable Double height;

    @Option(
            names = "--measure",
            paramLabel = "WHAT",
            description = "what the size is of: whole for the figure (default), plot for the plot of each panel")
    private @Nullable String measure;

    @Option(
            names = "--face",
            paramLabel = "FACE",
            description = "serif for Liberation Serif (default), stix, cmu for Computer Modern, or sans")
    private @Nullable String face;

    @Option(names = "--labels", paramLabel = "PT", description = "size of labels in points (default: the venue's)")
    private @Nullable Double labels;

    @Option(names = "--ticks", paramLabel = "PT", description = "size of tick labels in points (default: the venue's)")
    private @Nullable Double ticks;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "also write the figure as a figure.json, which lab plot draws again and the window composes")
    private @Nullable Path save;

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

    @Option(
            names = "--check",
            description =
                    "say what a printer or a reviewer would stumble over; the exit code is 1 where there is something")
    private boolean check;

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
        if (folders.stream().anyMatch(PlotCommand::isComposition)) {
            return composed();
        }
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
        FigureSpec spec = set(RunFigure.spec(
                venue(), columnOf(venue()), FigureWriter.of(chosenFormat()).id(), kinds.size()));
        Path composed = save;
        if (composed != null) {
            CompositionCodec.save(composition(over, spec), composed);
        }
        Path file = out != null
                ? out
                : Path.of(
                        charts.getFirst() + "." + FigureWriter.of(spec.format()).extension());
        return deliver(RunFigure.of(kinds, runs, over, spec), file);
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

    private static boolean isComposition(Path given) {
        return given.toString().toLowerCase(Locale.ROOT).endsWith(".json") && !Files.isDirectory(given);
    }

    /** Draws a figure.json; what is asked for on the command line takes the place of what it says. */
    private int composed() throws ProblemException, IOException {
        if (folders.size() > 1) {
            throw new InvalidSettingException(
                    "lab plot", "draws one figure.json at a time; name its runs in it, or give folders of runs");
        }
        Path given = folders.getFirst();
        Composition composition = CompositionCodec.read(given);
        String format = FigureWriter.of(chosenFormat()).id();
        Composition.Layout layout = composition.layout();
        if (venue != null || column != null) {
            Venue at = Venue.of(venue == null ? layout.venue() : venue);
            layout = layout.at(at, column == null ? layout.column() : column);
            if (column != null) {
                // Says which columns there are.
                var _ = at.widthPt(column);
            }
        }
        Composition changed = composition.with(layout);
        FigureSpec spec = set(ComposedFigure.spec(changed, format));
        changed = changed.with(layout.measuring(spec.measure())
                .typed(spec.face(), labels == null ? layout.labelPt() : labels, ticks == null ? layout.tickPt() : ticks)
                .sized(layout.widthPt(), height == null ? layout.heightPt() : Double.valueOf(72 * height)));
        Path composed = save;
        if (composed != null) {
            CompositionCodec.save(changed, composed);
        }
        Path file = out != null
                ? out
                : Path.of(String.valueOf(given.getFileName()).replaceFirst("\\.json$", "") + "."
                        + FigureWriter.of(format).extension());
        return deliver(ComposedFigure.of(changed, format), file);
    }

    private String venue() {
        return venue == null ? "icml" : venue;
    }

    private String columnOf(String place) {
        return column != null
                ? column
                : Venue.of(place).columnsPt().keySet().iterator().next();
    }

    /** With height, measure, face and type as asked for. */
    private FigureSpec set(FigureSpec usual) {
        FigureSpec spec = height == null ? usual : usual.withHeightPt(72 * height);
        if (measure != null) {
            spec = spec.measuring(choice("--measure", measure, FigureSpec.Measure.values(), FigureSpec.Measure::id));
        }
        if (face != null) {
            spec = spec.withFace(choice("--face", face, Metrics.Face.values(), Metrics.Face::id));
        }
        if (labels != null || ticks != null) {
            spec = spec.withType(labels == null ? spec.labelPt() : labels, ticks == null ? spec.tickPt() : ticks);
        }
        return spec;
    }

    private static <E> E choice(String option, String given, E[] all, Function<E, String> id) {
        List<String> ids = Arrays.stream(all).map(id).toList();
        return Arrays.stream(all)
                .filter(each -> id.apply(each).equals(given))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidSettingException(option, "is \"" + given + "\"; " + Names.suggest(given, ids)));
    }

    private Composition.Layout layout(FigureSpec spec) {
        return Composition.Layout.USUAL
                .at(Venue.of(spec.venue()), spec.column())
                .measuring(spec.measure())
                .typed(
                        spec.face(),
                        labels == null ? Double.NaN : spec.labelPt(),
                        ticks == null ? Double.NaN : spec.tickPt())
                .sized(Double.NaN, height == null ? Double.NaN : spec.heightPt());
    }

    /** The same figure as one that can be composed further. */
    private Composition composition(Clock over, FigureSpec spec) {
        Composition composition = new Composition(layout(spec), List.of(), List.of());
        List<Specification> specifications = folders.stream()
                .map(RunFolder::open)
                .map(RunFolder::specification)
                .toList();
        List<Source> sources = new ArrayList<>();
        for (Path folder : folders) {
            String name = Differences.of(sources.size(), specifications);
            sources.add(new Source("", name, new Source.Stored(folder)));
        }
        for (String chart : charts) {
            composition = composition.plus(Panel.of(chart, List.of("A"), over), sources);
        }
        return composition;
    }

    private int sweep() throws IOException {
        if (folders.size() > 1) {
            throw new InvalidSettingException(
                    "lab plot", "draws one sweep at a time; give the folder of a single sweep, or folders of runs");
        }
        SweepResult result;
        try (SweepFolder folder = SweepFolder.open(folders.getFirst())) {
            result = folder.result();
        }
        FigureSpec spec = set(SweepFigure.spec(
                venue(), columnOf(venue()), FigureWriter.of(chosenFormat()).id()));
        Path composed = save;
        if (composed != null) {
            Source source = new Source("A", SweepChart.title(result.sweep()), new Source.Swept(folders.getFirst()));
            CompositionCodec.save(
                    new Composition(
                            layout(spec),
                            List.of(source),
                            List.of(Panel.of(Panel.SWEEP, List.of("A"), Clock.LOG_TIME))),
                    composed);
        }
        Path file = out != null
                ? out
                : Path.of("sweep." + FigureWriter.of(spec.format()).extension());
        return deliver(SweepFigure.of(result, spec), file);
    }

    private int training() throws IOException {
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
                    venue(), columnOf(venue()), FigureWriter.of(chosenFormat()).id(), Math.max(1, metrics.size()));
            if (height != null) {
                spec = spec.withHeightPt(72 * height);
            }
            Path file = out != null
                    ? out
                    : Path.of("training." + FigureWriter.of(spec.format()).extension());
            return deliver(TrainingFigure.of(record.plan(), strands, metrics, ruler, spec), file);
        }
    }

    /** Writes a figure, says where it is, and looks it over where that was asked for. */
    private int deliver(Figure figure, Path file) throws IOException {
        FigureWriter.save(figure, file);
        out().println(file);
        boolean good = true;
        if (check) {
            for (Preflight.Finding finding : Preflight.of(figure)) {
                out().println((finding.good() ? "  ok    " : "  LOOK  ") + finding.sentence());
                good &= finding.good();
            }
        }
        out().flush();
        return good ? 0 : 1;
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
