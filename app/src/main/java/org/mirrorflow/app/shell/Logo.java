package org.mirrorflow.app.shell;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.shape.SVGPath;

/** The mark: a trajectory that meets its dashed limit. */
final class Logo {

    private Logo() {}

    static Node mark() {
        SVGPath box = new SVGPath();
        box.setContent("M0 0 H22 V20 H0 Z");
        box.setFill(null);
        SVGPath dash = new SVGPath();
        dash.setContent("M2 3.5 H21");
        dash.getStyleClass().add("logo-dash");
        SVGPath line = new SVGPath();
        line.setContent("M2 17 C9 17 9 5 20 4.5");
        line.getStyleClass().add("logo-line");
        Group mark = new Group(box, line, dash);
        mark.setAccessibleText("Mirrorflow Lab");
        return mark;
    }
}
