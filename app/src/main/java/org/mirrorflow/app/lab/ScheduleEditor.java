package org.mirrorflow.app.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Differences;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.app.control.TypedNumber;
import org.mirrorflow.sim.experiment.Change;
import org.mirrorflow.sim.experiment.Changes;
import org.mirrorflow.sim.experiment.Section;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;

/**
 * What changes while a run is under way, line by line: when, which setting, its value from then on. What a person has changed by
 * hand stands below, to be kept for the next start.
 */
final class ScheduleEditor extends VBox {

    private static final double TIME_WIDTH = 62;
    private static final double VALUE_WIDTH = 62;

    private final Consumer<String> onEdit;
    private final Runnable onKeep;
    private final VBox lines = new VBox(4);
    private final Label problemText = new Label();
    private final HBox problem = new HBox(8, Icons.needsYou(), problemText);
    private final Label made = new Label();
    private final Button keep = new Button("Keep it for the next start");
    private final Button add = new Button("Add a change", Icons.feather("plus"));
    private final SchedulePreview preview = new SchedulePreview();
    private Changes shown = Changes.NONE;
    private @Nullable Section dynamics;
    private double now;

    /**
     * @param onEdit hears the changes as a line, see {@link Changes}
     * @param onKeep makes what the run did the plan of the next start
     */
    ScheduleEditor(Consumer<String> onEdit, Runnable onKeep) {
        super(6);
        this.onEdit = onEdit;
        this.onKeep = onKeep;
        problemText.getStyleClass().add("problem-sentence");
        problemText.setWrapText(true);
        problemText.setMinHeight(USE_PREF_SIZE);
        problem.setId("schedule-problem");
        made.getStyleClass().add("secondary");
        made.setWrapText(true);
        made.setId("schedule-made");
        keep.setId("schedule-keep");
        keep.setOnAction(event -> this.onKeep.run());
        add.setId("schedule-add");
        add.getStyleClass().add("flat");
        add.setOnAction(event -> addLine());
        for (Region each : List.of(problem, made, keep)) {
            each.managedProperty().bind(each.visibleProperty());
        }
        getChildren().setAll(preview, lines, problem, add, made, keep);
        say("");
    }

    /** Shows what changes in a specification, and what was changed in its run by hand. */
    void show(LabState state) {
        Specification edited = state.edited();
        now = state.live().map(entry -> entry.view().clocks().clock()).orElse(0.0);
        if (!edited.dynamics().equals(dynamics) || !edited.changes().equals(shown)) {
            dynamics = edited.dynamics();
            shown = edited.changes();
            build();
            preview.show(edited.dynamics(), shown);
        }
        Specification running = state.running();
        boolean differs = running != null
                && running.dynamics().kind().equals(edited.dynamics().kind())
                && !running.changes().equals(edited.changes());
        made.setVisible(differs);
        keep.setVisible(differs);
        if (running != null && differs) {
            made.setText(
                    running.changes().isEmpty()
                            ? "The run shown changes nothing under way; this waits for a rewind."
                            : "The run shown has " + Differences.underWay(running) + ".");
            keep.setVisible(!running.changes().isEmpty());
        }
    }

    /** What the schedule looks like. */
    SchedulePreview preview() {
        return preview;
    }

    private void build() {
        lines.getChildren().clear();
        say("");
        for (Change change : shown.all()) {
            lines.getChildren().add(line(change));
        }
        add.setDisable(adjustable().isEmpty());
    }

    private List<Parameter> adjustable() {
        Section known = dynamics;
        return known == null ? List.of() : Changes.adjustable(known);
    }

    private Node line(Change change) {
        TextField time = field(TIME_WIDTH, TypedNumber.exact(change.at()), "When it changes");
        ComboBox<Parameter> setting = new ComboBox<>();
        setting.getItems().setAll(adjustable());
        Panels.choices(setting, "", "What changes", Parameter::label);
        setting.setValue(adjustable().stream()
                .filter(parameter -> parameter.id().equals(change.setting()))
                .findFirst()
                .orElse(null));
        TextField value = field(
                VALUE_WIDTH,
                change.value() instanceof Number x
                        ? TypedNumber.exact(x.doubleValue())
                        : change.value().toString(),
                "Its value from then on");
        Button remove = Icons.button(Icons.feather("x"), "Remove this change");
        remove.getStyleClass().add("compact");
        Runnable commit = () -> replace(change, time, setting, value);
        commits(time, commit);
        commits(value, commit);
        setting.valueProperty().addListener((observable, before, chosen) -> {
            if (chosen != null && before != null) {
                commit.run();
            }
        });
        remove.setOnAction(event -> {
            List<Change> rest = new ArrayList<>(shown.all());
            rest.remove(change);
            send(rest);
        });
        Label from = new Label("t =");
        from.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(setting, Priority.ALWAYS);
        HBox row = new HBox(4, from, time, setting, value, remove);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static TextField field(double width, String text, String spoken) {
        TextField field = new TextField(text);
        field.setPrefWidth(width);
        field.setMinWidth(width);
        field.setAccessibleText(spoken);
        return field;
    }

    private static void commits(TextField field, Runnable commit) {
        field.setOnAction(event -> commit.run());
        field.focusedProperty().addListener((observable, before, focused) -> {
            if (!focused) {
                commit.run();
            }
        });
    }

    private void replace(Change old, TextField time, ComboBox<Parameter> setting, TextField value) {
        Parameter parameter = setting.getValue();
        if (parameter == null || !shown.all().contains(old)) {
            return;
        }
        var at = TypedNumber.parse(time.getText());
        if (at.isEmpty()) {
            say("\"" + time.getText() + "\" is no time; type a number, such as 3 or 1e-2.");
            return;
        }
        var number = TypedNumber.parse(value.getText());
        Object now = number.isPresent()
                ? (Object) number.getAsDouble()
                : value.getText().strip();
        Change changed = new Change(at.getAsDouble(), parameter.id(), now);
        if (changed.equals(old)) {
            say("");
            return;
        }
        List<Change> all = new ArrayList<>(shown.all());
        all.set(all.indexOf(old), changed);
        send(all);
    }

    private void addLine() {
        Section known = dynamics;
        if (known == null || adjustable().isEmpty()) {
            return;
        }
        Parameter first = adjustable().stream()
                .filter(parameter -> shown.all().stream().map(Change::setting).anyMatch(parameter.id()::equals))
                .findFirst()
                .orElse(adjustable().getFirst());
        double at = now > 0 ? Double.parseDouble(TypedNumber.ascii(TypedNumber.rounded(1.5 * now, 2))) : 1;
        while (taken(at, first)) {
            at *= 2;
        }
        Object value = Objects.requireNonNull(
                shown.inForce(at, known).settings().values().get(first.id()));
        send(List.copyOf(shown.with(new Change(at, first.id(), value)).all()));
    }

    private boolean taken(double at, Parameter parameter) {
        return shown.all().stream()
                .anyMatch(change -> change.at() == at && change.setting().equals(parameter.id()));
    }

    private void send(List<Change> all) {
        Section known = dynamics;
        if (known == null) {
            return;
        }
        String line = new Changes(all).text();
        try {
            Changes.parse(line, known);
            say("");
            onEdit.accept(line);
        } catch (InvalidSettingException e) {
            String what = e.setting().startsWith(Changes.PATH + ".")
                    ? e.setting().substring(Changes.PATH.length() + 1) + " " + e.problem()
                    : e.problem();
            say("This " + what + ".");
        }
    }

    private void say(String sentence) {
        problemText.setText(sentence);
        problem.setVisible(!sentence.isEmpty());
    }
}
