package org.mirrorflow.app.explorer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.mirrorflow.app.control.FormulaBlock;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.app.control.ParameterControl;
import org.mirrorflow.app.control.VerdictMark;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.mirror.Interval;
import org.mirrorflow.theory.mirror.LegendreConditions;

/** The right panel: formula, facts, parameters, what was checked, start and objective. */
final class ExplorerPanel extends VBox {

    private static final double REACH = 10;
    private static final double ROUNDING = 1e-9;
    private static final double DIFFERENCES = 1e-6;

    private static final Parameter FIRST = new Parameter.Real(
            "start-1", "x_{0,1}", "start", "First coordinate of x₀.", true, -0.3, -REACH, REACH, false);
    private static final Parameter SECOND = new Parameter.Real(
            "start-2", "x_{0,2}", "start", "Second coordinate of x₀.", true, 0.2, -REACH, REACH, false);
    private static final Parameter STEP = new Parameter.Real(
            "step", "h", "mirror step, shown as dots", "Step size of mirror descent.", true, 0.1, 1e-3, 10, true);

    /** What the page does with what is set here. */
    interface Listener {
        void parameters(Map<String, Object> values);

        void second(Optional<MapItem> other);

        void scene(Exploration.Start start, Objective objective, double step);
    }

    private final Listener listener;
    private final FormulaBlock formula = new FormulaBlock(List.of());
    private final FormulaBlock loss = new FormulaBlock(List.of());
    private final VBox facts = new VBox(4);
    private final VBox parameters = new VBox(8);
    private final VBox checks = new VBox(6);
    private final ComboBox<Objective> objective = new ComboBox<>();
    private final ComboBox<Optional<MapItem>> compare = new ComboBox<>();
    private final ParameterControl first = new ParameterControl(FIRST);
    private final ParameterControl second = new ParameterControl(SECOND);
    private final ParameterControl step = new ParameterControl(STEP);
    private final Label prediction = new Label();
    private final Map<String, ParameterControl> controls = new LinkedHashMap<>();
    private String shownFamily = "";
    private boolean updating;

    ExplorerPanel(Listener listener, Node footer) {
        this.listener = listener;
        prediction.getStyleClass().add("secondary");
        prediction.setWrapText(true);
        prediction.setMinHeight(USE_PREF_SIZE);
        objective.getItems().setAll(Objective.values());
        objective.setValue(Objective.MEASUREMENT);
        Panels.choices(objective, "objective", "Objective", Objective::words);
        compare.getItems().setAll(List.of(Optional.empty()));
        compare.setValue(Optional.empty());
        Panels.choices(
                compare,
                "compare",
                "Second map",
                item -> item.map(MapItem::title).orElse("none"));
        compare.valueProperty().addListener((observable, before, now) -> {
            if (!updating && now != null) {
                listener.second(now);
            }
        });
        BiConsumer<ParameterControl, String> named = (control, id) -> {
            control.setId(id);
            control.valueProperty().addListener((observable, before, now) -> tellScene());
        };
        named.accept(first, "start-1");
        named.accept(second, "start-2");
        named.accept(step, "mirror-step");
        objective.valueProperty().addListener((observable, before, now) -> tellScene());
        VBox box = new VBox(
                10,
                heading("Potential"),
                formula,
                facts,
                parameters,
                Panels.row("Map B", 46, compare),
                Panels.rule(),
                heading("Checked on this map"),
                checks,
                Panels.rule(),
                heading("Start and objective"),
                Panels.row("f", 46, objective),
                loss,
                prediction,
                first,
                second,
                step);
        getChildren().setAll(Panels.scrolling(box), Panels.rule(), footer);
        getStyleClass().add("panel");
    }

    private void tellScene() {
        if (!updating) {
            listener.scene(start(), objective.getValue(), step());
        }
    }

    Exploration.Start start() {
        return new Exploration.Start((Double) first.valueProperty().get(), (Double)
                second.valueProperty().get());
    }

    Objective objective() {
        return objective.getValue();
    }

    double step() {
        return (Double) step.valueProperty().get();
    }

    void offerSeconds(List<MapItem> items) {
        compare.getItems()
                .setAll(Stream.concat(
                                Stream.of(Optional.<MapItem>empty()),
                                items.stream().map(Optional::of))
                        .toList());
    }

    /** Shows a map with what was checked on it. */
    void show(Exploration now, MapChecks checked) {
        updating = true;
        try {
            MapChoice map = now.a();
            formula.show(map.formulas().stream()
                    .map(tex -> new FormulaBlock.Statement(tex, tex, false))
                    .toList());
            showFacts(map);
            showParameters(map);
            showChecks(checked);
            showStart(now);
        } finally {
            updating = false;
        }
    }

    /** Shows where the start is now. */
    void showStart(Exploration now) {
        boolean before = updating;
        updating = true;
        String tex = "f(x) = " + now.objective().tex();
        loss.show(List.of(new FormulaBlock.Statement(tex, tex, false)));
        first.valueProperty().set(now.start().x1());
        second.valueProperty().set(now.start().x2());
        updating = before;
    }

    void showPrediction(String words) {
        prediction.setText(words);
    }

    /** Says beside the control at fault what cannot be; the last good map stays. */
    void showProblem(InvalidSettingException problem) {
        ParameterControl control = controls.get(problem.setting());
        if (control != null) {
            control.showProblem(String.valueOf(problem.getMessage()));
        }
    }

    private void showFacts(MapChoice map) {
        Section section = Section.of(map.map());
        List<Node> lines = new ArrayList<>();
        lines.add(fact(
                "domain",
                map.map() instanceof PlaneMap plane && plane.isTriangle()
                        ? "the inside of the triangle; the four curves run through its middle, from x₁ = "
                                + end(section.domain().lower()) + " to "
                                + end(section.domain().upper())
                        : "x ∈ " + words(section.domain()) + ",  η ∈ " + words(section.dual())));
        HorizonFunction horizon = map.map().horizon();
        lines.add(fact(
                "horizon",
                horizon instanceof HorizonFunction.None(String reason) ? reason : HorizonWords.symbol(horizon)));
        lines.add(fact("source", map.family().source()));
        facts.getChildren().setAll(lines);
    }

    private static String words(Interval interval) {
        return interval.equals(Interval.REAL_LINE)
                ? "ℝ"
                : "(" + end(interval.lower()) + ", " + end(interval.upper()) + ")";
    }

    private static String end(double x) {
        if (Double.isInfinite(x)) {
            return x > 0 ? "∞" : "−∞";
        }
        boolean whole = x == Math.rint(x) && Math.abs(x) < 1000;
        return whole ? Numbers.integer((long) x) : Numbers.readOff(x);
    }

    private void showParameters(MapChoice map) {
        if (!shownFamily.equals(map.family().id())) {
            shownFamily = map.family().id();
            controls.clear();
            for (Parameter parameter : map.family().parameters()) {
                ParameterControl control = new ParameterControl(parameter);
                control.setId("map-" + parameter.id());
                control.valueProperty().addListener((observable, before, now) -> {
                    if (!updating) {
                        listener.parameters(values());
                    }
                });
                controls.put(parameter.id(), control);
            }
            parameters.getChildren().setAll(controls.values());
        }
        map.settings().values().forEach((id, value) -> {
            ParameterControl control = controls.get(id);
            if (control != null && !control.valueProperty().get().equals(value)) {
                control.valueProperty().set(value);
            } else if (control != null) {
                control.clearProblem();
            }
        });
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        controls.forEach((id, control) -> values.put(id, control.valueProperty().get()));
        return values;
    }

    private void showChecks(MapChecks checked) {
        List<Node> lines = new ArrayList<>();
        lines.add(check("∇R*∘∇R − id", Numbers.residual(checked.inverse()), checked.inverse() < ROUNDING));
        lines.add(
                check("∇²R, finite differences", Numbers.residual(checked.hessian()), checked.hessian() < DIFFERENCES));
        lines.add(check(
                "Fenchel–Young gap ≥ 0", Numbers.residual(checked.fenchelYoung()), checked.fenchelYoung() > -ROUNDING));
        checked.conditions().ifPresent(conditions -> {
            lines.add(check("Legendre", conditions.legendre() ? "yes" : "no", conditions.legendre()));
            lines.add(check("gradient coercive", coercive(conditions), conditions.coercive()));
        });
        checks.getChildren().setAll(lines);
    }

    private static String coercive(LegendreConditions conditions) {
        return conditions.coercive() ? "yes" : "no, slopes in " + conditions.dualText();
    }

    private static Node check(String what, String result, boolean holds) {
        Label name = new Label(what);
        name.setMinWidth(0);
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        Label value = new Label(result);
        value.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(8, (holds ? VerdictMark.HOLDS : VerdictMark.FAILS).glyph(), name, value);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setAccessibleText(what + ": " + result.toLowerCase(Locale.ROOT));
        return row;
    }

    private static Node fact(String name, String what) {
        Label key = new Label(name);
        key.getStyleClass().add("secondary");
        key.setMinWidth(58);
        Label text = new Label(what);
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        return new HBox(8, key, text);
    }

    private static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("strong");
        return label;
    }
}
