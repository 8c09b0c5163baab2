package org.mirrorflow.app.compose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.app.control.TypedNumber;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.app.figure.FigureSpec;
import org.mirrorflow.app.figure.Preflight;
import org.mirrorflow.app.figure.Venue;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Metrics;

/** The right side of the page: how the figure is set, and the panel that is chosen. Every change is one edit of the composition. */
final class ComposePanel extends VBox {

    private static final double WORDS = 64;
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");
    private static final List<String> SCALES = List.of("", "linear", "log", "symlog");

    private final Consumer<UnaryOperator<Composition>> edit;
    private final ComboBox<Venue> venue = new ComboBox<>();
    private final ComboBox<String> column = new ComboBox<>();
    private final TextField width = new TextField();
    private final TextField height = new TextField();
    private final ComboBox<FigureSpec.Measure> measure = new ComboBox<>();
    private final ComboBox<Integer> columns = new ComboBox<>();
    private final ComboBox<Metrics.Face> face = new ComboBox<>();
    private final TextField labels = new TextField();
    private final TextField ticks = new TextField();
    private final CheckBox shareX = new CheckBox("x axes");
    private final CheckBox shareY = new CheckBox("y axes");
    private final CheckBox shareLegend = new CheckBox("legend");
    private final CheckBox letters = new CheckBox("letters (a), (b)");
    private final Label heading = new Label();
    private final TextField title = new TextField();
    private final ComboBox<Panel.Labels> names = new ComboBox<>();
    private final ComboBox<Chart.LegendPlace> legend = new ComboBox<>();
    private final ComboBox<Clock> clock = new ComboBox<>();
    private final ComboBox<Ensemble.Spread> spread = new ComboBox<>();
    private final CheckBox predictions = new CheckBox("predictions");
    private final CheckBox residual = new CheckBox("residual");
    private final ComboBox<String> scaleX = new ComboBox<>();
    private final ComboBox<String> scaleY = new ComboBox<>();
    private final TextField rangeX = new TextField();
    private final TextField rangeY = new TextField();
    private final VBox runs = new VBox(6);
    private final VBox annotations = new VBox(6);
    private final TextField insetX = new TextField();
    private final TextField insetY = new TextField();
    private final ComboBox<Chart.LegendPlace> insetCorner = new ComboBox<>();
    private final VBox ofPanel = new VBox(8);
    private final Label problem = new Label();
    private final ToggleButton found = new ToggleButton();
    private final VBox findings = new VBox(4);
    private Composition composition = Composition.EMPTY;
    private int selected;
    private boolean updating;

    /**
     * @param edit hears every change
     * @param footer buttons below everything
     */
    ComposePanel(Consumer<UnaryOperator<Composition>> edit, Node footer) {
        this.edit = edit;
        updating = true;
        buildPage();
        buildChosen();
        updating = false;
        problem.getStyleClass().add("problem-sentence");
        problem.setId("compose-problem");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.setGraphic(Icons.needsYou());
        say("");
        VBox box = new VBox(
                8,
                strong("Page"),
                Panels.row("Venue", WORDS, venue),
                Panels.row("Column", WORDS, column),
                Panels.row("Size", WORDS, pair(width, height)),
                Panels.row("Measure", WORDS, measure),
                Panels.row("Beside", WORDS, columns),
                strong("Type"),
                Panels.row("Face", WORDS, face),
                Panels.row("Points", WORDS, pair(labels, ticks)),
                strong("In common"),
                flow(shareX, shareY, shareLegend, letters),
                problem,
                Panels.rule(),
                ofPanel);
        ScrollPane settings = Panels.scrolling(box);
        VBox.setVgrow(settings, Priority.ALWAYS);
        getChildren().setAll(settings, Panels.rule(), beforeItLeaves(), footer);
        getStyleClass().add("panel");
    }

    private Node beforeItLeaves() {
        found.setId("compose-findings");
        found.getStyleClass().addAll("flat", "compose-findings");
        found.setMaxWidth(Double.MAX_VALUE);
        found.setAlignment(Pos.CENTER_LEFT);
        found.setTooltip(new Tooltip("What was looked at in the file as it will be written"));
        findings.visibleProperty().bind(found.selectedProperty());
        findings.managedProperty().bind(found.selectedProperty());
        findings.setPadding(new Insets(0, 14, 2, 14));
        VBox box = new VBox(2, found, findings);
        box.visibleProperty().bind(found.textProperty().isNotEmpty());
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private void showFindings(List<Preflight.Finding> now) {
        long wrong = now.stream().filter(finding -> !finding.good()).count();
        found.setText(
                now.isEmpty()
                        ? ""
                        : wrong == 0
                                ? "Ready to leave, " + now.size() + " checks hold"
                                : wrong == 1 ? "1 thing to look at" : wrong + " things to look at");
        found.setGraphic(wrong == 0 ? Icons.feather("check-circle") : Icons.needsYou());
        List<Node> rows = new ArrayList<>();
        for (Preflight.Finding finding : now) {
            Label row =
                    new Label(finding.sentence(), finding.good() ? Icons.feather("check-circle") : Icons.needsYou());
            row.getStyleClass().add(finding.good() ? "secondary" : "problem-sentence");
            row.setWrapText(true);
            row.setMinHeight(USE_PREF_SIZE);
            rows.add(row);
        }
        findings.getChildren().setAll(rows);
    }

    private void buildPage() {
        choices(venue, "compose-venue", "Venue", Venue::name, now -> layout(l -> l.at(now, l.column())));
        venue.getItems().setAll(Venue.offered());
        choices(column, "compose-column", "Column of the venue", id -> id, now -> layout(l -> l.at(venueOf(l), now)));
        choices(
                measure,
                "compose-measure",
                "What the size is of",
                of -> of == FigureSpec.Measure.WHOLE ? "the whole figure" : "the plot of each panel",
                now -> layout(l -> l.measuring(now)));
        measure.getItems().setAll(FigureSpec.Measure.values());
        choices(
                columns,
                "compose-columns",
                "Panels side by side",
                k -> k == 0 ? "as usual" : k == 1 ? "1 panel" : k + " panels",
                now -> layout(l -> l.in(now)));
        columns.getItems().setAll(0, 1, 2, 3, 4);
        choices(
                face,
                "compose-face",
                "Face",
                Metrics.Face::displayName,
                now -> layout(l -> l.typed(now, l.labelPt(), l.tickPt())));
        face.getItems().setAll(Metrics.Face.values());
        typed(
                width,
                "compose-width",
                "Width in inches; empty for that of the column",
                text -> number(width, text, in -> layout(l -> l.sized(72 * in, l.heightPt()))));
        typed(
                height,
                "compose-height",
                "Height in inches; empty for the usual one",
                text -> number(height, text, in -> layout(l -> l.sized(l.widthPt(), 72 * in))));
        typed(
                labels,
                "compose-labels",
                "Size of labels in points; empty for the venue\u2019s",
                text -> number(labels, text, pt -> layout(l -> l.typed(l.face(), pt, l.tickPt()))));
        typed(
                ticks,
                "compose-ticks",
                "Size of tick labels in points; empty for the venue\u2019s",
                text -> number(ticks, text, pt -> layout(l -> l.typed(l.face(), l.labelPt(), pt))));
        ticked(shareX, "compose-share-x", on -> sharing(s -> new Figure.Sharing(on, s.y(), s.legend(), s.letters())));
        ticked(shareY, "compose-share-y", on -> sharing(s -> new Figure.Sharing(s.x(), on, s.legend(), s.letters())));
        ticked(
                shareLegend,
                "compose-share-legend",
                on -> sharing(s -> new Figure.Sharing(s.x(), s.y(), on, s.letters())));
        ticked(letters, "compose-letters", on -> sharing(s -> new Figure.Sharing(s.x(), s.y(), s.legend(), on)));
    }

    private void buildChosen() {
        typed(title, "compose-title", "Title; empty for the chart\u2019s own", text -> panel(p -> p.withTitle(text)));
        choices(
                names,
                "compose-names",
                "How lines are named",
                ComposePanel::words,
                now -> panel(p -> p.withLabels(now)));
        names.getItems().setAll(Panel.Labels.values());
        choices(
                legend,
                "compose-legend",
                "Where the legend stands",
                ComposePanel::words,
                now -> panel(p -> p.withLegend(now)));
        legend.getItems().setAll(Chart.LegendPlace.values());
        choices(clock, "compose-clock", "Abscissa", Clock::label, now -> panel(p -> p.withClock(now)));
        clock.getItems().setAll(Clock.values());
        choices(
                spread,
                "compose-spread",
                "How seeds are drawn",
                Ensemble.Spread::words,
                now -> panel(p -> p.withSpread(now)));
        spread.getItems().setAll(Ensemble.Spread.values());
        ticked(predictions, "compose-predictions", on -> panel(p -> p.withPredictions(on)));
        ticked(residual, "compose-residual", on -> panel(p -> p.withResidual(on)));
        Function<String, String> scale = id -> switch (id) {
            case "log" -> "logarithmic";
            case "symlog" -> "log on both sides of 0";
            case "linear" -> "linear";
            default -> "as usual";
        };
        choices(
                scaleX,
                "compose-scale-x",
                "Scale of the abscissa",
                scale,
                now -> panel(p -> p.withAxes(p.x().on(now), p.y())));
        choices(
                scaleY,
                "compose-scale-y",
                "Scale of the ordinate",
                scale,
                now -> panel(p -> p.withAxes(p.x(), p.y().on(now))));
        scaleX.getItems().setAll(SCALES);
        scaleY.getItems().setAll(SCALES);
        typed(
                rangeX,
                "compose-range-x",
                "Range of the abscissa, such as 0.1..100; empty for all",
                text -> range(rangeX, text, r -> panel(p -> p.withAxes(p.x().between(r[0], r[1]), p.y()))));
        typed(
                rangeY,
                "compose-range-y",
                "Range of the ordinate, such as 1e-9..1; empty for all",
                text -> range(rangeY, text, r -> panel(p -> p.withAxes(p.x(), p.y().between(r[0], r[1])))));
        typed(
                insetX,
                "compose-inset-x",
                "Enlarged part of the abscissa, such as 1..10; empty for none",
                text -> inset());
        typed(insetY, "compose-inset-y", "Enlarged part of the ordinate; empty for none", text -> inset());
        choices(
                insetCorner,
                "compose-inset-corner",
                "Corner of the enlarged part",
                ComposePanel::words,
                now -> inset());
        insetCorner
                .getItems()
                .setAll(Arrays.stream(Chart.LegendPlace.values())
                        .filter(place -> place != Chart.LegendPlace.ABOVE)
                        .toList());
        insetCorner.setValue(Chart.LegendPlace.TOP_RIGHT);
        heading.getStyleClass().add("strong");
        Label hint = new Label(
                "Double-click a point of the figure to write beside it; drag words to where they do not cover anything.");
        hint.getStyleClass().add("secondary");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        ofPanel.getChildren()
                .setAll(
                        heading,
                        Panels.row("Title", WORDS, title),
                        Panels.row("Names", WORDS, names),
                        Panels.row("Legend", WORDS, legend),
                        Panels.row("Clock", WORDS, clock),
                        Panels.row("Seeds", WORDS, spread),
                        flow(predictions, residual),
                        Panels.row("x axis", WORDS, pair(scaleX, rangeX)),
                        Panels.row("y axis", WORDS, pair(scaleY, rangeY)),
                        strong("Runs"),
                        runs,
                        strong("Words in the plot"),
                        annotations,
                        hint,
                        strong("Inset"),
                        Panels.row("Part", WORDS, pair(insetX, insetY)),
                        Panels.row("Corner", WORDS, insetCorner));
    }

    /** Shows a composition, one of its panels, and what was found when it was looked over. */
    void show(Composition now, int panel, String sentence, List<Preflight.Finding> looked) {
        updating = true;
        showFindings(looked);
        composition = now;
        selected = Math.clamp(panel, 0, Math.max(0, now.panels().size() - 1));
        Composition.Layout layout = now.layout();
        Venue at = venueOf(layout);
        if (!venue.getItems().contains(at)) {
            venue.getItems().add(at);
        }
        venue.setValue(at);
        if (!column.getItems().equals(List.copyOf(at.columnsPt().keySet()))) {
            column.getItems().setAll(at.columnsPt().keySet());
        }
        column.setValue(layout.column());
        FigureSpec spec = specOf(now);
        fill(width, Double.isNaN(layout.widthPt()) ? "" : inches(layout.widthPt()), inches(spec.widthPt()) + " in");
        fill(height, Double.isNaN(layout.heightPt()) ? "" : inches(layout.heightPt()), inches(spec.heightPt()) + " in");
        measure.setValue(layout.measure());
        columns.setValue(layout.columns());
        face.setValue(layout.face());
        fill(labels, plain(layout.labelPt()), "labels " + plain(spec.labelPt()));
        fill(ticks, plain(layout.tickPt()), "ticks " + plain(spec.tickPt()));
        shareX.setSelected(layout.sharing().x());
        shareY.setSelected(layout.sharing().y());
        shareLegend.setSelected(layout.sharing().legend());
        letters.setSelected(layout.sharing().letters());
        ofPanel.setVisible(!now.panels().isEmpty());
        ofPanel.setManaged(!now.panels().isEmpty());
        if (!now.panels().isEmpty()) {
            showPanel(now.panels().get(selected));
        }
        say(sentence);
        updating = false;
    }

    private void showPanel(Panel panel) {
        heading.setText("Panel (" + (char) ('a' + selected) + ")");
        fill(title, panel.title(), "as usual");
        names.setValue(panel.labels());
        legend.setValue(panel.legend());
        clock.setValue(panel.clock());
        spread.setValue(panel.spread());
        predictions.setSelected(panel.predictions());
        residual.setSelected(panel.residual());
        residual.setDisable(!panel.predictions());
        scaleX.setValue(panel.x().scale());
        scaleY.setValue(panel.y().scale());
        fill(rangeX, span(panel.x().from(), panel.x().to()), "from..to");
        fill(rangeY, span(panel.y().from(), panel.y().to()), "from..to");
        Chart.Inset inset = panel.inset();
        if (inset != null) {
            fill(insetX, span(inset.x().lower(), inset.x().upper()), "x from..to");
            fill(insetY, span(inset.y().lower(), inset.y().upper()), "y from..to");
            insetCorner.setValue(inset.corner());
        } else if (!insetX.isFocused() && !insetY.isFocused()) {
            fill(insetX, insetY.getText().isBlank() ? "" : insetX.getText(), "x from..to");
            fill(insetY, insetX.getText().isBlank() ? "" : insetY.getText(), "y from..to");
        }
        showRuns(panel);
        showAnnotations(panel);
    }

    private void showRuns(Panel panel) {
        List<Node> rows = new ArrayList<>();
        for (Source source : composition.sources()) {
            CheckBox shown = new CheckBox();
            shown.setSelected(panel.sources().contains(source.id()));
            shown.setAccessibleText("Show " + source.name());
            shown.setOnAction(event -> panel(p -> {
                List<String> ids = composition.sources().stream()
                        .map(Source::id)
                        .filter(id -> id.equals(source.id())
                                ? shown.isSelected()
                                : p.sources().contains(id))
                        .toList();
                return ids.isEmpty() ? p : p.withSources(ids);
            }));
            TextField name = new TextField(source.name());
            name.setAccessibleText("Name of the run");
            commit(name, text -> edit.accept(c -> c.renamed(source.id(), text)));
            HBox.setHgrow(name, Priority.ALWAYS);
            HBox row = new HBox(8, shown, name);
            row.setAlignment(Pos.CENTER_LEFT);
            rows.add(row);
        }
        runs.getChildren().setAll(rows);
    }

    private void showAnnotations(Panel panel) {
        List<Node> rows = new ArrayList<>();
        for (int i = 0; i < panel.annotations().size(); i++) {
            int index = i;
            Chart.Annotation each = panel.annotations().get(i);
            TextField text = new TextField(each.text());
            text.setId("compose-annotation-" + i);
            text.setAccessibleText("Words at the point");
            commit(
                    text,
                    now -> annotation(
                            index,
                            new Chart.Annotation(each.x(), each.y(), now, each.anchor(), each.right(), each.up())));
            HBox.setHgrow(text, Priority.ALWAYS);
            Button arrow = Icons.button(Icons.feather("arrow-down-left"), "With an arrow from another side");
            arrow.setOnAction(event -> annotation(index, turned(each)));
            Button remove = Icons.button(Icons.feather("x"), "Remove these words");
            remove.setOnAction(event -> panel(p -> {
                List<Chart.Annotation> left = new ArrayList<>(p.annotations());
                left.remove(index);
                return p.withAnnotations(left);
            }));
            HBox row = new HBox(6, text, arrow, remove);
            row.setAlignment(Pos.CENTER_LEFT);
            rows.add(row);
        }
        annotations.getChildren().setAll(rows);
    }

    /** No arrow, then one from above right, below right, below left, above left, and none again. */
    private static Chart.Annotation turned(Chart.Annotation each) {
        double[][] places = {{0, 0}, {2.5, 2}, {2.5, -2}, {-2.5, -2}, {-2.5, 2}};
        int at = 0;
        for (int k = 0; k < places.length; k++) {
            if (places[k][0] == each.right() && places[k][1] == each.up()) {
                at = k;
            }
        }
        double[] next = places[(at + 1) % places.length];
        return new Chart.Annotation(each.x(), each.y(), each.text(), each.anchor(), next[0], next[1]);
    }

    private void annotation(int index, Chart.Annotation changed) {
        panel(p -> {
            List<Chart.Annotation> all = new ArrayList<>(p.annotations());
            all.set(index, changed);
            return p.withAnnotations(all);
        });
    }

    private void inset() {
        if (updating) {
            return;
        }
        if (insetX.getText().isBlank() && insetY.getText().isBlank()) {
            panel(p -> p.withInset(null));
            return;
        }
        if (insetX.getText().isBlank() || insetY.getText().isBlank()) {
            return;
        }
        range(
                insetX,
                insetX.getText(),
                x -> range(
                        insetY,
                        insetY.getText(),
                        y -> panel(p -> p.withInset(new Chart.Inset(
                                new Axis.Range(x[0], x[1]),
                                new Axis.Range(y[0], y[1]),
                                insetCorner.getValue(),
                                0.42)))));
    }

    private void say(String sentence) {
        problem.setText(sentence);
        problem.setVisible(!sentence.isEmpty());
        problem.setManaged(!sentence.isEmpty());
    }

    private static Venue venueOf(Composition.Layout layout) {
        return Venue.of(layout.venue());
    }

    /** The size and type of a composition, those of its venue where a file asks for what no page has. */
    private FigureSpec specOf(Composition composition) {
        try {
            return ComposedFigure.spec(composition, "pdf");
        } catch (FigureException e) {
            say(String.valueOf(e.getMessage()));
            return FigureSpec.of(
                    venueOf(composition.layout()), composition.layout().column(), "pdf");
        }
    }

    private void layout(UnaryOperator<Composition.Layout> change) {
        change(c -> c.with(change.apply(c.layout())));
    }

    private void sharing(UnaryOperator<Figure.Sharing> change) {
        layout(l -> l.sharing(change.apply(l.sharing())));
    }

    private void panel(UnaryOperator<Panel> change) {
        int index = selected;
        change(c -> index < c.panels().size()
                ? c.with(index, change.apply(c.panels().get(index)))
                : c);
    }

    private void change(UnaryOperator<Composition> what) {
        if (!updating) {
            try {
                edit.accept(before -> {
                    Composition after = what.apply(before);
                    // A size that no page has is refused before anything is drawn at it.
                    var _ = ComposedFigure.spec(after, "pdf");
                    return after;
                });
            } catch (FigureException e) {
                say(String.valueOf(e.getMessage()));
            }
        }
    }

    private <T> void choices(
            ComboBox<T> box, String id, String spoken, Function<T, String> word, Consumer<T> onChosen) {
        Panels.choices(box, id, spoken, word);
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty().addListener((observable, before, now) -> {
            if (now != null && !updating) {
                onChosen.accept(now);
            }
        });
    }

    private void ticked(CheckBox box, String id, Consumer<Boolean> onChosen) {
        box.setId(id);
        box.selectedProperty().addListener((observable, before, now) -> {
            if (!updating) {
                onChosen.accept(now);
            }
        });
    }

    private void typed(TextField field, String id, String spoken, Consumer<String> onTyped) {
        field.setId(id);
        field.setAccessibleText(spoken);
        field.setTooltip(new Tooltip(spoken));
        field.setPrefColumnCount(6);
        commit(field, onTyped);
    }

    /** Enter, or leaving the field, takes what was typed. */
    private void commit(TextField field, Consumer<String> onTyped) {
        String[] known = {field.getText()};
        Runnable take = () -> {
            if (!updating && !field.getText().equals(known[0])) {
                known[0] = field.getText();
                onTyped.accept(field.getText().strip());
            }
        };
        field.setOnAction(event -> take.run());
        field.focusedProperty().addListener((observable, before, now) -> {
            if (now) {
                known[0] = field.getText();
            } else {
                take.run();
            }
        });
    }

    private void number(TextField field, String text, Consumer<Double> onNumber) {
        OptionalDouble value = text.isEmpty() ? OptionalDouble.of(Double.NaN) : TypedNumber.parse(text);
        boolean right = value.isPresent() && !(value.getAsDouble() <= 0);
        field.pseudoClassStateChanged(INVALID, !right);
        if (right) {
            say("");
            onNumber.accept(value.getAsDouble());
        } else {
            say("\"" + text + "\" is no positive number; type one, or nothing for the usual one.");
        }
    }

    private void range(TextField field, String text, Consumer<double[]> onRange) {
        if (text.isEmpty()) {
            field.pseudoClassStateChanged(INVALID, false);
            onRange.accept(new double[] {Double.NaN, Double.NaN});
            return;
        }
        String[] ends = text.split("\\.\\.", -1);
        OptionalDouble from = ends.length == 2 ? TypedNumber.parse(ends[0]) : OptionalDouble.empty();
        OptionalDouble to = ends.length == 2 ? TypedNumber.parse(ends[1]) : OptionalDouble.empty();
        boolean right = from.isPresent() && to.isPresent() && from.getAsDouble() < to.getAsDouble();
        field.pseudoClassStateChanged(INVALID, !right);
        if (right) {
            say("");
            onRange.accept(new double[] {from.getAsDouble(), to.getAsDouble()});
        } else {
            say("\"" + text + "\" is no range; type two rising numbers such as 0.1..100, or nothing for all.");
        }
    }

    private static void fill(TextField field, String text, String prompt) {
        field.setPromptText(prompt);
        if (!field.isFocused() && !field.getText().equals(text)) {
            field.setText(text);
        }
    }

    private static String span(double from, double to) {
        return Double.isNaN(from) ? "" : TypedNumber.exact(from) + ".." + TypedNumber.exact(to);
    }

    private static String inches(double points) {
        return plain(Math.rint(points / 72 * 100) / 100);
    }

    private static String plain(double value) {
        return Double.isNaN(value)
                ? ""
                : String.format(Locale.ROOT, "%.2f", value)
                        .replaceAll("0+$", "")
                        .replaceAll("\\.$", "");
    }

    private static String words(Panel.Labels how) {
        return switch (how) {
            case LETTERS -> "letters, and a key";
            case NAMES -> "names on the lines";
            case LEGEND -> "in the legend";
            case NONE -> "not at all";
        };
    }

    private static String words(Chart.LegendPlace place) {
        return place == Chart.LegendPlace.ABOVE ? "above the plot" : place.id().replace('-', ' ');
    }

    private static Label strong(String word) {
        Label label = new Label(word);
        label.getStyleClass().add("strong");
        return label;
    }

    private static FlowPane flow(Node... nodes) {
        return new FlowPane(14, 6, nodes);
    }

    private static HBox pair(Region first, Region second) {
        HBox.setHgrow(first, Priority.ALWAYS);
        HBox.setHgrow(second, Priority.ALWAYS);
        first.setPrefWidth(60);
        second.setPrefWidth(60);
        first.setMaxWidth(Double.MAX_VALUE);
        second.setMaxWidth(Double.MAX_VALUE);
        return new HBox(6, first, second);
    }
}
