package org.mirrorflow.app.lab;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.app.control.Segments;

/** How runs are held against each other, under how many seeds, and how their spread is drawn. */
final class CompareBar extends HBox {

    private static final List<Integer> SEEDS = List.of(1, 3, 5, 10, 20);

    private final Segments<Comparison> comparison = new Segments<>(List.of(Comparison.values()), choice -> {
        ToggleButton button = new ToggleButton(choice.words());
        button.setId("compare-" + choice.id());
        return button;
    });
    private final ComboBox<Integer> seeds = new ComboBox<>();
    private final ComboBox<Ensemble.Spread> spread = new ComboBox<>();
    private boolean updating;

    CompareBar(Consumer<Comparison> onCompare, IntConsumer onSeeds, Consumer<Ensemble.Spread> onSpread) {
        super(8);
        setAlignment(Pos.CENTER_RIGHT);
        comparison.setMinWidth(USE_PREF_SIZE);
        comparison.valueProperty().addListener((observable, before, now) -> onCompare.accept(now));
        seeds.getItems().setAll(SEEDS);
        Panels.choices(seeds, "seeds", "Seeds", count -> count == 1 ? "1 seed" : count + " seeds");
        seeds.setValue(1);
        seeds.setPrefWidth(USE_COMPUTED_SIZE);
        seeds.setMinWidth(USE_PREF_SIZE);
        seeds.valueProperty().addListener((observable, before, now) -> {
            if (!updating && now != null) {
                onSeeds.accept(now);
            }
        });
        spread.getItems().setAll(Arrays.asList(Ensemble.Spread.values()));
        Panels.choices(spread, "spread", "What the band is", Ensemble.Spread::words);
        spread.setValue(Ensemble.Spread.SEM);
        spread.setPrefWidth(USE_COMPUTED_SIZE);
        spread.setMinWidth(USE_PREF_SIZE);
        spread.valueProperty().addListener((observable, before, now) -> {
            if (!updating && now != null) {
                onSpread.accept(now);
            }
        });
        spread.managedProperty().bind(spread.visibleProperty());
        getChildren().setAll(comparison, seeds, spread);
    }

    /** Shows how many seeds there are, and the choice of the band where there is one. */
    void show(LabState state) {
        updating = true;
        try {
            if (!seeds.getItems().contains(state.seeds())) {
                seeds.getItems().add(state.seeds());
            }
            seeds.setValue(state.seeds());
            spread.setValue(state.spread());
            spread.setVisible(state.seeds() > 1);
        } finally {
            updating = false;
        }
    }

    /** Chooses how to compare. */
    void choose(Comparison wanted) {
        comparison.valueProperty().set(wanted);
    }
}
