package org.mirrorflow.app.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.control.SelectableNumber;
import org.mirrorflow.app.control.TexView;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.observe.Observable;
import org.mirrorflow.sim.run.Run;

/** The live run in numbers, at the cursor and at the end. Every number can be selected and copied. */
final class ReadOff extends GridPane {

    private static final List<String> QUANTITIES =
            List.of("loss", "l1-norm", "effective-sparsity", "distance-to-limit", "distance-to-l1", "distance-to-l2");

    /** More numbers than this push the controls off the panel. */
    private static final int MOST = 7;

    private static final double COLUMN_EMS = 5.2;

    /** How long a number stands while time runs. */
    private static final long PLAYING_NANOS = 100_000_000;

    private final SelectableNumber now = SelectableNumber.inColumn(COLUMN_EMS);
    private final List<SelectableNumber> numbers = new ArrayList<>();
    private List<String> shown = List.of();
    private boolean steady;
    private long written;

    ReadOff() {
        setHgap(6);
        setVgap(2);
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        name.setMinWidth(0);
        ColumnConstraints number = new ColumnConstraints();
        number.setHalignment(HPos.RIGHT);
        getColumnConstraints().setAll(name, number, number);
        now.getStyleClass().add("secondary");
        now.setAccessibleText("Time at the cursor");
    }

    void show(LabState state) {
        if (state.live().isEmpty()) {
            getChildren().clear();
            shown = List.of();
            return;
        }
        RunView view = state.live().get().view();
        // What the experiment's charts show comes first, then what every experiment has.
        List<String> quantities = Stream.concat(state.charts().stream(), QUANTITIES.stream())
                .distinct()
                .filter(view.history()::has)
                .sorted(Comparator.comparing((String id) -> !id.equals("loss")))
                .limit(MOST)
                .toList();
        if (!quantities.equals(shown)) {
            shown = quantities;
            written = System.nanoTime() - 2 * PLAYING_NANOS;
            build();
        }
        // Nobody reads numbers that change thirty times a second, and setting them takes as long as everything else.
        long at = System.nanoTime();
        if (state.playing() && at - written < PLAYING_NANOS) {
            return;
        }
        written = at;
        // Every column has a width of its own, so a number never moves its neighbours.
        steady = true;
        now.setText(Clock.TIME.readOff(view.clocks()));
        int last = view.history().size() - 1;
        for (int i = 0; i < shown.size(); i++) {
            numbers.get(2 * i).setText(Numbers.readOff(view.history().value(shown.get(i), view.cursor())));
            numbers.get(2 * i + 1).setText(Numbers.readOff(view.history().value(shown.get(i), last)));
        }
        steady = false;
    }

    @Override
    public void requestLayout() {
        if (steady) {
            setNeedsLayout(true);
        } else {
            super.requestLayout();
        }
    }

    private void build() {
        getChildren().clear();
        numbers.clear();
        Label title = new Label("Read-off, run A");
        title.getStyleClass().add("strong");
        Label end = new Label("newest");
        end.getStyleClass().add("secondary");
        addRow(0, title, now, end);
        for (int i = 0; i < shown.size(); i++) {
            Observable observable = Run.OBSERVABLES.get(shown.get(i));
            SelectableNumber atCursor = SelectableNumber.inColumn(COLUMN_EMS);
            SelectableNumber newest = SelectableNumber.inColumn(COLUMN_EMS);
            atCursor.setAccessibleText(observable.name() + " at the cursor");
            newest.setAccessibleText(observable.name() + " at the end");
            numbers.add(atCursor);
            numbers.add(newest);
            addRow(i + 1, new TexView(observable.formula(), observable.name()), atCursor, newest);
        }
    }
}
