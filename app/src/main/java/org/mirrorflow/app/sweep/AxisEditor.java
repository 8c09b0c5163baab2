package org.mirrorflow.app.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.app.control.Segments;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.sweep.SweepAxis;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;

/** Chooses one parameter and its values: a range for numbers, a list for choices. */
final class AxisEditor extends VBox {

    private static final double WORDS = 58;
    private static final String NONE = "";
    private static final String LINEAR = "linear";
    private static final String LOGARITHMIC = "log";
    private static final String LIST = "list";

    private final String name;
    private final boolean optional;
    private final ComboBox<String> parameter = new ComboBox<>();
    private final Segments<String> spacing = Segments.ofWords(List.of(LINEAR, LOGARITHMIC, LIST), word -> word);
    private final TextField from = new TextField();
    private final TextField to = new TextField();
    private final TextField count = new TextField("9");
    private final TextField list = new TextField();
    private final Label meaning = new Label();
    private final Label problem = new Label();
    private final VBox body = new VBox(6);
    private Specification base;
    private boolean updating;

    AxisEditor(String name, boolean optional, Specification base) {
        super(6);
        this.name = name;
        this.optional = optional;
        this.base = base;
        String id = "sweep-" + name.substring(0, 1);
        Panels.choices(
                parameter, id + "-path", "Parameter of the " + name + " axis", path -> path.isEmpty() ? "none" : path);
        spacing.setId(id + "-spacing");
        field(from, id + "-from", "First value of the " + name + " axis");
        field(to, id + "-to", "Last value of the " + name + " axis");
        field(count, id + "-count", "How many values the " + name + " axis has");
        field(list, id + "-list", "Values of the " + name + " axis, with commas between them");
        meaning.getStyleClass().add("secondary");
        meaning.setWrapText(true);
        meaning.setMinHeight(USE_PREF_SIZE);
        problem.getStyleClass().add("problem-sentence");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.setGraphic(Icons.needsYou());
        problem.setId(id + "-problem");
        say("");
        getChildren().setAll(Panels.row(optional ? "Up" : "Across", WORDS, parameter), meaning, body, problem);
        parameter.valueProperty().addListener((observable, before, now) -> {
            if (!updating) {
                propose();
            }
        });
        spacing.valueProperty().addListener((observable, before, now) -> arrange());
        offer(base);
    }

    /** Who hears that something about the axis was changed. */
    void setOnChange(Runnable changed) {
        parameter.valueProperty().addListener((observable, before, now) -> changed.run());
        spacing.valueProperty().addListener((observable, before, now) -> changed.run());
        for (TextField each : List.of(from, to, count, list)) {
            each.textProperty().addListener((observable, before, now) -> changed.run());
        }
    }

    private static void field(TextField field, String id, String says) {
        field.setId(id);
        field.setAccessibleText(says);
        field.setPrefColumnCount(6);
        field.setMinWidth(0);
        field.setMaxWidth(Double.MAX_VALUE);
    }

    /** Offers the parameters of an experiment; the choice stays where the experiment has it. */
    void offer(Specification experiment) {
        base = experiment;
        String before = parameter.getValue();
        List<String> paths = new ArrayList<>(SweepAxis.paths(experiment));
        if (optional) {
            paths.addFirst(NONE);
        }
        updating = true;
        parameter.getItems().setAll(paths);
        boolean kept = before != null && paths.contains(before);
        parameter.setValue(kept ? before : optional ? NONE : preferred(paths));
        updating = false;
        if (!kept) {
            propose();
        }
    }

    private static String preferred(List<String> paths) {
        return paths.contains("model.initial-scale") ? "model.initial-scale" : paths.getFirst();
    }

    /** Shows an axis that is there already. */
    void show(SweepAxis axis) {
        updating = true;
        parameter.setValue(axis.path());
        updating = false;
        propose();
        if (axis.spacing() == SweepAxis.Spacing.LIST) {
            list.setText(axis.valuesText());
            spacing.valueProperty().set(LIST);
        } else {
            from.setText(SweepAxis.shown(axis.values().getFirst()));
            to.setText(SweepAxis.shown(axis.values().getLast()));
            count.setText(Integer.toString(axis.size()));
            spacing.valueProperty().set(axis.spacing() == SweepAxis.Spacing.LOGARITHMIC ? LOGARITHMIC : LINEAR);
        }
    }

    /** Shows that there is no such axis. */
    void clear() {
        parameter.setValue(NONE);
    }

    /** Values around the one that the experiment has now. */
    private void propose() {
        say("");
        String path = parameter.getValue();
        if (path == null || path.isEmpty()) {
            meaning.setText("");
            arrange();
            return;
        }
        Parameter declared = SweepAxis.parameter(base, path);
        meaning.setText(declared.help());
        Object now = base.values().get(path);
        switch (declared) {
            case Parameter.Real real -> {
                double value = now instanceof Number number ? number.doubleValue() : real.defaultReal();
                boolean log = real.logarithmic() && value > 0 && real.max() > 0;
                double low = log ? value / 10 : 0;
                double high = log ? value * 10 : value == 0 ? 1 : 2 * value;
                from.setText(SweepAxis.shown(Math.max(real.min(), Math.min(low, high))));
                to.setText(SweepAxis.shown(Math.min(real.max(), Math.max(low, high))));
                count.setText("9");
                spacing.valueProperty().set(log ? LOGARITHMIC : LINEAR);
            }
            case Parameter.Whole whole -> {
                long value = now instanceof Number number ? number.longValue() : whole.defaultWhole();
                long low = Math.max(whole.min(), Math.min(value, value / 2));
                long high = Math.min(whole.max(), Math.max(low + 3, 2 * value));
                from.setText(Long.toString(low));
                to.setText(Long.toString(high));
                count.setText(Long.toString(Math.clamp(high - low + 1, 2, 7)));
                spacing.valueProperty().set(LINEAR);
            }
            case Parameter.Choice choice -> {
                list.setText(
                        String.join(",", choice.options().stream().limit(12).toList()));
                spacing.valueProperty().set(LIST);
            }
            case Parameter.Text text -> {
                list.setText(String.valueOf(now));
                spacing.valueProperty().set(LIST);
            }
        }
        arrange();
    }

    private void arrange() {
        String path = parameter.getValue();
        if (path == null || path.isEmpty()) {
            body.getChildren().clear();
            return;
        }
        boolean number = !(SweepAxis.parameter(base, path) instanceof Parameter.Choice);
        body.getChildren().clear();
        if (number) {
            body.getChildren().add(Panels.row("Spacing", WORDS, new javafx.scene.layout.HBox(spacing)));
        }
        if (!number || spacing.valueProperty().get().equals(LIST)) {
            body.getChildren().add(Panels.row("Values", WORDS, list));
        } else {
            Label until = new Label("to");
            until.setMinWidth(USE_PREF_SIZE);
            javafx.scene.layout.HBox range = new javafx.scene.layout.HBox(6, from, until, to);
            range.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            body.getChildren().addAll(Panels.row("Range", WORDS, range), Panels.row("Count", WORDS, count));
        }
    }

    /**
     * The axis as set; empty when there is to be none, or when it cannot be, which is then said beside it.
     *
     * @throws InvalidSettingException when it cannot be
     */
    Optional<SweepAxis> axis() {
        say("");
        String path = parameter.getValue();
        if (path == null || path.isEmpty()) {
            return Optional.empty();
        }
        try {
            boolean number = !(SweepAxis.parameter(base, path) instanceof Parameter.Choice);
            String how = spacing.valueProperty().get();
            String values = !number || how.equals(LIST)
                    ? list.getText()
                    : from.getText() + ".." + to.getText() + (how.equals(LOGARITHMIC) ? ":log:" : ":")
                            + count.getText().strip();
            return Optional.of(SweepAxis.parse(base, path + "=" + values));
        } catch (InvalidSettingException e) {
            say(e.getMessage() + ".");
            throw e;
        }
    }

    /** Says what is wrong beside the axis, or nothing. */
    void say(String sentence) {
        problem.setText(sentence);
        problem.setVisible(!sentence.isEmpty());
        problem.setManaged(!sentence.isEmpty());
    }

    String path() {
        String path = parameter.getValue();
        return path == null ? "" : path;
    }

    @Override
    public String toString() {
        return name + " axis";
    }
}
