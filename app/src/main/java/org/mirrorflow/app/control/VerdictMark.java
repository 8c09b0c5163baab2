package org.mirrorflow.app.control;

import java.util.Locale;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.shape.SVGPath;
import org.mirrorflow.app.plot.Verdict;

/** How a verdict is shown: its word and its glyph. Told by shape and fill, never by hue. */
public enum VerdictMark {
    /** The residual is within the tolerance. */
    HOLDS("holds", true),
    /** It is not, with every assumption in force: a finding. */
    FAILS("fails", true),
    /** The numbers do not decide. */
    INCONCLUSIVE("inconclusive", false),
    /** Nothing was computed yet. */
    NOT_RUN("not run", false),
    /** Being computed. */
    RUNNING("running", false),
    /** An assumption of the theorem does not hold here, so it says nothing. */
    ASSUMPTION_BROKEN("does not apply", true),
    /** The experiment itself broke. */
    ERROR("error", true);

    private static final String RING = "M7 0.25 A6.75 6.75 0 1 1 6.99 0.25 Z M7 1.75 A5.25 5.25 0 1 0 7.01 1.75 Z";
    private static final String CHECK = "M3.9 7.2 L4.95 6.15 L6.35 7.5 L9.2 4.6 L10.25 5.65 L6.35 9.6 Z";
    private static final String CROSS =
            "M4.3 5.3 L5.3 4.3 L7 6 L8.7 4.3 L9.7 5.3 L8 7 L9.7 8.7 L8.7 9.7 L7 8 L5.3 9.7 L4.3 8.7 L6 7 Z";
    private static final String HALF = "M7 1 A6 6 0 0 1 7 13 Z";
    private static final String THREE_QUARTERS = "M7 1 A6 6 0 1 1 1 7";

    private final String word;
    private final boolean strong;

    VerdictMark(String word, boolean strong) {
        this.word = word;
        this.strong = strong;
    }

    /** The mark of a verdict. */
    public static VerdictMark of(Verdict verdict) {
        return valueOf(verdict.name());
    }

    /** The word shown when nothing more precise is known. */
    public String word() {
        return word;
    }

    /** Whether the word is semibold. */
    public boolean strong() {
        return strong;
    }

    /** CSS class of things coloured by this verdict. */
    public String styleClass() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A new glyph of 14 px. */
    public Node glyph() {
        return switch (this) {
            case HOLDS -> filled(RING + CHECK);
            case FAILS -> filled(RING + CROSS);
            case INCONCLUSIVE -> filled(RING + HALF);
            case NOT_RUN -> filled(RING);
            case RUNNING -> new Group(bounds(), Icons.stroked(THREE_QUARTERS));
            case ASSUMPTION_BROKEN, ERROR -> Icons.needsYou();
        };
    }

    private static Node filled(String content) {
        SVGPath path = new SVGPath();
        path.setContent(content);
        path.getStyleClass().add("glyph");
        return path;
    }

    private static Node bounds() {
        SVGPath square = new SVGPath();
        square.setContent("M0 0 H14 V14 H0 Z");
        square.setFill(null);
        return square;
    }
}
