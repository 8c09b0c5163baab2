package org.mirrorflow.app.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.sweep.Aggregate;
import org.mirrorflow.sim.sweep.Sweep;
import org.mirrorflow.sim.sweep.SweepAxis;
import org.mirrorflow.sim.sweep.SweepPresets;
import org.mirrorflow.sim.sweep.SweepQuantity;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/** The right panel: what is varied, what is measured, how seeds are put together. */
final class SweepPanel extends VBox {

    private static final double WORDS = 58;

    /**
     * An experiment to vary.
     *
     * @param title for people
     * @param specification the experiment; for the one in the lab what it was when chosen
     * @param folder against which its relative paths are resolved
     */
    record Base(String title, Specification specification, Path folder) {}

    private final Supplier<Optional<Base>> lab;
    private final ComboBox<Base> base = new ComboBox<>();
    private final AxisEditor across;
    private final AxisEditor up;
    private final TextField seeds = new TextField("1");
    private final ComboBox<String> quantity = new ComboBox<>();
    private final CheckBox log10 = new CheckBox("log\u2081\u2080 of it");
    private final ComboBox<Aggregate> aggregate = new ComboBox<>();
    private final CheckBox limits = new CheckBox("Count runs that stop at a limit");
    private final CheckBox newton = new CheckBox("Limits by Newton, not by runs");
    private final Label problem = new Label();
    private boolean updating;
    private boolean changing;

    /**
     * @param lab the experiment that the lab shows now
     * @param footer buttons below everything
     */
    SweepPanel(Supplier<Optional<Base>> lab, Node footer) {
        this.lab = lab;
        Specification first = SweepPresets.all().values().iterator().next().base();
        across = new AxisEditor("x", false, first);
        up = new AxisEditor("y", true, first);
        Panels.choices(base, "sweep-base", "Experiment", Base::title);
        Panels.choices(
                quantity,
                "sweep-quantity",
                "Quantity",
                id -> SweepQuantity.of(id).name());
        quantity.getItems().setAll(SweepQuantity.ids());
        quantity.setValue("distance-to-limit");
        Panels.choices(aggregate, "sweep-aggregate", "How seeds are put together", Aggregate::words);
        aggregate.getItems().setAll(Arrays.asList(Aggregate.values()));
        aggregate.setValue(Aggregate.MEAN);
        seeds.setId("sweep-seeds");
        seeds.setAccessibleText("Runs of each cell");
        seeds.setMaxWidth(Double.MAX_VALUE);
        log10.setId("sweep-log10");
        limits.setId("sweep-limits");
        newton.setId("sweep-newton");
        newton.setTooltip(
                new Tooltip("The limit of the flow, from its optimality conditions; some cells are run as well,"
                        + " and the two are compared"));
        problem.getStyleClass().add("problem-sentence");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.setGraphic(Icons.needsYou());
        problem.setId("sweep-problem");
        say("");
        base.valueProperty().addListener((observable, before, now) -> {
            if (now != null && !updating) {
                across.offer(now.specification());
                up.offer(now.specification());
            }
        });
        offerBases();
        VBox box = new VBox(
                8,
                heading("Vary"),
                Panels.row("Of", WORDS, base),
                across,
                up,
                Panels.rule(),
                heading("Measure"),
                Panels.row("Number", WORDS, quantity),
                log10,
                Panels.row("Seeds", WORDS, seeds),
                Panels.row("Show", WORDS, aggregate),
                limits,
                newton,
                problem);
        getChildren().setAll(Panels.scrolling(box), Panels.rule(), footer);
        getStyleClass().add("panel");
    }

    /** Offers the lab's experiment as it is now, and the presets; the choice stays. */
    void offerBases() {
        Base before = base.getValue();
        List<Base> offered = new ArrayList<>();
        lab.get().ifPresent(offered::add);
        for (Preset preset : Presets.all()) {
            offered.add(new Base(preset.title(), preset.specification(), Path.of("")));
        }
        updating = true;
        if (before != null && offered.stream().noneMatch(before::equals)) {
            offered.addFirst(before);
        }
        base.getItems().setAll(offered);
        // A value that was not among the items before would not be shown when it is set again.
        base.setValue(null);
        base.setValue(before != null ? before : offered.getFirst());
        updating = false;
    }

    /** Who hears, once for many changes, that the sweep as set may be another. */
    void setOnChange(Runnable changed) {
        Runnable soon = () -> {
            if (!changing) {
                changing = true;
                Platform.runLater(() -> {
                    changing = false;
                    changed.run();
                });
            }
        };
        across.setOnChange(soon);
        up.setOnChange(soon);
        for (ObservableValue<?> each : List.of(
                base.valueProperty(),
                seeds.textProperty(),
                quantity.valueProperty(),
                log10.selectedProperty(),
                aggregate.valueProperty(),
                limits.selectedProperty(),
                newton.selectedProperty())) {
            each.addListener((observable, before, now) -> soon.run());
        }
    }

    /** Shows a sweep that is there already. */
    void show(Sweep sweep, Path folder) {
        Base shown = new Base(
                sweep.base().title().isEmpty()
                        ? "This sweep's experiment"
                        : sweep.base().title(),
                sweep.base(),
                folder);
        base.setValue(shown);
        offerBases();
        across.offer(sweep.base());
        up.offer(sweep.base());
        across.show(sweep.axes().getFirst());
        if (sweep.axes().size() == 2) {
            up.show(sweep.axes().getLast());
        } else {
            up.clear();
        }
        seeds.setText(Integer.toString(sweep.seeds()));
        quantity.setValue(sweep.quantity().id());
        log10.setSelected(sweep.log10());
        aggregate.setValue(sweep.aggregate());
        limits.setSelected(sweep.limits() == Sweep.Limits.COUNT);
        newton.setSelected(sweep.ends() == Sweep.Ends.NEWTON);
        say("");
    }

    /** The sweep as set; empty when it cannot be, which is then said beside its cause. */
    Optional<Sweep> sweep() {
        say("");
        Base chosen = base.getValue();
        try {
            List<SweepAxis> axes = new ArrayList<>();
            across.axis().ifPresent(axes::add);
            up.axis().ifPresent(axes::add);
            Specification specification = chosen.specification();
            return Optional.of(new Sweep(
                    specification.title(),
                    specification,
                    axes,
                    number(seeds.getText()),
                    SweepQuantity.of(quantity.getValue()),
                    log10.isSelected(),
                    aggregate.getValue(),
                    limits.isSelected() ? Sweep.Limits.COUNT : Sweep.Limits.MISSING,
                    newton.isSelected() ? Sweep.Ends.NEWTON : Sweep.Ends.SIMULATED));
        } catch (InvalidSettingException e) {
            boolean beside = e.setting().equals(across.path())
                    || e.setting().equals(up.path())
                    || e.setting().startsWith("axis ");
            say(beside && anyAxisSays() ? "" : e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private boolean anyAxisSays() {
        return lookupAll(".problem-sentence").stream().anyMatch(node -> node.isVisible() && !problem.equals(node));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new InvalidSettingException(
                    "seeds", "is \"" + text + "\"; give a whole number, 1 to " + Sweep.MOST_SEEDS);
        }
    }

    /** Folder of the chosen experiment's relative paths. */
    Path folder() {
        return base.getValue().folder();
    }

    private void say(String sentence) {
        problem.setText(sentence);
        problem.setVisible(!sentence.isEmpty());
        problem.setManaged(!sentence.isEmpty());
    }

    private static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("strong");
        return label;
    }
}
