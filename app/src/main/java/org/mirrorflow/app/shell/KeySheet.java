package org.mirrorflow.app.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All keys on one page, made from the actions. */
final class KeySheet extends VBox {

    private static final double HEIGHT = 640;
    private static final double COLUMN = 264;

    KeySheet(Actions actions) {
        getStyleClass().add("sheet-page");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Label title = new Label("Keys");
        title.getStyleClass().add("page-title");
        Label hint = new Label("Single keys act when no text field has the focus. Esc closes this sheet.");
        hint.getStyleClass().add("secondary");
        FlowPane groups = new FlowPane(Orientation.VERTICAL, 28, 12);
        groups.setPrefWrapLength(HEIGHT);
        for (Map.Entry<String, List<Action>> group : actions.withKeysByGroup().entrySet()) {
            groups.getChildren().add(group(group.getKey(), group.getValue()));
        }
        getChildren().addAll(title, groups, hint);
    }

    private static VBox group(String name, List<Action> actions) {
        Label heading = new Label(name);
        heading.getStyleClass().add("strong");
        VBox box = new VBox(3, heading);
        box.setPrefWidth(COLUMN);
        Map<String, List<Action>> rows = actions.stream()
                .collect(Collectors.groupingBy(KeySheet::stem, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Action>> alike : rows.entrySet()) {
            Action action = alike.getValue().getFirst();
            boolean many = alike.getValue().size() > 1;
            Label what = new Label(many ? alike.getKey() + " …" : action.name());
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            HBox row = new HBox(4, what, gap);
            row.setAlignment(Pos.CENTER_LEFT);
            boolean first = true;
            for (Shortcut shortcut : action.shortcuts()) {
                if (!first) {
                    Label or = new Label("or");
                    or.getStyleClass().add("secondary");
                    row.getChildren().add(or);
                }
                first = false;
                for (String key : shortcut.keys()) {
                    Label cap = new Label(key);
                    cap.getStyleClass().add("keycap");
                    cap.setMinWidth(USE_PREF_SIZE);
                    row.getChildren().add(cap);
                }
            }
            if (many) {
                Label to = new Label("…");
                to.getStyleClass().add("secondary");
                List<String> keys =
                        alike.getValue().getLast().shortcuts().getFirst().keys();
                Label cap = new Label(keys.getLast());
                cap.getStyleClass().add("keycap");
                cap.setMinWidth(USE_PREF_SIZE);
                row.getChildren().addAll(to, cap);
            }
            box.getChildren().add(row);
        }
        return box;
    }

    /** The name without a number at its end: actions that differ in it alone share a row. */
    private static String stem(Action action) {
        return action.name().replaceFirst(" \\d+$", "");
    }
}
