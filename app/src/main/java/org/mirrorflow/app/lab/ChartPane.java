package org.mirrorflow.app.lab;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Abscissa;
import org.mirrorflow.app.chart.ChartKind;
import org.mirrorflow.app.chart.Charts;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.PhasePlane;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.LiveLabel;
import org.mirrorflow.app.control.PixelSurface;
import org.mirrorflow.app.control.ResidualCard;
import org.mirrorflow.app.control.TexView;
import org.mirrorflow.app.control.VerdictChip;
import org.mirrorflow.app.control.VerdictMark;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.ChartPainter;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.PlotGeometry;
import org.mirrorflow.app.plot.Scale;
import org.mirrorflow.app.verdict.VerdictTexts;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Verdict;

/**
 * One chart of the page: a header with title, symbol, legend and residual, the plot drawn off the FX thread, and the
 * cursor above it.
 */
final class ChartPane extends VBox {

    /** Below this a symmetric logarithmic axis is linear. */
    private static final double SYMLOG_THRESHOLD = 1e-6;

    private static final double ZOOM_STEP = 1.2;

    private final PixelSurface surface = new PixelSurface();
    private final LiveLabel title = new LiveLabel();
    private final TexView symbol = new TexView("", "");
    private final HBox legend = new Legend();
    private final VerdictChip residual = new VerdictChip(VerdictChip.Content.brief(VerdictMark.NOT_RUN, ""));
    private final MenuButton menu = new MenuButton();
    private final CheckMenuItem logarithmic = new CheckMenuItem("Logarithmic (X)");
    private final HBox header;
    private final Consumer<ChartPane> onExport;
    private @Nullable Host host;
    private Consumer<ChartPane> onCompose = pane -> {};
    private ChartKind kind;
    private List<RunView> runs = List.of();
    /** What is subtracted from every run; null for nothing. */
    private @Nullable RunView reference;
    /** Which run is shown, where each has a pane of its own; empty where all are in one. */
    private String whose = "";

    private Clock clock = Clock.LOG_TIME;
    private Palette palette = Palette.LIGHT;
    private double textScale = 1;
    /** How much larger than usual a class sees it; 0 outside presenter mode. */
    private double presented;

    private @Nullable Scale ordinate;
    /** What is shown of both axes; null for everything. */
    private Axis.@Nullable Range zoomX;

    private Axis.@Nullable Range zoomY;
    private double panX = Double.NaN;
    private double panY = Double.NaN;
    private @Nullable Painted painted;
    private List<Chart.LegendEntry> shownLegend = List.of();
    private long epoch;
    private double pointerX = Double.NaN;
    private double pointerY = Double.NaN;

    /** Where a chart lies among others. */
    interface Host {

        /** Whether there is no other chart. */
        boolean isAlone();

        /** Whether charts cannot be moved now. */
        boolean isFixed();

        /** Whether charts lie as a person has put them. */
        boolean isByHand();

        /** Shows another chart in that pane. */
        void choose(ChartPane pane, ChartKind kind);

        /** Closes it, unless it is the only one. */
        void close(ChartPane pane);

        /** Opens one beside it. */
        void add(ChartPane beside, ChartKind kind);

        /** Lets all charts arrange themselves again. */
        void arrangeThemselves();
    }

    /** Entries that do not fit are left out, rather than drawn over the title or cut in the middle of a word. */
    private static final class Legend extends HBox {

        Legend() {
            super(12);
        }

        @Override
        protected void layoutChildren() {
            super.layoutChildren();
            for (Node entry : getChildren()) {
                entry.setVisible(entry.getLayoutX() + entry.prefWidth(-1) <= getWidth() + 0.5);
            }
        }
    }

    /** In a narrow pane the symbol and the legend give way first, then the end of the title; the residual and the menu stay. */
    private static final class Header extends HBox {

        private final Label title;

        Header(Label title, Node... others) {
            super(8, title);
            this.title = title;
            getChildren().addAll(others);
        }

        @Override
        protected void layoutChildren() {
            List<Node> managed = getManagedChildren();
            double others = snappedLeftInset() + snappedRightInset() + getSpacing() * (managed.size() - 1);
            for (Node node : managed) {
                others += node.equals(title) ? 0 : node.minWidth(-1);
            }
            title.setMinWidth(Math.clamp(getWidth() - others, 0, Math.ceil(title.prefWidth(-1))));
            super.layoutChildren();
        }
    }

    /** A finished picture: what was drawn, where it came to lie, what it says, and for which choice of chart. */
    private record Painted(Chart chart, Abscissa abscissa, PlotGeometry geometry, String words, long epoch) {}

    /**
     * @param kind what it shows
     * @param onSeek hears the logarithm of the flow time that the person points at
     * @param onExport hears the wish to export this chart
     */
    ChartPane(ChartKind kind, DoubleConsumer onSeek, Consumer<ChartPane> onExport) {
        this.kind = kind;
        this.onExport = onExport;
        title.getStyleClass().add("strong");
        symbol.setDispensable(true);
        residual.setMinWidth(USE_PREF_SIZE);
        legend.setAlignment(Pos.CENTER_LEFT);
        legend.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        menu.setGraphic(Icons.feather("more-horizontal"));
        menu.getStyleClass().addAll("no-arrow", "pane-menu");
        menu.setAccessibleText("More for this chart");
        menu.setTooltip(new Tooltip("More for this chart"));
        menu.setMinWidth(USE_PREF_SIZE);
        menu.setOnShowing(event -> fillMenu());
        menu.getItems().add(logarithmic);
        logarithmic.setOnAction(event -> toggleLogarithmic());
        header = new Header(title, symbol, gap, legend, residual, menu);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("pane-header");
        VBox.setVgrow(surface, Priority.ALWAYS);
        surface.setMinSize(0, 0);
        getChildren().addAll(header, surface);
        getStyleClass().add("chart-pane");
        setMinSize(160, 120);
        surface.setFocusTraversable(true);
        header.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> surface.requestFocus());
        surface.setOnOverlay(this::drawOverlay);
        surface.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            surface.requestFocus();
            if (event.isPrimaryButtonDown() && !event.isShiftDown()) {
                seekTo(event, onSeek);
            } else {
                panX = event.getX();
                panY = event.getY();
            }
        });
        surface.addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> {
            if (Double.isNaN(panX)) {
                seekTo(event, onSeek);
            } else {
                pan(event);
            }
        });
        surface.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> panX = Double.NaN);
        surface.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getClickCount() == 2 && zoomed()) {
                resetZoom();
            }
        });
        surface.addEventHandler(ScrollEvent.SCROLL, this::zoom);
        surface.addEventHandler(MouseEvent.MOUSE_MOVED, event -> {
            pointerX = event.getX();
            pointerY = event.getY();
            drawOverlay();
        });
        surface.addEventHandler(MouseEvent.MOUSE_EXITED, event -> {
            pointerX = Double.NaN;
            drawOverlay();
        });
    }

    /** Among which charts it lies. */
    void setHost(Host among) {
        host = among;
    }

    /** By what it is dragged to another place. */
    Node handle() {
        return header;
    }

    private void choose(ChartKind other) {
        Host among = host;
        if (among == null) {
            setKind(other);
        } else {
            among.choose(this, other);
        }
    }

    /** Who adds this chart to the figure. */
    void setOnCompose(Consumer<ChartPane> handler) {
        onCompose = handler;
    }

    ChartKind kind() {
        return kind;
    }

    /** Id of the scale that the person has chosen for the ordinate; null where the chart decides. */
    @Nullable
    String chosenScale() {
        Scale chosen = ordinate;
        return switch (chosen) {
            case null -> null;
            case Scale.Log log -> "log";
            case Scale.SymLog symlog -> "symlog";
            default -> "linear";
        };
    }

    /** Takes a scale by its id; null lets the chart decide. */
    void chooseScale(@Nullable String id) {
        ordinate = switch (id) {
            case null -> null;
            case "log" -> Scale.LOG;
            case "symlog" -> new Scale.SymLog(SYMLOG_THRESHOLD);
            default -> Scale.LINEAR;
        };
        redraw();
    }

    /** Shows another chart in this pane. */
    void setKind(ChartKind other) {
        if (!other.equals(kind)) {
            kind = other;
            ordinate = null;
            zoomX = null;
            zoomY = null;
            epoch++;
            redraw();
        }
    }

    /** Draws these runs, the live one first. */
    void show(List<RunView> shown, Clock by, Palette colours, double scale) {
        show(shown, null, "", by, colours, scale);
    }

    /**
     * Draws runs beside others.
     *
     * @param less what is subtracted from each of them; null for nothing
     * @param name which run this is, where each has a pane of its own; otherwise empty
     */
    void show(List<RunView> shown, @Nullable RunView less, String name, Clock by, Palette colours, double scale) {
        if (!by.equals(clock)) {
            zoomX = null;
        }
        // What only goes on can wait for its turn; what looks different was asked for.
        boolean asked = !by.equals(clock)
                || !colours.equals(palette)
                || scale != textScale
                || !name.equals(whose)
                || (less == null) != (reference == null);
        runs = shown;
        reference = less;
        whose = name;
        clock = by;
        palette = colours;
        textScale = scale;
        redraw(asked);
    }

    /** Draws for a class from the next drawing on, larger by that factor still; 0 draws as usual. */
    void setPresented(double factor) {
        presented = factor;
    }

    /** Switches the ordinate between linear and logarithmic. */
    void toggleLogarithmic() {
        Painted now = painted;
        // Rows of a matrix have no logarithm.
        if (now != null && !(now.chart().y().scale() instanceof Scale.Downward)) {
            ordinate = now.chart().y().scale() instanceof Scale.Log ? Scale.LINEAR : Scale.LOG;
            redraw();
        }
    }

    /** Draws what the person has asked for. */
    private void redraw() {
        redraw(true);
    }

    /**
     * Draws again.
     *
     * @param now whether somebody waits for it
     */
    private void redraw(boolean now) {
        if (runs.isEmpty() || !kind.applies(runs.getFirst())) {
            epoch++;
            surface.setPainter((image, scale) -> {});
            title.show(kind.name());
            symbol.setTex("", "");
            legend.getChildren().clear();
            shownLegend = List.of();
            showResidual();
            surface.setAccessibleText(kind.name() + ", nothing to show of this run.");
            painted = null;
            drawOverlay();
            return;
        }
        // Everything that the painter sees is immutable and captured here, on the FX thread.
        ChartKind what = kind;
        List<RunView> seen = runs;
        Clock by = clock;
        Palette colours = palette;
        Metrics metrics = presented > 0 ? Metrics.presenter(presented).withHeader(false) : Metrics.screen(textScale);
        Scale chosen = ordinate;
        Axis.Range acrossOnly = zoomX;
        Axis.Range upOnly = zoomY;
        RunView less = reference;
        String name = whose;
        long then = epoch;
        PixelSurface.Painter painter = (image, scale) -> {
            Optional<Chart> difference = less == null ? Optional.empty() : what.difference(seen, less, by);
            List<RunView> outlined =
                    upOnly != null && what instanceof PhasePlane ? seen : outlined(what, seen, by, acrossOnly);
            Chart chart = difference.orElseGet(() -> what.draw(outlined, by));
            if (!name.isEmpty()) {
                chart = chart.withTitle(name + "   " + chart.title());
            }
            if (chosen != null) {
                chart = chart.withAxes(chart.x(), chart.y().on(chosen));
            }
            chart = chart.withAxes(shown(chart.x(), acrossOnly), shown(chart.y(), upOnly));
            PlotGeometry geometry = ChartPainter.paint(image, scale, chart, colours, metrics);
            Painted result = new Painted(
                    chart,
                    Abscissa.of(by, seen),
                    geometry,
                    ChartDescription.of(chart, difference.isPresent() ? seen : outlined),
                    then);
            Platform.runLater(() -> finished(result));
        };
        if (now) {
            surface.setPainterNow(painter);
        } else {
            surface.setPainter(painter);
        }
    }

    /** The runs as they have to be for a picture: long records only with the rows that tell in it. */
    private static List<RunView> outlined(
            ChartKind kind, List<RunView> runs, Clock clock, Axis.@Nullable Range closely) {
        // A part of a plane is no stretch of time.
        if (closely != null && kind instanceof PhasePlane) {
            return runs;
        }
        Abscissa abscissa = Abscissa.of(clock, runs);
        return runs.stream()
                .map(run -> closely == null
                        ? run.outline(0, 0)
                        : run.outline(
                                abscissa.row(run.history(), closely.lower()),
                                abscissa.row(run.history(), closely.upper()) + 1))
                .toList();
    }

    private static Axis shown(Axis axis, Axis.@Nullable Range range) {
        return range == null || (axis.scale() instanceof Scale.Log && range.lower() <= 0)
                ? axis
                : axis.between(range.lower(), range.upper());
    }

    /** Shows everything again. */
    void resetZoom() {
        zoomX = null;
        zoomY = null;
        redraw();
    }

    /** Whether only a part is shown. */
    boolean zoomed() {
        return zoomX != null || zoomY != null;
    }

    /** Enlarges around the pointer; with Ctrl the ordinate alone, with Shift the abscissa alone. */
    private void zoom(ScrollEvent event) {
        Painted now = painted;
        double turns = event.getDeltaY() != 0 ? event.getDeltaY() : event.getDeltaX();
        if (now == null || turns == 0 || !now.geometry().plot().contains(event.getX(), event.getY())) {
            return;
        }
        double factor = turns > 0 ? 1 / ZOOM_STEP : ZOOM_STEP;
        Rectangle2D plot = now.geometry().plot();
        if (!event.isControlDown()) {
            zoomX = part(
                    now.geometry()::valueX,
                    event.getX() + (plot.getMinX() - event.getX()) * factor,
                    event.getX() + (plot.getMaxX() - event.getX()) * factor);
        }
        if (!event.isShiftDown()) {
            zoomY = part(
                    now.geometry()::valueY,
                    event.getY() + (plot.getMaxY() - event.getY()) * factor,
                    event.getY() + (plot.getMinY() - event.getY()) * factor);
        }
        event.consume();
        redraw();
    }

    /** Moves what is shown along with the pointer. */
    private void pan(MouseEvent event) {
        Painted now = painted;
        if (now == null || Double.isNaN(panX)) {
            return;
        }
        Rectangle2D plot = now.geometry().plot();
        double dx = event.getX() - panX;
        double dy = event.getY() - panY;
        zoomX = part(now.geometry()::valueX, plot.getMinX() - dx, plot.getMaxX() - dx);
        zoomY = part(now.geometry()::valueY, plot.getMaxY() - dy, plot.getMinY() - dy);
        panX = event.getX();
        panY = event.getY();
        redraw();
    }

    private static Axis.@Nullable Range part(DoubleUnaryOperator value, double from, double to) {
        double lower = value.applyAsDouble(from);
        double upper = value.applyAsDouble(to);
        return lower < upper && Double.isFinite(lower) && Double.isFinite(upper) ? new Axis.Range(lower, upper) : null;
    }

    private void finished(Painted result) {
        if (result.epoch() != epoch) {
            return;
        }
        painted = result;
        Chart chart = result.chart();
        title.show(chart.title());
        symbol.setTex(chart.symbolTex(), chart.symbolTex());
        logarithmic.setSelected(chart.y().scale() instanceof Scale.Log);
        if (!chart.legend().equals(shownLegend)) {
            shownLegend = chart.legend();
            legend.getChildren()
                    .setAll(shownLegend.stream().map(ChartPane::entry).toList());
        }
        showResidual();
        surface.setAccessibleText(result.words());
        drawOverlay();
    }

    private void showResidual() {
        Optional<Verdict> now = runs.isEmpty() ? Optional.empty() : kind.verdict(runs.getFirst());
        residual.setVisible(now.isPresent());
        residual.setManaged(now.isPresent());
        now.ifPresent(verdict -> {
            RunView live = runs.getFirst();
            residual.update(
                    VerdictChip.Content.brief(VerdictTexts.mark(verdict, live), Numbers.residual(verdict.value())));
            residual.setAccessibleText(VerdictTexts.chip(verdict, live).plain());
            residual.setCard(() -> new ResidualCard(VerdictTexts.card(verdict)));
        });
    }

    private static Node entry(Chart.LegendEntry entry) {
        Node sample = switch (entry.sample()) {
            case THEOREM -> {
                Line dashes = new Line(0, 0, 22, 0);
                dashes.getStyleClass().add("theorem-dashes");
                yield dashes;
            }
            case MARK -> {
                Circle ring = new Circle(3.5);
                ring.getStyleClass().add("data-mark");
                yield ring;
            }
            case TOLERANCE, LINE, BAND -> {
                Region line = new Region();
                String letter = entry.role().letter();
                line.getStyleClass()
                        .addAll("run-line", letter.isEmpty() ? "run-other" : "run-" + letter.toLowerCase(Locale.ROOT));
                yield line;
            }
        };
        Label words = new Label(entry.text());
        words.getStyleClass().add("secondary");
        HBox row = new HBox(6, sample, words);
        row.setAlignment(Pos.CENTER);
        row.setMinWidth(USE_PREF_SIZE);
        return row;
    }

    private void seekTo(MouseEvent event, DoubleConsumer onSeek) {
        Painted now = painted;
        if (now != null && !runs.isEmpty() && overTime(now) && event.isPrimaryButtonDown()) {
            double x = now.geometry().valueX(event.getX());
            if (Double.isFinite(x)) {
                History history = runs.getFirst().history();
                onSeek.accept(history.clocks(now.abscissa().row(history, x)).logTime());
            }
        }
    }

    /** Where a moment lies in the picture on the screen; NaN without one over time. */
    double pixelOf(Clocks instant) {
        Painted now = painted;
        return now != null && overTime(now)
                ? now.geometry().pixelX(now.abscissa().of(instant))
                : Double.NaN;
    }

    /** Whether the abscissa is the clock. */
    private boolean overTime(Painted now) {
        return now.chart().x().name().equals(now.abscissa().name());
    }

    private void drawOverlay() {
        GraphicsContext g = surface.overlay().getGraphicsContext2D();
        g.clearRect(0, 0, surface.overlay().getWidth(), surface.overlay().getHeight());
        Painted now = painted;
        if (now == null || runs.isEmpty()) {
            return;
        }
        Rectangle2D plot = now.geometry().plot();
        Color ink = fx(palette.theorem());
        if (overTime(now)) {
            double x = Math.rint(pixelOf(runs.getFirst().clocks())) + 0.5;
            if (x >= plot.getMinX() - 1 && x <= plot.getMaxX() + 1) {
                g.setStroke(ink);
                double size = Math.max(1, 2 * presented);
                g.setLineWidth(size);
                g.strokeLine(x, plot.getMinY(), x, plot.getMaxY());
                g.setFill(ink);
                g.fillPolygon(
                        new double[] {x - 4 * size, x + 4 * size, x},
                        new double[] {plot.getMinY(), plot.getMinY(), plot.getMinY() + 5 * size},
                        3);
            }
        }
        if (!Double.isNaN(pointerX) && plot.contains(pointerX, pointerY)) {
            readOff(g, now, plot);
        }
    }

    /** The values under the pointer, in the plot's lower left corner, where they cover least. */
    private void readOff(GraphicsContext g, Painted now, Rectangle2D plot) {
        double across = now.geometry().valueX(pointerX);
        double up = now.geometry().valueY(pointerY);
        String name = now.chart().x().name().replaceAll("[$]|\\(log\\)", "").strip();
        String x = overTime(now) ? now.abscissa().letter() : name.matches("\\S{1,8}") ? name : "i";
        String text = x + " = " + Numbers.readOff(across) + "   "
                + heat(now.chart()).map(heat -> heatAt(heat, across, up)).orElseGet(() -> Numbers.readOff(up));
        double size = presented > 0
                ? presented * Metrics.presenter().tick() / Metrics.screen(1).tick()
                : textScale;
        g.setFont(Font.font("IBM Plex Sans", 11 * size));
        g.setFill(fx(palette.plot()));
        double width = 7 * size * text.length();
        g.fillRect(plot.getMinX() + 4, plot.getMaxY() - 18 * size, width, 15 * size);
        g.setFill(fx(palette.secondText()));
        g.fillText(text, plot.getMinX() + 8, plot.getMaxY() - 7 * size);
    }

    private static Optional<Layer.Heat> heat(Chart chart) {
        return chart.layers().stream()
                .filter(Layer.Heat.class::isInstance)
                .map(Layer.Heat.class::cast)
                .findFirst();
    }

    /** The row under the pointer, counted from 1, and what its cell says. */
    private static String heatAt(Layer.Heat heat, double x, double y) {
        int column = cell(heat.xEdges(), x);
        int row = cell(heat.yEdges(), y);
        if (column < 0 || row < 0) {
            return "";
        }
        int at = row * heat.columns() + column;
        return "row " + (row + 1) + "   "
                + (heat.states()[at] == Layer.CellState.PRESENT ? Numbers.readOff(heat.values()[at]) : "no number");
    }

    private static int cell(double[] edges, double at) {
        int found = Arrays.binarySearch(edges, at);
        int cell = found >= 0 ? found : -found - 2;
        return cell < edges.length - 1 ? cell : -1;
    }

    private static Color fx(java.awt.Color colour) {
        return Color.rgb(colour.getRed(), colour.getGreen(), colour.getBlue(), colour.getAlpha() / 255.0);
    }

    /** All other charts of this run. */
    private Menu charts(String name, Consumer<ChartKind> then) {
        Menu others = new Menu(name);
        Menu plain = new Menu("Observables");
        for (ChartKind other : Charts.ALL.entries()) {
            if (!runs.isEmpty() && other.applies(runs.getFirst()) && !other.equals(kind)) {
                MenuItem item = new MenuItem(other.name());
                item.setOnAction(event -> then.accept(other));
                (other.plain() ? plain : others).getItems().add(item);
            }
        }
        if (!plain.getItems().isEmpty()) {
            others.getItems().add(plain);
        }
        return others;
    }

    /** What can be done with the place of this chart. */
    private void addPlacing() {
        Host among = host;
        if (among == null || among.isFixed()) {
            return;
        }
        MenuItem close = new MenuItem("Close this chart (Delete)");
        close.setDisable(among.isAlone());
        close.setOnAction(event -> among.close(this));
        MenuItem themselves = new MenuItem("Let charts arrange themselves");
        themselves.setDisable(!among.isByHand());
        themselves.setOnAction(event -> among.arrangeThemselves());
        menu.getItems()
                .addAll(
                        new SeparatorMenuItem(),
                        charts("Another chart beside it", other -> among.add(this, other)),
                        close,
                        themselves);
    }

    private void fillMenu() {
        Menu others = charts("Show instead", this::choose);
        MenuItem export = new MenuItem("Export this chart\u2026");
        export.setOnAction(event -> onExport.accept(this));
        MenuItem compose = new MenuItem("Add to the figure (A)");
        compose.setOnAction(event -> onCompose.accept(this));
        MenuItem copy = new MenuItem("Copy the numbers");
        copy.setOnAction(event -> copyNumbers());
        CheckMenuItem symmetric = new CheckMenuItem("Logarithmic on both sides of 0");
        symmetric.setSelected("symlog".equals(chosenScale()));
        symmetric.setOnAction(event -> chooseScale(symmetric.isSelected() ? "symlog" : null));
        MenuItem whole = new MenuItem("Show everything");
        whole.setDisable(!zoomed());
        whole.setOnAction(event -> resetZoom());
        menu.getItems().setAll(others, against(), logarithmic, symmetric, whole, copy, export, compose);
        addPlacing();
    }

    /** Time, or any other quantity, as the abscissa of the quantity that is shown. */
    private Menu against() {
        Menu menu = new Menu("Against");
        Optional<PhasePlane> plane = kind instanceof PhasePlane own ? Optional.of(own) : Optional.empty();
        String up = plane.map(PhasePlane::y).orElse(kind.id());
        if (runs.isEmpty()) {
            menu.setDisable(true);
            return menu;
        }
        RunView live = runs.getFirst();
        if (plane.isPresent() && Charts.ALL.contains(up)) {
            MenuItem time = new MenuItem("Time");
            time.setOnAction(event -> choose(Charts.ALL.get(up)));
            menu.getItems().add(time);
        }
        List<String> quantities = new ArrayList<>(PhasePlane.coordinates(live));
        int coordinates = quantities.size();
        quantities.addAll(live.history().columns());
        Menu observables = new Menu("Observables");
        for (int i = 0; i < quantities.size(); i++) {
            String across = quantities.get(i);
            // The coordinates are many curves: two of them make a plane.
            PhasePlane wanted =
                    new PhasePlane(across, up.startsWith("w") || live.history().has(up) ? up : quantities.getFirst());
            if (!across.equals(wanted.y()) && wanted.applies(live)) {
                MenuItem item = new MenuItem(wanted.across());
                item.setOnAction(event -> choose(wanted));
                (i < coordinates ? menu : observables).getItems().add(item);
            }
        }
        menu.getItems().add(observables);
        return menu;
    }

    /** The drawn lines as comma-separated values: x and y of each line in turn, with every row of the record. */
    private void copyNumbers() {
        Painted now = painted;
        if (now == null) {
            return;
        }
        List<RunView> all = runs;
        Clock by = clock;
        ChartKind what = kind;
        boolean whole = reference != null
                || all.stream()
                        .allMatch(run -> run.outline(0, 0).history().size()
                                == run.history().size());
        // What is drawn of a long record is not all of it, and the rest takes a while.
        Thread.ofVirtual().start(() -> {
            String csv = csv(whole ? now.chart() : what.draw(all, by));
            Platform.runLater(() -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(csv);
                Clipboard.getSystemClipboard().setContent(content);
            });
        });
    }

    private static String csv(Chart chart) {
        StringBuilder csv = new StringBuilder("line,x,y\n");
        for (Layer layer : chart.layers()) {
            if (layer instanceof Layer.Line line) {
                append(csv, line.label().isEmpty() ? chart.id() : line.label(), line.xs(), line.ys());
            } else if (layer instanceof Layer.Stems stems) {
                append(csv, chart.id(), stems.index(), stems.values());
            } else if (layer instanceof Layer.Marks marks) {
                append(csv, marks.label().isEmpty() ? chart.id() : marks.label(), marks.xs(), marks.ys());
            } else if (layer instanceof Layer.Heat heat) {
                for (int i = 0; i < heat.rows(); i++) {
                    double[] row = Arrays.copyOfRange(heat.values(), i * heat.columns(), (i + 1) * heat.columns());
                    append(csv, "row " + (i + 1), Arrays.copyOf(heat.xEdges(), heat.columns()), row);
                }
            } else if (layer instanceof Layer.Cells cells) {
                double[] columns = IntStream.rangeClosed(1, cells.columns())
                        .asDoubleStream()
                        .toArray();
                for (int i = 0; i < cells.rows(); i++) {
                    double[] row = Arrays.copyOfRange(cells.values(), i * cells.columns(), (i + 1) * cells.columns());
                    append(csv, "row " + (i + 1), columns, row);
                }
            }
        }
        return csv.toString();
    }

    private static void append(StringBuilder csv, String name, double[] xs, double[] ys) {
        for (int i = 0; i < xs.length; i++) {
            csv.append(name).append(',').append(xs[i]).append(',').append(ys[i]).append('\n');
        }
    }

    /** What scale the ordinate on the screen has, for measurements; null before the first picture. */
    @Nullable
    Class<?> shownScale() {
        Painted now = painted;
        return now == null ? null : now.chart().y().scale().getClass();
    }

    /** The surface, for tests and for the focus. */
    PixelSurface surface() {
        return surface;
    }
}
