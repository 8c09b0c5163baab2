package org.mirrorflow.app.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.bridge.client.RunPhase;
import org.mirrorflow.bridge.client.RunStatus;
import org.mirrorflow.bridge.client.TrainingState;
import org.mirrorflow.bridge.client.WorkerStatus;
import org.mirrorflow.bridge.protocol.WorkerMessage;

/** The left panel: the worker, what it says, and each training with what happened to it. */
final class RunsPanel extends VBox {

    private static final double GIB = 1L << 30;

    private final Label worker = new Label();
    private final Label standing = new Label();
    private final Label devices = new Label();
    private final Label count = new Label();
    private final Label left = new Label();
    private final VBox rows = new VBox();
    private final Consumer<String> hold;
    private final Consumer<String> goOn;
    private List<Shown> shown = List.of();

    /** What a row says; a row is made anew only when it changes. */
    private record Shown(
            String id,
            String letter,
            String name,
            String seed,
            RunPhase phase,
            String right,
            double share,
            String below,
            boolean needs) {}

    /**
     * @param hold holds the training of that id
     * @param goOn lets it go on
     */
    RunsPanel(Consumer<String> hold, Consumer<String> goOn) {
        this.hold = hold;
        this.goOn = goOn;
        worker.getStyleClass().add("strong");
        worker.setGraphic(Icons.feather("cpu"));
        worker.setId("bridge-worker");
        standing.getStyleClass().add("secondary");
        standing.setId("bridge-standing");
        standing.setMinWidth(0);
        devices.getStyleClass().add("secondary");
        devices.setWrapText(true);
        devices.setMinHeight(USE_PREF_SIZE);
        devices.setId("bridge-devices");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        worker.setMinWidth(USE_PREF_SIZE);
        HBox first = new HBox(8, worker, gap, standing);
        first.setAlignment(Pos.CENTER_LEFT);
        VBox head = new VBox(4, heading("Worker"), first, devices);
        head.setPadding(new Insets(12, 14, 12, 14));
        head.setMinHeight(USE_PREF_SIZE);
        count.getStyleClass().add("secondary");
        count.setId("bridge-count");
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox runs = new HBox(heading("Runs"), between, count);
        runs.setAlignment(Pos.CENTER_LEFT);
        runs.setPadding(new Insets(10, 14, 6, 14));
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("panel");
        rows.getStyleClass().add("panel");
        rows.setId("bridge-runs");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        left.getStyleClass().add("secondary");
        left.setId("bridge-left");
        left.setPadding(new Insets(8, 14, 10, 14));
        left.setWrapText(true);
        left.setMinHeight(USE_PREF_SIZE);
        getChildren().setAll(head, Panels.rule(), runs, scroll, Panels.rule(), left);
        getStyleClass().add("panel");
        setMinWidth(0);
    }

    private static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("strong");
        return label;
    }

    /** Shows a state; {@code roles} has the hue of each contestant. */
    void show(TrainingState state, Map<String, Role> roles) {
        WorkerStatus now = state.worker();
        worker.setText(now.name().isEmpty() ? "this computer" : now.name());
        boolean here = now.name().isEmpty() || now.name().equals("this computer");
        worker.setGraphic(Icons.feather(here ? "cpu" : "server"));
        standing.setText(
                switch (now.state()) {
                    case NONE -> "no process";
                    case STARTING -> "starting";
                    case READY -> state.working() ? "at work" : "idle";
                    case STALLED -> "silent";
                    case LOST -> "gone";
                });
        devices.setText(says(state));
        count.setText(
                state.runs().isEmpty()
                        ? ""
                        : state.ended() + " of " + state.runs().size() + " ended");
        double seconds = state.secondsLeft();
        left.setText(
                Double.isFinite(seconds)
                        ? "About " + duration(seconds) + " left"
                        : state.folder()
                                .map(folder -> "Kept in " + folder.getFileName())
                                .orElse("Trainings are kept in a folder of their own as they run."));
        List<Shown> rowsNow = state.runs().stream()
                .map(run -> shown(run, roles, state.runs().size() > roles.size()))
                .toList();
        if (!rowsNow.equals(shown)) {
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < rowsNow.size(); i++) {
                boolean same = i < shown.size() && shown.get(i).equals(rowsNow.get(i));
                nodes.add(same ? rows.getChildren().get(i) : row(rowsNow.get(i)));
            }
            shown = rowsNow;
            rows.getChildren().setAll(nodes);
        }
    }

    private static String says(TrainingState state) {
        StringBuilder words = new StringBuilder();
        for (RunStatus run : state.runs()) {
            if (run.phase() == RunPhase.RUNNING || run.phase() == RunPhase.PAUSED) {
                words.append("On ").append(run.device()).append(", ");
                words.append(Numbers.integer(run.parameters())).append(" weights");
                if (run.pace() > 0) {
                    words.append(
                            run.pace() >= 1
                                    ? String.format(Locale.ROOT, ", %.3g steps a second", run.pace())
                                    : String.format(Locale.ROOT, ", %.3g s a step", 1 / run.pace()));
                }
                words.append(". ");
                break;
            }
        }
        if (words.isEmpty()) {
            state.worker()
                    .described()
                    .filter(described -> !described.devices().isEmpty())
                    .ifPresent(described -> described
                            .devices()
                            .forEach(device -> words.append(words.isEmpty() ? "Trains on " : " or ")
                                    .append(device(device))));
        }
        return words.toString().strip();
    }

    private static String device(WorkerMessage.Device device) {
        String memory = device.memory() > 0 ? String.format(Locale.ROOT, ", %.0f GiB", device.memory() / GIB) : "";
        return device.name() + (device.name().equals(device.id()) ? "" : " (" + device.id() + ")") + memory;
    }

    static String duration(double seconds) {
        if (seconds < 90) {
            return Math.max(1, Math.round(seconds)) + " s";
        }
        return seconds < 5400 ? Math.round(seconds / 60) + " min" : Math.round(seconds / 3600) + " h";
    }

    private static Shown shown(RunStatus run, Map<String, Role> roles, boolean seeds) {
        String seed = seeds ? "seed " + run.run().seed() : "";
        Role role = roles.getOrDefault(run.run().contestant(), Role.GREY);
        String right = switch (run.phase()) {
            case RUNNING, PAUSED, STOPPED, LOST ->
                Numbers.integer(run.step()) + (run.budget() == 0 ? "" : " / " + Numbers.integer(run.budget()));
            case DONE ->
                run.series()
                        .last("loss")
                        .map(loss -> "loss " + Numbers.readOff(loss))
                        .orElse("done");
            default -> run.phase().word();
        };
        boolean needs = !run.problem().isEmpty() || run.phase() == RunPhase.LOST;
        String below = !run.problem().isEmpty()
                ? run.problem()
                : run.phase() == RunPhase.PAUSED || run.phase() == RunPhase.STOPPED
                        ? run.phase().word()
                        : run.notes().isEmpty() ? "" : run.notes().getLast();
        boolean bar = run.phase().active() || run.phase() == RunPhase.STOPPED || run.phase() == RunPhase.LOST;
        // Whole per cent: a row is not made anew more often than one can see.
        double share = bar ? Math.round(run.share() * 200) / 200.0 : -1;
        return new Shown(
                run.run().id(), role.letter(), run.run().contestant(), seed, run.phase(), right, share, below, needs);
    }

    /** Holds that training alone, or lets it go on. */
    private Button holder(Shown run) {
        boolean held = run.phase() == RunPhase.PAUSED;
        Button button = Icons.button(
                held ? Icons.play() : Icons.feather("pause"),
                (held ? "Go on with " : "Pause ") + (run.name() + " " + run.seed()).strip());
        button.setId("bridge-hold-" + run.id());
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> (held ? goOn : hold).accept(run.id()));
        return button;
    }

    /** The line and the letter by which a contestant is known. */
    static Node letter(String of) {
        Region line = new Region();
        line.getStyleClass().addAll("run-line", "run-" + (of.isEmpty() ? "other" : of.toLowerCase(Locale.ROOT)));
        Label letter = heading(of);
        letter.setMinWidth(USE_PREF_SIZE);
        HBox both = new HBox(8, line, letter);
        both.setAlignment(Pos.CENTER_LEFT);
        return both;
    }

    private Node row(Shown run) {
        Label name = new Label(run.name());
        name.setMinWidth(0);
        name.setTooltip(new Tooltip(run.name()));
        Label right = new Label(run.right());
        right.getStyleClass().add("secondary");
        right.setMinWidth(USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox first = new HBox(8, letter(run.letter()), name);
        if (!run.seed().isEmpty()) {
            Label seed = new Label(run.seed());
            seed.getStyleClass().add("secondary");
            seed.setMinWidth(USE_PREF_SIZE);
            first.getChildren().add(seed);
        }
        first.getChildren().add(gap);
        first.setAlignment(Pos.CENTER_LEFT);
        VBox row = new VBox(4, first);
        if (run.share() >= 0) {
            ProgressBar bar = new ProgressBar(run.share());
            bar.getStyleClass().addAll("ledger-progress", "run-progress");
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.setMinWidth(0);
            bar.setAccessibleText("Progress of " + run.name());
            HBox.setHgrow(bar, Priority.ALWAYS);
            HBox second = new HBox(10, bar, right);
            second.setAlignment(Pos.CENTER_LEFT);
            if (run.phase() == RunPhase.RUNNING || run.phase() == RunPhase.PAUSED) {
                second.getChildren().add(holder(run));
            }
            row.getChildren().add(second);
        } else {
            first.getChildren().add(right);
        }
        if (!run.below().isEmpty()) {
            Label below = new Label(run.below());
            below.setWrapText(true);
            below.setMinHeight(USE_PREF_SIZE);
            below.getStyleClass().add(run.needs() ? "problem-sentence" : "secondary");
            if (run.needs()) {
                below.setGraphic(Icons.needsYou());
            }
            row.getChildren().add(below);
        }
        row.setPadding(new Insets(6, 14, 6, 14));
        row.setMinHeight(USE_PREF_SIZE);
        row.setAccessibleText(run.name() + " " + run.seed() + ", " + run.phase().word() + ", " + run.right());
        return row;
    }
}
