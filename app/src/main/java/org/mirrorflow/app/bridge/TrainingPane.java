package org.mirrorflow.app.bridge;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.TrainingChart;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.PixelSurface;
import org.mirrorflow.app.control.TexView;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.ChartPainter;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.PlotGeometry;

/** One chart of the page: a header, and the plot, drawn off the FX thread, with the cursor that all charts share. */
final class TrainingPane extends VBox {

    private final Label title = new Label();
    private final TexView symbol = new TexView("", "");
    private final Label note = new Label();
    private final MenuButton menu = new MenuButton();
    private final PixelSurface surface = new PixelSurface();
    private final Consumer<OptionalDouble> onPoint;
    private @Nullable PlotGeometry geometry;
    private double cursor = Double.NaN;
    private Color ink = Color.BLACK;

    /**
     * @param id its id in the scene
     * @param onPoint hears the place of the ruler that the person points at
     */
    TrainingPane(String id, Consumer<OptionalDouble> onPoint) {
        this.onPoint = onPoint;
        title.getStyleClass().add("strong");
        title.setMinWidth(USE_PREF_SIZE);
        symbol.setDispensable(true);
        note.getStyleClass().add("secondary");
        note.setMinWidth(0);
        menu.setGraphic(Icons.feather("more-horizontal"));
        menu.getStyleClass().addAll("no-arrow", "pane-menu");
        menu.setMinWidth(USE_PREF_SIZE);
        menu.setVisible(false);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox header = new HBox(8, title, symbol, gap, note, menu);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("pane-header");
        surface.setId(id);
        surface.setMinSize(0, 0);
        surface.setFocusTraversable(true);
        surface.setOnOverlay(this::drawCursor);
        surface.addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
        surface.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> surface.requestFocus());
        surface.addEventHandler(MouseEvent.MOUSE_EXITED, event -> onPoint.accept(OptionalDouble.empty()));
        VBox.setVgrow(surface, Priority.ALWAYS);
        getChildren().addAll(header, surface);
        getStyleClass().add("chart-pane");
        setMinSize(120, 90);
    }

    private void point(MouseEvent event) {
        PlotGeometry where = geometry;
        if (where != null && where.plot().contains(event.getX(), event.getY())) {
            onPoint.accept(OptionalDouble.of(where.valueX(event.getX())));
        } else {
            onPoint.accept(OptionalDouble.empty());
        }
    }

    /** Offers other metrics to be shown here. */
    void offer(List<String> metrics, String chosen, Consumer<String> onChoice) {
        menu.setAccessibleText("Show another metric instead of " + TrainingChart.name(chosen));
        menu.setTooltip(new Tooltip("Show another metric"));
        menu.setVisible(!metrics.isEmpty());
        menu.setOnShowing(event -> menu.getItems()
                .setAll(metrics.stream()
                        .map(metric -> {
                            RadioMenuItem item = new RadioMenuItem(TrainingChart.name(metric));
                            item.setSelected(metric.equals(chosen));
                            item.setOnAction(choice -> onChoice.accept(metric));
                            return item;
                        })
                        .toList()));
        if (menu.getItems().isEmpty()) {
            menu.getItems().add(new RadioMenuItem(TrainingChart.name(chosen)));
        }
    }

    /**
     * Shows a chart.
     *
     * @param heading what its header says
     * @param says words for assistive technology, before the numbers
     * @param make makes the chart, off the FX thread, of immutable things
     */
    void show(String heading, String remark, String says, Supplier<Chart> make, Palette palette, double textScale) {
        title.setText(heading);
        note.setText(remark);
        java.awt.Color theorem = palette.theorem();
        ink = Color.rgb(theorem.getRed(), theorem.getGreen(), theorem.getBlue());
        Metrics metrics = Metrics.screen(textScale);
        surface.setPainter((image, scale) -> {
            Chart chart = make.get();
            PlotGeometry where = ChartPainter.paint(image, scale, chart, palette, metrics);
            Platform.runLater(() -> drawn(chart, where, says));
        });
    }

    private void drawn(Chart chart, PlotGeometry where, String says) {
        geometry = where;
        symbol.setTex(chart.symbolTex(), chart.title());
        String band = chart.layers().stream()
                .filter(Layer.Band.class::isInstance)
                .map(layer -> ((Layer.Band) layer).definition())
                .findFirst()
                .orElse("");
        if (!band.isEmpty()) {
            note.setText(band);
        }
        surface.setAccessibleText(says);
        drawCursor();
    }

    /** Shows the cursor at a place of the ruler; NaN for none. */
    void setCursor(double place) {
        cursor = place;
        drawCursor();
    }

    private void drawCursor() {
        GraphicsContext g = surface.overlay().getGraphicsContext2D();
        g.clearRect(0, 0, surface.getWidth(), surface.getHeight());
        PlotGeometry where = geometry;
        if (where == null || Double.isNaN(cursor)) {
            return;
        }
        double x = where.pixelX(cursor);
        if (x < where.plot().getMinX() - 0.5 || x > where.plot().getMaxX() + 0.5) {
            return;
        }
        g.setStroke(ink);
        g.setFill(ink);
        g.setLineWidth(1);
        double at = Math.floor(x) + 0.5;
        g.strokeLine(at, where.plot().getMinY(), at, where.plot().getMaxY());
        g.fillPolygon(
                new double[] {at - 4, at + 4, at},
                new double[] {
                    where.plot().getMinY() - 4,
                    where.plot().getMinY() - 4,
                    where.plot().getMinY() + 2
                },
                3);
    }

    PixelSurface surface() {
        return surface;
    }
}
