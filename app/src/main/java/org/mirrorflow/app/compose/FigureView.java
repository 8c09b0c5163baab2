package org.mirrorflow.app.compose;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.control.PixelSurface;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.FigurePage;
import org.mirrorflow.app.plot.ColourVision;
import org.mirrorflow.app.plot.PlotGeometry;

/** The figure as it will be printed, drawn by the code that writes it, at a size that is chosen and through eyes that are chosen. */
final class FigureView extends ScrollPane {

    /** Pixels to the inch at which a figure has its true size. */
    static final double TRUE = 96;

    private static final double AROUND = 28;

    /** Hears of a point of a panel's data. */
    @FunctionalInterface
    interface PointHandler {
        /** The point in the panel with that index. */
        void at(int panel, double x, double y);
    }

    private final PixelSurface surface = new PixelSurface();
    private final StackPane desk = new StackPane(surface);
    private final DoubleProperty zoom = new SimpleDoubleProperty(this, "zoom", 0);
    private final ObjectProperty<ColourVision> vision = new SimpleObjectProperty<>(this, "vision", ColourVision.ALL);
    private @Nullable Figure figure;
    private double widthPt;
    private double heightPt;
    private List<PlotGeometry> plots = List.of();
    private int selected;
    private IntConsumer onSelect = panel -> {};
    private PointHandler onPoint = (panel, x, y) -> {};

    FigureView() {
        desk.setPadding(new Insets(AROUND));
        desk.getStyleClass().add("figure-desk");
        surface.getStyleClass().add("figure-paper");
        surface.setId("compose-preview");
        surface.setFocusTraversable(true);
        setContent(desk);
        setFitToWidth(true);
        setFitToHeight(true);
        setPannable(false);
        zoom.addListener((observable, before, now) -> size());
        vision.addListener((observable, before, now) -> draw());
        widthProperty().addListener((observable, before, now) -> size());
        heightProperty().addListener((observable, before, now) -> size());
        surface.setOnOverlay(this::frame);
        surface.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> surface.requestFocus());
        surface.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    }

    /** Enlargement; 1 is true size, 0 fits the window. */
    DoubleProperty zoomProperty() {
        return zoom;
    }

    /** Through whose eyes. */
    ObjectProperty<ColourVision> visionProperty() {
        return vision;
    }

    void setOnSelect(IntConsumer handler) {
        onSelect = handler;
    }

    /** Who hears of a double click on a point of the data. */
    void setOnPoint(PointHandler handler) {
        onPoint = handler;
    }

    /** Pictures shown so far. */
    long pictures() {
        return surface.pictures();
    }

    void setSelected(int panel) {
        selected = panel;
        frame();
    }

    /** Draws a figure; null for none. */
    void show(@Nullable Figure shown) {
        figure = shown;
        if (shown == null) {
            surface.setVisible(false);
            return;
        }
        surface.setVisible(true);
        draw();
    }

    private void draw() {
        Figure what = figure;
        if (what == null) {
            return;
        }
        ColourVision eyes = vision.get();
        surface.setPainter((image, scale) -> {
            FigurePage page = FigurePage.of(what);
            Graphics2D g = image.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            g.scale(image.getWidth() / page.widthPt(), image.getHeight() / page.heightPt());
            List<PlotGeometry> painted = page.paint(g);
            g.dispose();
            eyes.apply(image);
            Platform.runLater(() -> painted(what, page, painted));
        });
        surface.setAccessibleText("The figure with its " + what.charts().size() + " panels: "
                + String.join(
                        ", ", what.charts().stream().map(chart -> chart.title()).toList()));
        if (widthPt == 0) {
            widthPt = what.spec().widthPt();
            heightPt = what.spec().heightPt();
            size();
        }
    }

    private void painted(Figure what, FigurePage page, List<PlotGeometry> painted) {
        if (!what.equals(figure)) {
            return;
        }
        plots = painted;
        if (page.widthPt() != widthPt || page.heightPt() != heightPt) {
            widthPt = page.widthPt();
            heightPt = page.heightPt();
            size();
        }
        frame();
    }

    double widthPt() {
        return widthPt;
    }

    double heightPt() {
        return heightPt;
    }

    private void size() {
        if (widthPt <= 0 || getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        double factor = zoom.get() > 0
                ? zoom.get() * TRUE / 72
                : Math.max(
                        0.1,
                        Math.min((getWidth() - 2 * AROUND - 4) / widthPt, (getHeight() - 2 * AROUND - 4) / heightPt));
        double wide = Math.rint(widthPt * factor);
        double high = Math.rint(heightPt * factor);
        surface.setMinSize(wide, high);
        surface.setPrefSize(wide, high);
        surface.setMaxSize(wide, high);
    }

    /** A fine frame around the plot of the panel that is worked on, where there are several. */
    private void frame() {
        GraphicsContext g = surface.overlay().getGraphicsContext2D();
        double wide = surface.overlay().getWidth();
        g.clearRect(0, 0, wide, surface.overlay().getHeight());
        if (plots.size() < 2 || selected >= plots.size() || widthPt <= 0) {
            return;
        }
        double factor = wide / widthPt;
        Rectangle2D plot = plots.get(selected).plot();
        g.setStroke(Color.gray(0.25));
        g.setLineWidth(1);
        double x = Math.rint(plot.getX() * factor) - 3.5;
        double y = Math.rint(plot.getY() * factor) - 3.5;
        double w = Math.rint(plot.getWidth() * factor) + 7;
        double h = Math.rint(plot.getHeight() * factor) + 7;
        double corner = Math.min(14, Math.min(w, h) / 3);
        for (double[] at :
                new double[][] {{x, y, 1, 1}, {x + w, y, -1, 1}, {x, y + h, 1, -1}, {x + w, y + h, -1, -1}}) {
            g.strokeLine(at[0], at[1], at[0] + at[2] * corner, at[1]);
            g.strokeLine(at[0], at[1], at[0], at[1] + at[3] * corner);
        }
    }

    private void clicked(MouseEvent event) {
        double factor = surface.getWidth() / widthPt;
        double x = event.getX() / factor;
        double y = event.getY() / factor;
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < plots.size(); i++) {
            Rectangle2D plot = plots.get(i).plot();
            double away = Math.hypot(
                    Math.max(0, Math.max(plot.getMinX() - x, x - plot.getMaxX())),
                    Math.max(0, Math.max(plot.getMinY() - y, y - plot.getMaxY())));
            if (away < least) {
                least = away;
                nearest = i;
            }
        }
        if (nearest < 0) {
            return;
        }
        onSelect.accept(nearest);
        if (event.getClickCount() == 2 && least == 0) {
            onPoint.at(nearest, plots.get(nearest).valueX(x), plots.get(nearest).valueY(y));
        }
    }
}
