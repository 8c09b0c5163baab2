package org.mirrorflow.app.bridge;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.mirrorflow.bridge.plan.TrainingPreset;
import org.mirrorflow.bridge.plan.TrainingPresets;

/** What the page shows before anything was trained: the trainings that ship, each with what one sees in it. */
final class Offer extends ScrollPane {

    /** @param onChoice hears the training that the person chooses */
    Offer(Consumer<TrainingPreset> onChoice) {
        VBox rows = new VBox(2);
        rows.setPadding(new Insets(0, 8, 12, 8));
        part(rows, "Small, minutes on a processor", TrainingPreset.SMALL, onChoice);
        part(rows, "The paper\u2019s own size, for a GPU", TrainingPreset.FULL, onChoice);
        setContent(rows);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setId("bridge-offer");
        getStyleClass().add("page");
        rows.getStyleClass().add("page");
        setMinSize(0, 0);
    }

    private static void part(VBox rows, String heading, String tier, Consumer<TrainingPreset> onChoice) {
        Label title = new Label(heading);
        title.getStyleClass().add("strong");
        title.setPadding(new Insets(14, 8, 6, 8));
        rows.getChildren().add(title);
        List<TrainingPreset> own = TrainingPresets.all().stream()
                .filter(preset -> preset.tier().equals(tier))
                .toList();
        for (TrainingPreset preset : own) {
            Label name = new Label(preset.title());
            name.setMinWidth(0);
            Label paper = new Label(preset.paper());
            paper.getStyleClass().add("tag");
            paper.setMinWidth(USE_PREF_SIZE);
            HBox first = new HBox(8, name, paper);
            first.setAlignment(Pos.CENTER_LEFT);
            Label sentence = new Label(preset.sentence());
            sentence.getStyleClass().add("secondary");
            sentence.setWrapText(true);
            sentence.setMinHeight(USE_PREF_SIZE);
            Button choose = new Button("Choose");
            choose.setMinWidth(USE_PREF_SIZE);
            choose.setAccessibleText("Choose " + preset.title());
            choose.setOnAction(event -> onChoice.accept(preset));
            VBox words = new VBox(2, first, sentence);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            HBox row = new HBox(16, words, choose);
            row.setAlignment(Pos.CENTER_LEFT);
            row.setPadding(new Insets(7, 8, 7, 8));
            row.setMinHeight(USE_PREF_SIZE);
            rows.getChildren().add(row);
        }
    }
}
