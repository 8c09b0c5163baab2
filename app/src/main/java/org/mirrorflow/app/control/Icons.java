package org.mirrorflow.app.control;

import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.shape.SVGPath;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons (Feather) and the few glyphs drawn here, and buttons that carry them with a tooltip and an accessible text. */
public final class Icons {

    private static final String PLAY = "M3 1.5 L13 8 L3 14.5 Z";
    private static final String PIN = "M5 1.5 H11 M6 1.5 V6.5 L4 9.5 H12 L10 6.5 V1.5 M8 9.5 V14.5";

    private Icons() {}

    /** A Feather icon by its name without the {@code fth-} prefix, e.g. {@code skip-back}. */
    public static Node feather(String name) {
        FontIcon icon = new FontIcon("fth-" + name);
        icon.setAccessibleRole(AccessibleRole.NODE);
        return icon;
    }

    /** The filled triangle of "play". */
    public static Node play() {
        SVGPath path = new SVGPath();
        path.setContent(PLAY);
        path.getStyleClass().add("glyph");
        return path;
    }

    /** A pin. */
    public static Node pin() {
        return stroked(PIN);
    }

    /** The sign of "this needs you": an amber triangle whose edge and mark are ink. */
    public static Node needsYou() {
        SVGPath triangle = new SVGPath();
        triangle.setContent("M7 1.2 L13.3 12.6 H0.7 Z");
        triangle.getStyleClass().add("needs-sign");
        SVGPath mark = new SVGPath();
        mark.setContent("M6.4 4.8 H7.6 V8.8 H6.4 Z M6.4 9.8 H7.6 V11 H6.4 Z");
        mark.getStyleClass().add("needs-mark");
        return new Group(triangle, mark);
    }

    /** A path drawn as a line of 1.5 px in the text colour. */
    static Node stroked(String content) {
        SVGPath path = new SVGPath();
        path.setContent(content);
        path.getStyleClass().add("glyph-line");
        return path;
    }

    /** A square button with an icon only; {@code says} is its tooltip and accessible text. */
    public static Button button(Node icon, String says) {
        Button button = new Button();
        button.setGraphic(icon);
        button.getStyleClass().addAll("flat", "icon-button");
        button.setAccessibleText(says);
        button.setTooltip(new Tooltip(says));
        return button;
    }
}
