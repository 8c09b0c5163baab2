package org.mirrorflow.app.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.mirrorflow.app.chart.ChartKind;
import org.mirrorflow.app.chart.RunView;

/** The panes of the page in two rows, two or three to a row, with dividers that can be dragged. */
final class ChartGrid extends VBox {

    private static final double THIRD_COLUMN_WIDTH = 1180;
    private static final double FIRST_OF_TWO = 0.56;
    private static final double FIRST_OF_THREE = 0.4;
    private static final double SECOND_OF_THREE = 0.7;

    private final DoubleConsumer onSeek;
    private final Consumer<ChartPane> onExport;
    private final SplitPane rows = new SplitPane();
    private final List<ChartPane> panes = new ArrayList<>();
    private List<String> wanted = List.of();
    private List<ChartKind> shown = List.of();
    private int columns = 2;
    private Optional<RunView> live = Optional.empty();
    private Runnable onRearranged = () -> {};

    ChartGrid(DoubleConsumer onSeek, Consumer<ChartPane> onExport) {
        this.onSeek = onSeek;
        this.onExport = onExport;
        rows.setOrientation(Orientation.VERTICAL);
        VBox.setVgrow(rows, Priority.ALWAYS);
        getChildren().add(rows);
        setMinSize(0, 0);
        widthProperty().addListener((observable, before, width) -> {
            int fitting = width.doubleValue() >= THIRD_COLUMN_WIDTH ? 3 : 2;
            if (fitting != columns) {
                columns = fitting;
                arrange();
            }
        });
    }

    /** Called after panes were made or removed and need to be drawn. */
    void setOnRearranged(Runnable handler) {
        onRearranged = handler;
    }

    /** The charts that the experiment asks for; others that apply fill the remaining panes. */
    void offer(List<String> charts, Optional<RunView> run) {
        boolean same = charts.equals(wanted) && run.isPresent() == live.isPresent();
        live = run;
        if (!same) {
            wanted = charts;
            arrange();
        }
    }

    List<ChartPane> panes() {
        return panes;
    }

    /** The pane that has the focus or lies under the pointer, else the first. */
    Optional<ChartPane> current() {
        return panes.stream()
                .filter(pane -> pane.surface().isFocused())
                .findFirst()
                .or(() -> panes.stream().filter(Node::isHover).findFirst())
                .or(() -> panes.stream().findFirst());
    }

    private void arrange() {
        List<ChartKind> kinds = new ArrayList<>();
        for (String id : wanted) {
            if (ChartKind.ALL.contains(id) && applies(ChartKind.ALL.get(id))) {
                kinds.add(ChartKind.ALL.get(id));
            }
        }
        for (ChartKind kind : ChartKind.ALL.entries()) {
            if (!kinds.contains(kind) && applies(kind)) {
                kinds.add(kind);
            }
        }
        List<ChartKind> fitting = kinds.stream().limit(2L * columns).toList();
        if (fitting.equals(shown) && !panes.isEmpty()) {
            return;
        }
        shown = fitting;
        panes.clear();
        List<SplitPane> made = new ArrayList<>();
        for (int i = 0; i < fitting.size(); i += columns) {
            SplitPane row = new SplitPane();
            for (ChartKind kind : fitting.subList(i, Math.min(fitting.size(), i + columns))) {
                ChartPane pane = new ChartPane(kind, onSeek, onExport);
                panes.add(pane);
                row.getItems().add(pane);
            }
            // The coordinates, with their columns of values, need more room than the others.
            row.setDividerPositions(
                    columns == 2 ? new double[] {FIRST_OF_TWO} : new double[] {FIRST_OF_THREE, SECOND_OF_THREE});
            made.add(row);
        }
        rows.getItems().setAll(made);
        onRearranged.run();
    }

    private boolean applies(ChartKind kind) {
        return live.isPresent() && kind.applies(live.get());
    }
}
