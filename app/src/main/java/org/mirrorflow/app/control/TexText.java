package org.mirrorflow.app.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Running text with formulas between dollar signs, wrapped like words; said as one text to assistive technology. */
public final class TexText extends TextFlow {

    /** No text. */
    public TexText() {
        getStyleClass().add("tex-text");
        setAccessibleRole(AccessibleRole.TEXT);
        setMinHeight(USE_PREF_SIZE);
    }

    /** Shows other text. */
    public void show(String text) {
        List<Node> parts = new ArrayList<>();
        String[] pieces = text.split("\\$", -1);
        for (int i = 0; i < pieces.length; i++) {
            if (pieces[i].isEmpty()) {
                continue;
            }
            if (i % 2 == 0) {
                Text words = new Text(pieces[i]);
                words.getStyleClass().add("text");
                parts.add(words);
            } else {
                parts.add(new TexView(pieces[i], pieces[i]));
            }
        }
        getChildren().setAll(parts);
        setAccessibleText(text.replace("$", ""));
    }
}
