package org.mirrorflow.app.lab;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.TexText;
import org.mirrorflow.app.tour.TourPlayer;
import org.mirrorflow.app.tour.TourStep;

/** A step of a tour on the screen: its text, its question, the answer, and the way on. */
final class TourPanel extends VBox {

    private final Label title = new Label();
    private final VBox text = new VBox();
    private final TexText question = new TexText();
    private final VBox answer = new VBox();
    private final HBox titleRow = new HBox(16);
    private final HBox way = new HBox(8);
    private final HBox dots = new HBox(5);
    private final Label count = new Label();
    private final Button back = Icons.button(Icons.feather("arrow-left"), "The step before (Page Up)");
    private final Button on = new Button();
    private final Button leave = Icons.button(Icons.feather("x"), "Leave the tour (Esc)");

    TourPanel(Runnable onBack, Runnable onOn, Runnable onLeave) {
        getStyleClass().add("tour");
        setPadding(new Insets(12, 16, 10, 16));
        setSpacing(4);
        setMinHeight(USE_PREF_SIZE);
        title.getStyleClass().add("tour-title");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        question.getStyleClass().add("tour-question");
        question.setId("tour-question");
        answer.setId("tour-answer");
        text.setId("tour-text");
        count.getStyleClass().add("secondary");
        count.setMinWidth(Region.USE_PREF_SIZE);
        dots.setAlignment(Pos.CENTER);
        HBox.setMargin(dots, new Insets(0, 6, 0, 8));
        back.setId("tour-back");
        on.setId("tour-on");
        on.getStyleClass().add("accent");
        on.setMinWidth(USE_PREF_SIZE);
        leave.setId("tour-leave");
        for (Button button : List.of(back, leave)) {
            button.setMinWidth(USE_PREF_SIZE);
        }
        back.setOnAction(event -> onBack.run());
        on.setOnAction(event -> onOn.run());
        leave.setOnAction(event -> onLeave.run());
        way.getChildren().addAll(back, on, dots, count, leave);
        way.setAlignment(Pos.CENTER_RIGHT);
        way.setMinWidth(USE_PREF_SIZE);
        way.getStyleClass().add("tour-way");
        titleRow.setAlignment(Pos.TOP_LEFT);
        titleRow.getChildren().setAll(title, way);
        getChildren().setAll(titleRow, text, question, answer);
    }

    /** The buttons and the progress: beside the title, unless they stand elsewhere. */
    Node way() {
        return way;
    }

    /** Takes the buttons back beside the title. */
    void takeWay() {
        if (!titleRow.getChildren().contains(way)) {
            titleRow.getChildren().add(way);
        }
    }

    /** Shows where a player stands. */
    void show(TourPlayer player) {
        TourStep step = player.step();
        int of = player.tour().steps().size();
        title.setText(step.title());
        fill(text, step.text(), "tour-line");
        question.show(step.question());
        question.setVisible(step.asks());
        question.setManaged(step.asks());
        fill(answer, player.revealed() ? step.reveal() : List.of(), "tour-answer");
        answer.setManaged(player.revealed());
        back.setDisable(player.index() == 0);
        boolean asks = player.canReveal();
        on.setText(asks ? "Reveal" : player.isLast() ? "Finish" : "Next");
        on.setGraphic(Icons.feather(asks ? "eye" : player.isLast() ? "check" : "arrow-right"));
        String says = asks ? "Uncover the answer (Enter)" : "Go on (Page Down)";
        on.setAccessibleText(on.getText() + ": " + says);
        on.setTooltip(new Tooltip(says));
        count.setText((player.index() + 1) + " of " + of);
        List<Node> marks = new ArrayList<>();
        for (int i = 0; i < of; i++) {
            Circle dot = new Circle(4);
            dot.getStyleClass().add(i <= player.index() ? "tour-dot-done" : "tour-dot");
            marks.add(dot);
        }
        dots.getChildren().setAll(marks);
    }

    private static void fill(VBox box, List<String> lines, String style) {
        List<Node> shown = new ArrayList<>();
        for (String line : lines) {
            TexText words = new TexText();
            words.getStyleClass().add(style);
            words.show(line);
            shown.add(words);
        }
        box.getChildren().setAll(shown);
    }
}
