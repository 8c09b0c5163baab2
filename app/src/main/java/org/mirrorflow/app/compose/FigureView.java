package org.mirrorflow.app.compose;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.control.PixelSurface;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.FigurePage;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.ColourVision;
import org.mirrorflow.app.plot.PaintNotes;
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

    /** Hears that words were dragged to another place. */
    @FunctionalInterface
    interface WordsHandler {
        /** So far from their point, in heights of the tick labels; 0 and 0 for beside it, without an arrow. */
        void to(int panel, int annotation, double right, double up);
    }

    /** Words that are being dragged: which, where their point is, their box, and where it was taken hold of; all in points. */
    record Hold(int panel, int annotation, Point2D point, Rectangle2D box, Point2D from, Point2D now) {

        Hold to(Point2D there) {
            return new Hold(panel, annotation, point, box, from, there);
        }

        Rectangle2D moved() {
            return new Rectangle2D.Double(
                    box.getX() + now.getX() - from.getX(),
                    box.getY() + now.getY() - from.getY(),
                    box.getWidth(),
                    box.getHeight());
        }
    }

    /** Words nearer than this to their point, in heights of the tick labels, stand beside it without an arrow. */
    private static final double BESIDE = 1.2;

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
    private WordsHandler onWords = (panel, annotation, right, up) -> {};
    private List<PaintNotes.Words> words = List.of();
    private @Nullable Hold hold;

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
        surface.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            surface.requestFocus();
            hold = wordsAt(place(event));
        });
        surface.addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> {
            Hold held = hold;
            if (held != null) {
                hold = held.to(place(event));
                frame();
            }
        });
        surface.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> release());
        surface.addEventHandler(
                MouseEvent.MOUSE_MOVED,
                event -> surface.setCursor(wordsAt(place(event)) == null ? Cursor.DEFAULT : Cursor.MOVE));
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

    /** Who hears of words that were dragged. */
    void setOnWords(WordsHandler handler) {
        onWords = handler;
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
            List<PaintNotes.Words> written = new ArrayList<>();
            Graphics2D g = image.createGraphics();
            g.setRenderingHint(PaintNotes.KEY, new PaintNotes() {
                @Override
                public void words(Words painted) {
                    written.add(painted);
                }
            });
            g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            g.scale(image.getWidth() / page.widthPt(), image.getHeight() / page.heightPt());
            List<PlotGeometry> painted = page.paint(g);
            g.dispose();
            eyes.apply(image);
            Platform.runLater(() -> painted(what, page, painted, written));
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

    private void painted(Figure what, FigurePage page, List<PlotGeometry> painted, List<PaintNotes.Words> written) {
        if (!what.equals(figure)) {
            return;
        }
        plots = painted;
        words = written;
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
        Hold held = hold;
        if (held != null && widthPt > 0) {
            drawHeld(g, held, wide / widthPt);
        }
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

    /** Where the words would stand, and what they speak of. */
    private static void drawHeld(GraphicsContext g, Hold held, double factor) {
        Rectangle2D box = held.moved();
        g.setStroke(Color.gray(0.25));
        g.setLineWidth(1);
        g.strokeRect(
                Math.rint(box.getX() * factor) - 2.5,
                Math.rint(box.getY() * factor) - 1.5,
                Math.rint(box.getWidth() * factor) + 5,
                Math.rint(box.getHeight() * factor) + 3);
        g.strokeLine(
                box.getCenterX() * factor,
                box.getCenterY() * factor,
                held.point().getX() * factor,
                held.point().getY() * factor);
    }

    private Point2D place(MouseEvent event) {
        double factor = surface.getWidth() / Math.max(1, widthPt);
        return new Point2D.Double(event.getX() / factor, event.getY() / factor);
    }

    private @Nullable Hold wordsAt(Point2D at) {
        return holds(at).stream()
                .filter(held -> held.box().contains(at))
                .findFirst()
                .orElse(null);
    }

    /** All words that can be dragged, taken hold of there. */
    List<Hold> holds(Point2D at) {
        List<Hold> holds = new ArrayList<>();
        Figure what = figure;
        for (int i = 0; what != null && i < Math.min(plots.size(), what.charts().size()); i++) {
            PlotGeometry plot = plots.get(i);
            List<Chart.Annotation> annotations = what.charts().get(i).annotations();
            for (int k = 0; k < annotations.size(); k++) {
                Chart.Annotation annotation = annotations.get(k);
                Point2D point = new Point2D.Double(plot.pixelX(annotation.x()), plot.pixelY(annotation.y()));
                for (PaintNotes.Words each : words) {
                    Rectangle2D box = new Rectangle2D.Double(
                            each.x(), each.baseline() - 0.8 * each.size(), each.width(), 1.1 * each.size());
                    if (each.markup().equals(annotation.text()) && plot.plot().intersects(box)) {
                        holds.add(new Hold(i, k, point, box, at, at));
                    }
                }
            }
        }
        return holds;
    }

    private void release() {
        Hold held = hold;
        hold = null;
        Figure what = figure;
        if (held == null || what == null || held.now().equals(held.from())) {
            frame();
            return;
        }
        Rectangle2D box = held.moved();
        double size = what.spec().tickPt();
        double right = (box.getCenterX() - held.point().getX()) / size;
        double up = (held.point().getY() - box.getCenterY()) / size;
        if (Math.hypot(right, up) < BESIDE || box.contains(held.point())) {
            onWords.to(held.panel(), held.annotation(), 0, 0);
            return;
        }
        // An arrow begins at the side of the words that is nearer to their point, so that is what the distance is of.
        if (Math.abs(right) > Math.abs(up)) {
            right -= Math.copySign(box.getWidth() / 2 / size, right);
        }
        onWords.to(held.panel(), held.annotation(), right, up);
    }

    private void clicked(MouseEvent event) {
        if (event.getClickCount() < 2 && !event.isStillSincePress()) {
            return;
        }
        double x = place(event).getX();
        double y = place(event).getY();
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
