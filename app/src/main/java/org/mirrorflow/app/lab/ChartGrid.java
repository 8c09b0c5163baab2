package org.mirrorflow.app.lab;

import java.util.ArrayList;
import java.util.Collections;
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
import org.mirrorflow.app.chart.Charts;
import org.mirrorflow.app.chart.RunView;

/** The panes of the page in two rows, two or three to a row, with dividers that can be dragged. */
final class ChartGrid extends VBox {

    private static final double THIRD_COLUMN_WIDTH = 1180;
    private static final double FIRST_OF_TWO = 0.56;
    private static final double FIRST_OF_THREE = 0.4;
    private static final double SECOND_OF_THREE = 0.7;

    /** What an experiment shows that asks for no charts. */
    private static final List<String> UNASKED =
            List.of("coordinates", "loss", "weights", "singular-values", "distance-to-limit");

    private final DoubleConsumer onSeek;
    private final Consumer<ChartPane> onExport;
    private final SplitPane rows = new SplitPane();
    private final List<ChartPane> panes = new ArrayList<>();
    private List<String> wanted = List.of();
    private int columns = 2;
    /** How many panes show the same chart, one for each run; 1 where all runs are in one. */
    private int copies = 1;

    /** How many charts there are at most; 0 for as many as fit. */
    private int most;

    private int laidColumns;
    private Optional<RunView> live = Optional.empty();
    private Runnable onRearranged = () -> {};
    private Consumer<ChartPane> onCompose = pane -> {};

    ChartGrid(DoubleConsumer onSeek, Consumer<ChartPane> onExport) {
        this.onSeek = onSeek;
        this.onExport = onExport;
        rows.setOrientation(Orientation.VERTICAL);
        VBox.setVgrow(rows, Priority.ALWAYS);
        getChildren().add(rows);
        setMinSize(0, 0);
        widthProperty().addListener((observable, before, width) -> {
            if (fitting() != columns) {
                keepArranged();
            }
        });
    }

    private int fitting() {
        if (most > 0 && copies == 1) {
            return most == 4 ? 2 : Math.min(most, getWidth() >= THIRD_COLUMN_WIDTH ? 3 : 2);
        }
        return copies > 1 ? copies : getWidth() >= THIRD_COLUMN_WIDTH ? 3 : 2;
    }

    /** What the person has put into the panes stays there. */
    private void keepArranged() {
        List<String> shown = shown();
        columns = fitting();
        arrange(shown);
    }

    /** Ids of the charts that are shown, each once. */
    List<String> shown() {
        return panes.stream().map(pane -> pane.kind().id()).distinct().toList();
    }

    /** Shows these charts, as far as they apply; others fill the remaining panes. */
    void showCharts(List<String> charts) {
        arrange(charts);
    }

    /** Gives each of so many runs a pane of its own for every chart, side by side; 1 puts all into one. */
    void setCopies(int runs) {
        if (runs != copies) {
            List<String> shown = shown();
            copies = runs;
            columns = fitting();
            arrange(shown);
        }
    }

    /** Leaves the first so many charts, 1 to 4; 0 shows as many as fit. */
    void setMost(int charts) {
        if (charts != most) {
            List<String> shown = shown();
            most = charts;
            columns = fitting();
            arrange(shown);
        }
    }

    /** Called after panes were made or removed and need to be drawn. */
    void setOnRearranged(Runnable handler) {
        onRearranged = handler;
    }

    /** Who adds a chart to the figure. */
    void setOnCompose(Consumer<ChartPane> handler) {
        onCompose = handler;
    }

    /** The charts that the experiment asks for; others that apply fill the remaining panes. Without a run nothing changes. */
    void offer(List<String> charts, Optional<RunView> run) {
        boolean other = run.isPresent()
                && (!charts.equals(wanted)
                        || live.isEmpty()
                        || panes.stream().anyMatch(pane -> !pane.kind().applies(run.get())));
        live = run;
        if (other) {
            wanted = charts;
            arrange(charts);
        } else if (run.isEmpty() && !panes.isEmpty()) {
            wanted = List.of();
            lay(List.of());
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

    private void arrange(List<String> charts) {
        List<ChartKind> kinds = new ArrayList<>();
        for (String id : charts.isEmpty() ? UNASKED : charts) {
            if (Charts.contains(id) && applies(Charts.get(id))) {
                kinds.add(Charts.get(id));
            }
        }
        // Panes are filled with charts made for their purpose; plain ones of an observable only where those run out.
        for (boolean plain : new boolean[] {false, true}) {
            for (ChartKind kind : Charts.ALL.entries()) {
                if (kind.plain() == plain && !kinds.contains(kind) && applies(kind)) {
                    kinds.add(kind);
                }
            }
        }
        lay(kinds.stream()
                .limit(most > 0 ? most : 2L * columns / copies)
                .flatMap(kind -> Collections.nCopies(copies, kind).stream())
                .toList());
    }

    /** Panes are kept and given other charts: making one takes longer than a frame. */
    private void lay(List<ChartKind> kinds) {
        boolean sameShape = kinds.size() == panes.size() && columns == laidColumns;
        while (panes.size() > kinds.size()) {
            panes.removeLast();
        }
        for (int i = 0; i < kinds.size(); i++) {
            if (i < panes.size()) {
                panes.get(i).setKind(kinds.get(i));
            } else {
                ChartPane pane = new ChartPane(kinds.get(i), onSeek, onExport);
                pane.setOnCompose(added -> onCompose.accept(added));
                panes.add(pane);
            }
        }
        if (!sameShape) {
            laidColumns = columns;
            for (Node row : rows.getItems()) {
                ((SplitPane) row).getItems().clear();
            }
            List<SplitPane> made = new ArrayList<>();
            for (int i = 0; i < panes.size(); i += columns) {
                SplitPane row = new SplitPane();
                row.getItems().setAll(panes.subList(i, Math.min(panes.size(), i + columns)));
                // The coordinates, with their columns of values, need more room than the others.
                row.setDividerPositions(
                        copies > 1 || row.getItems().size() < columns
                                ? equal(row.getItems().size())
                                : columns == 2
                                        ? new double[] {FIRST_OF_TWO}
                                        : new double[] {FIRST_OF_THREE, SECOND_OF_THREE});
                made.add(row);
            }
            rows.getItems().setAll(made);
            // A split pane that was empty shares its height by what its rows would like, at its first layout.
            rows.applyCss();
            rows.layout();
            rows.setDividerPositions(equal(made.size()));
        }
        onRearranged.run();
    }

    private static double[] equal(int parts) {
        double[] dividers = new double[Math.max(0, parts - 1)];
        for (int i = 0; i < dividers.length; i++) {
            dividers[i] = (i + 1.0) / parts;
        }
        return dividers;
    }

    private boolean applies(ChartKind kind) {
        return live.isPresent() && kind.applies(live.get());
    }
}
