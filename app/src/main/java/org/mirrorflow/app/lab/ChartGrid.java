package org.mirrorflow.app.lab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.ChartKind;
import org.mirrorflow.app.chart.Charts;
import org.mirrorflow.app.chart.RunView;

/**
 * The charts of the page. They arrange themselves in two rows, two or three to a row, until a person moves, closes, adds or
 * resizes one: from then on they lie as that person has put them.
 */
final class ChartGrid extends VBox implements ChartPane.Host {

    private static final double THIRD_COLUMN_WIDTH = 1180;

    /** The coordinates, with their columns of values, need more room than the others. */
    private static final List<Double> OF_TWO = List.of(0.56, 0.44);

    private static final List<Double> OF_THREE = List.of(0.4, 0.3, 0.3);

    /** What a chart grows by with each key, as a share of the whole. */
    private static final double RESIZE_STEP = 0.04;

    /** More charts than this are too small to be read. */
    static final int MOST_CHARTS = 12;

    /** What an experiment shows that asks for no charts. */
    private static final List<String> UNASKED =
            List.of("coordinates", "loss", "weights", "singular-values", "distance-to-limit");

    private final DoubleConsumer onSeek;
    private final Consumer<ChartPane> onExport;
    private final DockPane docks = new DockPane();
    /** All panes ever made, by number: making one takes longer than a frame, so they are kept and given other charts. */
    private final Map<Integer, ChartPane> made = new TreeMap<>();

    private List<ChartPane> panes = List.of();
    private List<String> wanted = List.of();
    private int columns = 2;
    /** How many panes show the same chart, one for each run; 1 where all runs are in one. */
    private int copies = 1;

    /** How many charts there are at most; 0 for as many as fit. */
    private int most;

    /** Where charts lie as a person has put them; null where they arrange themselves. */
    private @Nullable Dock own;

    /** Where charts lie now. */
    private @Nullable Dock shown;

    /** What was shown before a class, or several runs side by side, took the room. */
    private List<String> ousted = List.of();

    private int laidColumns;
    private final Deque<String> closed = new ArrayDeque<>();
    private Optional<RunView> live = Optional.empty();
    private Runnable onRearranged = () -> {};
    private Consumer<ChartPane> onCompose = pane -> {};
    private Consumer<Arrangement> onChanging = before -> {};

    ChartGrid(DoubleConsumer onSeek, Consumer<ChartPane> onExport) {
        this.onSeek = onSeek;
        this.onExport = onExport;
        VBox.setVgrow(docks, Priority.ALWAYS);
        getChildren().add(docks);
        setMinSize(0, 0);
        docks.setOnResizing(this::changing);
        docks.setOnResized(resized -> {
            own = resized;
            shown = resized;
        });
        docks.setOnDocked(this::dock);
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
        if (byHand() == null) {
            arrange(shown);
        }
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
            change(() -> copies = runs);
        }
    }

    /** Leaves the first so many charts, 1 to 4; 0 shows as many as fit. */
    void setMost(int charts) {
        if (charts != most) {
            change(() -> most = charts);
        }
    }

    private void change(Runnable what) {
        List<String> shown = shown();
        boolean free = copies == 1 && most == 0;
        what.run();
        if (free) {
            ousted = shown;
        } else if (copies == 1 && most == 0) {
            List<String> both = new ArrayList<>(shown);
            ousted.stream().filter(chart -> !both.contains(chart)).forEach(both::add);
            // As it was before, unless another experiment was opened meanwhile.
            shown = ousted.containsAll(shown) ? ousted : both;
        }
        columns = fitting();
        arrange(shown);
    }

    /** Called after panes were made or removed and need to be drawn. */
    void setOnRearranged(Runnable handler) {
        onRearranged = handler;
    }

    /** Who adds a chart to the figure. */
    void setOnCompose(Consumer<ChartPane> handler) {
        onCompose = handler;
    }

    /** Who hears of every change by hand, before it is made. */
    void setOnChanging(Consumer<Arrangement> handler) {
        onChanging = handler;
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
            panes = List.of();
            shown = null;
            docks.clear();
            onRearranged.run();
        }
    }

    /** The panes, row by row. */
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

    /** The dock as a person has made it; null where charts arrange themselves, or runs lie side by side, or a class looks on. */
    private @Nullable Dock byHand() {
        return most == 0 && copies == 1 ? own : null;
    }

    private void arrange(List<String> charts) {
        Dock hand = byHand();
        int room = hand != null ? hand.charts().size() : most > 0 ? most : Math.max(1, 2 * columns / copies);
        List<ChartKind> kinds = fill(charts, room);
        if (hand != null && kinds.size() == room) {
            List<Integer> numbers = hand.charts();
            for (int i = 0; i < room; i++) {
                pane(numbers.get(i)).setKind(kinds.get(i));
            }
            show(hand);
        } else {
            lay(kinds.stream()
                    .flatMap(kind -> Collections.nCopies(copies, kind).stream())
                    .toList());
        }
    }

    /** These charts as far as they apply, and others up to that number. */
    private List<ChartKind> fill(List<String> charts, int number) {
        List<ChartKind> kinds = new ArrayList<>();
        for (String id : charts.isEmpty() ? UNASKED : charts) {
            if (Charts.contains(id) && applies(Charts.get(id))) {
                kinds.add(Charts.get(id));
            }
        }
        // Panes are filled with charts made for their purpose; plain ones of an observable only where those run out.
        for (boolean plain : new boolean[] {false, true}) {
            for (ChartKind kind : Charts.ALL.entries()) {
                if (kinds.size() < number && kind.plain() == plain && !kinds.contains(kind) && applies(kind)) {
                    kinds.add(kind);
                }
            }
        }
        return kinds.subList(0, Math.min(number, kinds.size()));
    }

    private void lay(List<ChartKind> kinds) {
        if (kinds.isEmpty()) {
            return;
        }
        for (int i = 0; i < kinds.size(); i++) {
            pane(i).setKind(kinds.get(i));
        }
        List<Integer> numbers = IntStream.range(0, kinds.size()).boxed().toList();
        Dock before = shown;
        boolean sameShape = before != null
                && own == null
                && columns == laidColumns
                && before.charts().equals(numbers);
        laidColumns = columns;
        show(before != null && sameShape ? before : rows(kinds.size()));
    }

    /** Charts in rows, numbered from 0. */
    private Dock rows(int charts) {
        List<Dock> rows = new ArrayList<>();
        for (int i = 0; i < charts; i += columns) {
            List<Dock> row = IntStream.range(i, Math.min(charts, i + columns))
                    .<Dock>mapToObj(Dock.One::new)
                    .toList();
            boolean even = copies > 1 || row.size() < columns || columns > 3;
            rows.add(
                    even || columns == 1
                            ? Dock.equal(false, row)
                            : Dock.of(false, row, columns == 2 ? OF_TWO : OF_THREE));
        }
        return Dock.equal(true, rows);
    }

    private void show(Dock dock) {
        shown = dock;
        Map<Integer, ChartPane> all = new LinkedHashMap<>();
        dock.charts().forEach(number -> all.put(number, pane(number)));
        panes = List.copyOf(all.values());
        docks.show(dock, all);
        onRearranged.run();
    }

    private ChartPane pane(int number) {
        return made.computeIfAbsent(number, n -> {
            ChartPane pane = new ChartPane(Charts.ALL.entries().getFirst(), onSeek, onExport);
            pane.setOnCompose(added -> onCompose.accept(added));
            pane.setHost(this);
            docks.makeMovable(pane.handle(), () -> number(pane));
            return pane;
        });
    }

    private int number(ChartPane pane) {
        return made.entrySet().stream()
                .filter(entry -> entry.getValue().equals(pane))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private boolean applies(ChartKind kind) {
        return live.isPresent() && kind.applies(live.get());
    }

    /** What is shown, to be brought back later. */
    Arrangement arrangement() {
        return new Arrangement(
                byHand(),
                panes.stream()
                        .map(pane -> new SavedSession.Pane(pane.kind().id(), pane.chosenScale()))
                        .toList());
    }

    /** Shows what was shown then; charts that do not apply to the run make room for others. A focus on a chart stays on one. */
    void restore(Arrangement then) {
        int focused = IntStream.range(0, panes.size())
                .filter(i -> panes.get(i).surface().isFocused())
                .findFirst()
                .orElse(-1);
        ChartPane had = focused < 0 ? null : panes.get(focused);
        arrange(then);
        if (had != null && !panes.contains(had)) {
            panes.get(Math.min(focused, panes.size() - 1)).surface().requestFocus();
        }
    }

    private void arrange(Arrangement then) {
        own = then.dock();
        Dock dock = byHand();
        List<SavedSession.Pane> charts = then.charts();
        if (dock == null) {
            arrange(charts.stream().map(SavedSession.Pane::chart).distinct().toList());
            scale(charts);
            return;
        }
        List<Integer> numbers = dock.charts();
        for (int i = 0; i < numbers.size(); i++) {
            String id = charts.get(i).chart();
            if (Charts.contains(id)) {
                pane(numbers.get(i)).setKind(Charts.get(id));
            }
        }
        show(dock);
        for (int i = 0; i < numbers.size(); i++) {
            pane(numbers.get(i)).chooseScale(charts.get(i).scale());
        }
    }

    private void scale(List<SavedSession.Pane> charts) {
        for (ChartPane pane : panes) {
            charts.stream()
                    .filter(saved -> saved.chart().equals(pane.kind().id()))
                    .findFirst()
                    .ifPresent(saved -> pane.chooseScale(saved.scale()));
        }
    }

    private void changing() {
        onChanging.accept(arrangement());
    }

    /** Changes where charts lie by hand; not while runs lie side by side, or a class looks on. */
    private void changeDock(UnaryOperator<Dock> how) {
        Dock before = shown;
        if (before == null || most > 0 || copies > 1) {
            return;
        }
        Dock after = how.apply(before);
        if (!after.equals(before)) {
            changing();
            own = after;
            show(after);
        }
    }

    private void dock(int chart, DockPane.Target target) {
        Dock.Side side = target.side();
        changeDock(
                dock -> side == null ? dock.swapped(chart, target.chart()) : dock.moved(chart, side, target.chart()));
        pane(chart).surface().requestFocus();
    }

    /** Moves a chart past its neighbour at that side; at the edge, to an edge of the whole. */
    void move(ChartPane pane, Dock.Side side) {
        int number = number(pane);
        changeDock(dock -> dock.neighbour(number, side)
                .map(next -> dock.moved(number, side, next))
                .orElseGet(() -> dock.without(number)
                        .map(rest -> Dock.equal(
                                side.vertical(),
                                side.before()
                                        ? List.of(new Dock.One(number), rest)
                                        : List.of(rest, new Dock.One(number))))
                        .orElse(dock)));
        pane.surface().requestFocus();
    }

    /** Makes a chart wider, or higher, by so many steps. */
    void resize(ChartPane pane, boolean vertical, int steps) {
        int number = number(pane);
        changeDock(dock -> {
            Dock resized = dock.resized(number, vertical, RESIZE_STEP * steps);
            return resized.isLegible(getWidth(), getHeight(), dock) ? resized : dock;
        });
    }

    @Override
    public boolean isAlone() {
        return panes.size() < 2;
    }

    @Override
    public boolean isFixed() {
        return most > 0 || copies > 1;
    }

    @Override
    public boolean isByHand() {
        return byHand() != null;
    }

    @Override
    public void choose(ChartPane pane, ChartKind kind) {
        changing();
        pane.setKind(kind);
    }

    @Override
    public void close(ChartPane pane) {
        if (!isAlone()) {
            int number = number(pane);
            int place = panes.indexOf(pane);
            changeDock(dock -> {
                closed.push(pane.kind().id());
                return dock.without(number).orElse(dock);
            });
            // The focus must not be lost with the chart that had it.
            panes.get(Math.min(place, panes.size() - 1)).surface().requestFocus();
        }
    }

    @Override
    public void add(ChartPane beside, ChartKind kind) {
        if (panes.size() >= MOST_CHARTS) {
            return;
        }
        int number = IntStream.iterate(0, n -> n + 1)
                .filter(n -> made.get(n) == null || !panes.contains(made.get(n)))
                .findFirst()
                .orElseThrow();
        int next = number(beside);
        ChartPane pane = pane(number);
        Dock.Side side = beside.getWidth() >= beside.getHeight() ? Dock.Side.RIGHT : Dock.Side.BELOW;
        changeDock(dock -> {
            pane.setKind(kind);
            return dock.with(number, side, next);
        });
        if (panes.contains(pane)) {
            pane.surface().requestFocus();
        }
    }

    /** Opens the chart again that was closed last, or else one that is not shown, beside a chart. */
    void reopen(ChartPane beside) {
        List<String> now = shown();
        String last = closed.poll();
        if (last != null && Charts.contains(last) && applies(Charts.get(last))) {
            add(beside, Charts.get(last));
        } else {
            fill(List.of(), Integer.MAX_VALUE).stream()
                    .filter(kind -> !now.contains(kind.id()))
                    .findFirst()
                    .ifPresent(kind -> add(beside, kind));
        }
    }

    @Override
    public void arrangeThemselves() {
        if (own != null) {
            changing();
            own = null;
            shown = null;
            arrange(shown());
        }
    }
}
