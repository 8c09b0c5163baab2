package org.mirrorflow.app.sweep;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.app.control.Segments;
import org.mirrorflow.app.control.TypedNumber;
import org.mirrorflow.sim.sweep.Axis;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;

/** One setting and the values that it takes: ends, count and spacing for a number, all words for a choice. */
final class AxisEditor extends VBox {

    private static final int USUAL_COUNT = 12;
    private static final double FIELD = 72;

    /**
     * A setting that can be swept.
     *
     * @param path its dotted path; empty for none
     * @param parameter its declaration; null for none
     */
    record Setting(String path, @Nullable Parameter parameter) {

        static final Setting NONE = new Setting("", null);

        String words() {
            return parameter == null ? "none" : path.substring(0, path.indexOf('.')) + ": " + parameter.label();
        }
    }

    private final ComboBox<Setting> setting = new ComboBox<>();
    private final TextField from = field("From");
    private final TextField to = field("To");
    private final TextField count = field("How many");
    private final Segments<Boolean> spacing;
    private final Label words = new Label();
    private final HBox ends = new HBox(6);
    private Map<String, Object> values = Map.of();

    AxisEditor(String name, String id, boolean optional) {
        super(6);
        setId(id);
        Panels.choices(setting, id + "-setting", name, Setting::words);
        spacing = new Segments<>(List.of(true, false), logarithmic -> new ToggleButton(logarithmic ? "log" : "linear"));
        words.getStyleClass().add("secondary");
        words.setWrapText(true);
        from.setId(id + "-from");
        to.setId(id + "-to");
        count.setId(id + "-count");
        Label until = new Label("to");
        Label in = new Label("in");
        until.setMinWidth(USE_PREF_SIZE);
        in.setMinWidth(USE_PREF_SIZE);
        ends.getChildren().setAll(from, until, to, in, count);
        ends.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        HBox.setHgrow(from, Priority.ALWAYS);
        HBox.setHgrow(to, Priority.ALWAYS);
        for (javafx.scene.Node each : List.of(ends, spacing, words)) {
            each.managedProperty().bind(each.visibleProperty());
        }
        getChildren().setAll(Panels.row(name, 64, setting), ends, spacing, words);
        setting.valueProperty().addListener((observable, before, now) -> suggest());
        if (optional) {
            setting.getItems().add(Setting.NONE);
            setting.setValue(Setting.NONE);
        }
    }

    private static TextField field(String spoken) {
        TextField field = new TextField();
        field.setPrefWidth(FIELD);
        field.setMinWidth(40);
        field.setAccessibleText(spoken);
        return field;
    }

    /** Offers settings; one that is still offered stays chosen, with what was typed. */
    void offer(List<Setting> settings, Map<String, Object> now) {
        values = now;
        Setting before = setting.getValue();
        boolean optional = setting.getItems().contains(Setting.NONE);
        setting.getItems().setAll(settings);
        if (optional) {
            setting.getItems().addFirst(Setting.NONE);
        }
        setting.setValue(
                before != null && setting.getItems().contains(before)
                        ? before
                        : setting.getItems().isEmpty()
                                ? null
                                : setting.getItems().getFirst());
    }

    /** Chooses a setting by its path. */
    void choose(String path) {
        setting.getItems().stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .ifPresent(setting::setValue);
    }

    /** A range around the present value, within what is allowed. */
    private void suggest() {
        Setting now = setting.getValue();
        Parameter parameter = now == null ? null : now.parameter();
        boolean number = parameter instanceof Parameter.Real || parameter instanceof Parameter.Whole;
        ends.setVisible(number);
        spacing.setVisible(number);
        words.setVisible(parameter instanceof Parameter.Choice);
        switch (parameter) {
            case Parameter.Real real -> {
                double own = ((Number) values.getOrDefault(now.path(), real.defaultReal())).doubleValue();
                boolean logarithmic = real.logarithmic() && own > 0;
                spacing.valueProperty().set(logarithmic);
                double low = logarithmic ? own / 30 : own == 0 ? 0 : own / 4;
                double high = logarithmic ? own * 30 : own == 0 ? 1 : own * 4;
                fill(Math.max(real.min(), low), Math.min(real.max(), high), USUAL_COUNT);
            }
            case Parameter.Whole whole -> {
                long own = ((Number) values.getOrDefault(now.path(), whole.defaultWhole())).longValue();
                spacing.valueProperty().set(false);
                long low = Math.max(whole.min(), own / 2);
                long high = Math.min(whole.max(), Math.max(own * 2, low + 1));
                fill((double) low, (double) high, (int) Math.min(USUAL_COUNT, high - low + 1));
            }
            case Parameter.Choice choice -> words.setText(String.join(", ", choice.options()));
            case null, default -> {}
        }
    }

    private void fill(double low, double high, int many) {
        from.setText(TypedNumber.rounded(low, 2));
        to.setText(TypedNumber.rounded(high, 2));
        count.setText(Integer.toString(many));
    }

    /**
     * The axis as typed; empty for none.
     *
     * @throws InvalidSettingException for what is no number
     */
    Optional<Axis> axis() {
        Setting now = setting.getValue();
        if (now == null || now.parameter() == null) {
            return Optional.empty();
        }
        if (now.parameter() instanceof Parameter.Choice choice) {
            return Optional.of(new Axis(now.path(), List.copyOf(choice.options())));
        }
        double low = number(from, now.path());
        double high = number(to, now.path());
        int many = (int) number(count, now.path());
        return Optional.of(
                spacing.valueProperty().get()
                        ? Axis.logarithmic(now.path(), low, high, many)
                        : Axis.linear(now.path(), low, high, many));
    }

    private static double number(TextField field, String path) {
        return TypedNumber.parse(field.getText())
                .orElseThrow(() -> new InvalidSettingException(
                        path,
                        "has \"" + field.getText() + "\" in its range, which is no number; type one, such as 1e-3"));
    }
}
