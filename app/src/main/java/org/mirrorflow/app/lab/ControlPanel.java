package org.mirrorflow.app.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongBiFunction;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.control.FormulaBlock;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.app.control.ParameterControl;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.sim.experiment.Changes;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.Parameter;

/**
 * The right panel: the statement, what fixes the start, what may change while the run is under way, and the read-off. Its
 * controls are made from the declarations of the catalogue, anew whenever a kind changes.
 */
final class ControlPanel extends VBox {

    private static final Parameter SEED = new Parameter.Whole(
            "seed",
            "",
            "Seed",
            "Decides everything random; the same seed gives the same bits.",
            false,
            0,
            0,
            Long.MAX_VALUE);

    private final ToLongBiFunction<String, Object> onEdit;
    private final Runnable onRewind;
    private final FormulaBlock formulas = new FormulaBlock(List.of());
    private final Label statement = new Label("The statement");
    private final Label geometry = new Label();
    private final VBox start = new VBox(8);
    private final VBox adjustable = new VBox(8);
    private final VBox more = new VBox(8);
    private final TitledPane rest = new TitledPane("More settings", more);
    private final VBox adjustableGroup = new VBox(8);
    private final ScheduleEditor schedule;
    private final TitledPane scheduled = new TitledPane();
    private final ReadOff readOff = new ReadOff();
    private final Map<String, ParameterControl> controls = new LinkedHashMap<>();
    private final Map<String, ComboBox<CatalogueEntry>> kinds = new LinkedHashMap<>();
    private List<String> shownKinds = List.of();
    private List<FormulaBlock.Statement> shownFormulas = List.of();
    private long lastEdit;
    private @Nullable LabState seen;
    private boolean updating;

    /**
     * @param onEdit hears a new value by its dotted path and says which number this edit has
     * @param onRewind starts again with the values as edited
     * @param onKeep makes what the run did the plan of the next start
     * @param footer the buttons below everything
     */
    ControlPanel(ToLongBiFunction<String, Object> onEdit, Runnable onRewind, Runnable onKeep, Node footer) {
        this.onEdit = onEdit;
        this.onRewind = onRewind;
        statement.getStyleClass().add("strong");
        geometry.getStyleClass().add("secondary");
        geometry.setId("geometry");
        geometry.setWrapText(true);
        geometry.managedProperty().bind(geometry.visibleProperty());
        rest.setExpanded(false);
        rest.setAnimated(false);
        rest.getStyleClass().add("more-settings");
        schedule = new ScheduleEditor(line -> lastEdit = onEdit.applyAsLong(Changes.PATH, line), onKeep);
        scheduled.setText("Schedule");
        scheduled.setContent(schedule);
        scheduled.setExpanded(false);
        scheduled.setAnimated(false);
        scheduled.setId("schedule");
        scheduled.getStyleClass().add("more-settings");
        adjustableGroup
                .getChildren()
                .setAll(
                        heading("While it runs", "takes effect at once", Icons.feather("activity")),
                        adjustable,
                        scheduled,
                        Panels.rule());
        VBox box = new VBox(
                10,
                statement,
                formulas,
                geometry,
                Panels.rule(),
                heading("Start", "a change waits for a rewind", Icons.feather("lock")),
                start,
                rest,
                Panels.rule(),
                adjustableGroup,
                readOff);
        getChildren().addAll(Panels.scrolling(box), Panels.rule(), footer);
        getStyleClass().add("panel");
    }

    /** Draws in these colours, and that size of text, from now on. */
    void setLook(Palette palette, double textScale) {
        schedule.preview().setLook(palette, textScale);
    }

    /** Shows a state. */
    void show(LabState state) {
        updating = true;
        try {
            List<FormulaBlock.Statement> lines = Stream.concat(
                            state.formulas().stream().map(tex -> new FormulaBlock.Statement(tex, tex, false)),
                            state.predictions().stream().map(tex -> new FormulaBlock.Statement(tex, tex, true)))
                    .toList();
            if (!lines.equals(shownFormulas)) {
                shownFormulas = lines;
                formulas.show(lines);
            }
            if (!state.geometry().equals(geometry.getText())) {
                geometry.setText(state.geometry());
            }
            geometry.setVisible(!state.geometry().isEmpty());
            if (!sameControls(state)) {
                showControls(state);
            }
            if (seen == null || !seen.edited().changes().equals(state.edited().changes())) {
                scheduled.setExpanded(
                        scheduled.isExpanded() || !state.edited().changes().isEmpty());
            }
            seen = state;
            schedule.show(state);
            readOff.show(state);
        } finally {
            updating = false;
        }
    }

    /** Whether nothing has changed that a control shows; while time moves this is so in nearly every state. */
    private boolean sameControls(LabState state) {
        LabState before = seen;
        return before != null
                && before.edited().equals(state.edited())
                && Objects.equals(before.running(), state.running())
                && before.edits() == state.edits()
                && before.working().equals(state.working())
                && before.failure().equals(state.failure());
    }

    private void showControls(LabState state) {
        Specification edited = state.edited();
        List<String> kindsNow = Specification.SECTIONS.stream()
                .map(name -> edited.section(name).kind())
                .toList();
        // What was typed for another experiment and refused is gone with it.
        boolean rebuilt = !kindsNow.equals(shownKinds)
                || (seen != null
                        && !seen.title().equals(state.title())
                        && controls.values().stream().anyMatch(control -> control.problem() != null));
        if (rebuilt) {
            shownKinds = kindsNow;
            build(edited);
        }
        // An answer to an earlier edit must not undo what the person has done since.
        if (state.edits() >= lastEdit) {
            Map<String, Object> values = edited.values();
            controls.forEach((path, control) -> control.valueProperty().set(values.get(path)));
            kinds.forEach((section, box) -> box.setValue(
                    Components.entry(section, edited.section(section).kind())));
        }
        controls.forEach((path, control) -> showWaiting(state, path, control));
        Optional<LabState.Failure> before = seen == null || rebuilt ? Optional.empty() : seen.failure();
        if (!state.failure().equals(before)) {
            showFailure(before, state.failure());
        }
    }

    /** Whether a failure has its place beside a control of this panel. */
    boolean hasPlaceFor(LabState.Failure failure) {
        return controls.containsKey(failure.setting());
    }

    private void showWaiting(LabState state, String path, ParameterControl control) {
        Specification running = state.running();
        boolean waits = running != null && !control.parameter().adjustable() && state.waits(path);
        Object started = running == null ? null : running.values().get(path);
        if (waits && started != null) {
            control.showWaiting(started, onRewind);
        } else {
            control.clearWaiting();
        }
    }

    /** Touches only the controls concerned: another may be saying that what was typed into it cannot be. */
    private void showFailure(Optional<LabState.Failure> before, Optional<LabState.Failure> now) {
        before.map(wrong -> controls.get(wrong.setting())).ifPresent(ParameterControl::clearProblem);
        now.ifPresent(wrong -> {
            ParameterControl control = controls.get(wrong.setting());
            if (control != null) {
                control.showProblem(wrong.sentence());
                if (more.getChildren().contains(control)) {
                    rest.setExpanded(true);
                }
            }
        });
    }

    private void build(Specification edited) {
        controls.clear();
        kinds.clear();
        start.getChildren().clear();
        adjustable.getChildren().clear();
        more.getChildren().clear();
        start.getChildren().add(kind("model", "Model"));
        List<Parameter> modelParameters = parameters(edited, "model");
        modelParameters.stream().limit(2).forEach(parameter -> place("model", parameter, start));
        start.getChildren().add(kind("dynamics", "Dynamics"));
        start.getChildren().add(kind("problem", "Problem"));
        List<Parameter> problemParameters = parameters(edited, "problem");
        problemParameters.stream().limit(3).forEach(parameter -> place("problem", parameter, start));
        place("", SEED, start);
        modelParameters.stream().skip(2).forEach(parameter -> place("model", parameter, more));
        problemParameters.stream().skip(3).forEach(parameter -> place("problem", parameter, more));
        for (Parameter parameter : parameters(edited, "dynamics")) {
            place("dynamics", parameter, parameter.adjustable() ? adjustable : more);
        }
        Specification.STOP.forEach(parameter -> place("stop", parameter, more));
        Specification.RECORD.forEach(parameter -> place("record", parameter, more));
        boolean any = !adjustable.getChildren().isEmpty();
        adjustableGroup.setVisible(any);
        adjustableGroup.setManaged(any);
    }

    private static List<Parameter> parameters(Specification edited, String section) {
        return Components.entry(section, edited.section(section).kind()).parameters();
    }

    private void place(String section, Parameter parameter, VBox where) {
        String path = section.isEmpty() ? parameter.id() : section + "." + parameter.id();
        ParameterControl control = new ParameterControl(parameter);
        control.setId(path.replace('.', '-'));
        control.valueProperty().addListener((observable, before, now) -> {
            if (!updating) {
                lastEdit = onEdit.applyAsLong(path, now);
            }
        });
        controls.put(path, control);
        where.getChildren().add(control);
    }

    private Node kind(String section, String word) {
        ComboBox<CatalogueEntry> box = new ComboBox<>();
        box.getItems().setAll(Components.choices(section));
        Panels.choices(box, section + "-kind", word, CatalogueEntry::name);
        box.valueProperty().addListener((observable, before, now) -> {
            if (!updating && now != null) {
                lastEdit = onEdit.applyAsLong(section + ".kind", now.id());
            }
        });
        kinds.put(section, box);
        return Panels.row(word, 64, box);
    }

    private static Node heading(String name, String remark, Node icon) {
        Label title = new Label(name);
        title.setGraphic(icon);
        title.getStyleClass().add("strong");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label note = new Label(remark);
        note.getStyleClass().add("secondary");
        note.setMinWidth(0);
        HBox row = new HBox(8, title, gap, note);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** The control of a setting, by dotted path, for tests and focus. */
    Optional<ParameterControl> control(String path) {
        return Optional.ofNullable(controls.get(path));
    }
}
