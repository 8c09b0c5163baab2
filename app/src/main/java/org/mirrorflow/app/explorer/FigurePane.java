package org.mirrorflow.app.explorer;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.control.PixelSurface;
import org.mirrorflow.app.control.TexView;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.ChartPainter;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.PlotGeometry;

/** One figure of the page: its header, and a chart that is computed and drawn off the FX thread, the latest request alone. */
final class FigurePane extends VBox {

    private final PixelSurface surface = new PixelSurface();
    private final Label title = new Label();
    private final TexView symbol = new TexView("", "");
    private final HBox legend = new HBox(10);
    private final Label note = new Label();
    private @Nullable PlotGeometry geometry;
    private @Nullable Chart chart;
    private List<Chart.LegendEntry> shownLegend = List.of();
    private Runnable onDrawn = () -> {};

    /**
     * A pane with nothing drawn yet.
     *
     * @param name what it will show, for those who cannot see it
     */
    FigurePane(String name) {
        surface.setAccessibleText(name);
        title.getStyleClass().add("strong");
        title.setMinWidth(USE_PREF_SIZE);
        symbol.setDispensable(true);
        legend.setAlignment(Pos.CENTER_RIGHT);
        legend.setMinWidth(0);
        note.getStyleClass().add("secondary");
        note.setWrapText(true);
        note.setVisible(false);
        note.setManaged(false);
        note.setPadding(new javafx.geometry.Insets(0, 14, 4, 14));
        note.setMinHeight(USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox header = new HBox(8, title, symbol, gap, legend);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("pane-header");
        VBox.setVgrow(surface, Priority.ALWAYS);
        surface.setFocusTraversable(true);
        getChildren().addAll(header, surface, note);
        getStyleClass().add("chart-pane");
        setMinSize(0, 0);
        setPrefSize(200, 160);
    }

    /** Draws what the supplier computes, on a worker; nothing it reads may change. */
    void show(Supplier<Chart> computed, Palette palette, double textScale, Function<Chart, String> words) {
        Metrics metrics = Metrics.screen(textScale);
        surface.setPainter((image, scale) -> {
            Chart now = computed.get();
            PlotGeometry where = ChartPainter.paint(image, scale, now, palette, metrics);
            String says = words.apply(now);
            Platform.runLater(() -> finished(now, where, says));
        });
    }

    private void finished(Chart drawn, PlotGeometry where, String says) {
        chart = drawn;
        geometry = where;
        title.setText(drawn.title());
        symbol.setTex(drawn.symbolTex(), drawn.symbolTex());
        surface.setAccessibleText(says);
        if (!drawn.legend().equals(shownLegend)) {
            shownLegend = drawn.legend();
            legend.getChildren()
                    .setAll(shownLegend.stream().map(FigurePane::entry).toList());
        }
        onDrawn.run();
    }

    private static Node entry(Chart.LegendEntry entry) {
        Node sample;
        if (entry.sample() == Chart.Sample.THEOREM) {
            Line dashes = new Line(0, 0, 22, 0);
            dashes.getStyleClass().add("theorem-dashes");
            sample = dashes;
        } else {
            Region line = new Region();
            line.getStyleClass()
                    .addAll("run-line", "run-" + entry.role().letter().toLowerCase(Locale.ROOT));
            sample = line;
        }
        Label words = new Label(entry.text());
        words.getStyleClass().add("secondary");
        HBox row = new HBox(6, sample, words);
        row.setAlignment(Pos.CENTER);
        return row;
    }

    /** A sentence below the plot, or none. */
    void setNote(String sentence) {
        note.setText(sentence);
        note.setVisible(!sentence.isEmpty());
        note.setManaged(!sentence.isEmpty());
    }

    /** Called on the FX thread after each picture. */
    void setOnDrawn(Runnable handler) {
        onDrawn = handler;
    }

    PixelSurface surface() {
        return surface;
    }

    Optional<PlotGeometry> geometry() {
        return Optional.ofNullable(geometry);
    }

    Optional<Chart> chart() {
        return Optional.ofNullable(chart);
    }

    static javafx.scene.paint.Color fx(Color colour) {
        return javafx.scene.paint.Color.rgb(colour.getRed(), colour.getGreen(), colour.getBlue());
    }
}
