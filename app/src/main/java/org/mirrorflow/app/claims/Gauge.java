package org.mirrorflow.app.claims;

import java.util.OptionalDouble;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.SVGPath;
import org.mirrorflow.app.control.VerdictMark;
import org.mirrorflow.sim.claim.Check;

/**
 * A number against its tolerance on a {@link GaugeScale}: left of the dotted line is the right side. The dots of lines that
 * stand one above the other join without a seam, so that a whole ledger has one line.
 */
final class Gauge extends Region {

    private static final double DOT = 1.5;
    private static final double PERIOD = 4.5;
    private static final double MARGIN = 5;
    private static final String DISC = "M-4 0 A4 4 0 1 1 4 0 A4 4 0 1 1 -4 0 Z";
    private static final String RING =
            "M-4.5 0 A4.5 4.5 0 1 1 4.5 0 A4.5 4.5 0 1 1 -4.5 0 Z M-3 0 A3 3 0 1 0 3 0 A3 3 0 1 0 -3 0 Z";
    private static final String DIAMOND = "M0 -5.5 L5.5 0 L0 5.5 L-5.5 0 Z";

    private final Region wrong = new Region();
    private final Line track = new Line();
    private final Line tolerance = new Line();
    private final Line stem = new Line();
    private final SVGPath mark = new SVGPath();
    private OptionalDouble decades = OptionalDouble.empty();
    private boolean scaled = true;

    /** Without a number. */
    Gauge() {
        getStyleClass().add("gauge");
        setAccessibleRole(AccessibleRole.NODE);
        setMouseTransparent(true);
        wrong.getStyleClass().add("gauge-wrong");
        track.getStyleClass().add("gauge-track");
        tolerance.getStyleClass().add("gauge-tolerance");
        stem.getStyleClass().add("gauge-stem");
        mark.getStyleClass().add("glyph");
        wrong.setManaged(false);
        getChildren().setAll(wrong, track, tolerance, stem, mark);
        getChildren().forEach(child -> child.setManaged(false));
    }

    /**
     * Shows a number.
     *
     * @param check its bound
     * @param value the number; NaN for none
     * @param verdict decides the mark: a disc, a diamond for failing, a ring for the rest
     */
    void show(Check check, double value, VerdictMark verdict) {
        decades = GaugeScale.decades(check, value);
        scaled = GaugeScale.hasScale(check);
        mark.setContent(
                switch (verdict) {
                    case HOLDS -> DISC;
                    case FAILS -> DIAMOND;
                    default -> RING;
                });
        requestLayout();
    }

    /** Decades from the tolerance, as shown. */
    OptionalDouble decades() {
        return decades;
    }

    private double x(double at) {
        double share = (at - GaugeScale.BEST) / (GaugeScale.WORST - GaugeScale.BEST);
        return MARGIN + share * (getWidth() - 2 * MARGIN);
    }

    @Override
    protected void layoutChildren() {
        double height = getHeight();
        double middle = Math.floor(height / 2) + 0.5;
        double zero = Math.floor(x(0)) + 0.5;
        wrong.resizeRelocate(zero, Math.floor(height / 5), getWidth() - zero, height - 2 * Math.floor(height / 5));
        line(track, 0, middle, zero, middle);
        line(tolerance, zero, 0, zero, height);
        // A line that is left out for want of room may have no height at all.
        double period = height < PERIOD ? PERIOD : height / Math.round(height / PERIOD);
        tolerance.getStrokeDashArray().setAll(DOT, period - DOT);
        boolean shown = decades.isPresent();
        mark.setVisible(shown);
        stem.setVisible(shown && scaled);
        if (shown) {
            double at = x(decades.getAsDouble());
            line(stem, zero, middle, at, middle);
            mark.setLayoutX(at);
            mark.setLayoutY(middle);
        }
    }

    private static void line(Line line, double x0, double y0, double x1, double y1) {
        line.setStartX(x0);
        line.setStartY(y0);
        line.setEndX(x1);
        line.setEndY(y1);
    }
}
