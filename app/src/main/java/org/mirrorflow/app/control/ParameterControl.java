package org.mirrorflow.app.control;

import java.time.Duration;
import java.util.Objects;
import javafx.animation.PauseTransition;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.catalogue.Parameter;

/**
 * The control of one declared parameter: symbol, plain word, field at the right, and for a real number a slider with its
 * limits below. A parameter that fixes the start has a square solid thumb, one that acts in a running experiment a round
 * open one. What cannot be is refused with one sentence below the field, and the last good value stays.
 *
 * <p>Values are {@link Double}, {@link Long} or {@link String}, as {@link Parameter#defaultValue()} says. While a slider is
 * dragged the value changes at most once in 25 ms, always to the newest. Setting {@link #valueProperty()} from outside shows
 * the value and clears a refused entry.
 */
public final class ParameterControl extends VBox {

    static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");
    private static final Duration DELIVERY = Duration.ofMillis(25);

    private final Parameter parameter;
    private final ObjectProperty<Object> value;
    private final ParameterEditor editor;
    private final LatestWins<Object> soon;
    private final HBox problem;
    private final Label problemText = new Label();
    private final HBox waiting;
    private final Label waitingText = new Label();
    private final Button rewind = new Button("Rewind", Icons.feather("chevrons-left"));

    /** A control that shows the parameter's default. */
    public ParameterControl(Parameter parameter) {
        this.parameter = parameter;
        this.value = new SimpleObjectProperty<>(this, "value", parameter.defaultValue());
        getStyleClass().add("parameter");
        soon = new LatestWins<>(DELIVERY, ParameterControl::later, this::deliver);
        editor = editorFor(parameter, new EditorHost());

        Label word = new Label(parameter.label());
        word.setMinWidth(0);
        word.setWrapText(true);
        word.setTooltip(new Tooltip(parameter.help()));
        word.setLabelFor(editor.field());
        editor.field().setAccessibleHelp(parameter.help());
        HBox name = new HBox(8);
        name.setAlignment(Pos.BASELINE_LEFT);
        name.setMinWidth(0);
        name.setMaxHeight(USE_PREF_SIZE);
        if (!parameter.symbol().isBlank()) {
            name.getChildren().add(new TexView(parameter.symbol(), parameter.label()));
        }
        name.getChildren().add(word);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox head = new HBox(8, name);
        head.setAlignment(Pos.CENTER_LEFT);
        Node below = editor.below();
        if (editor instanceof TextEditor || (editor instanceof ChoiceEditor choice && choice.wide())) {
            below = editor.field();
        } else {
            if (editor.field() instanceof Region field) {
                field.setMinWidth(USE_PREF_SIZE);
                field.setMaxWidth(USE_PREF_SIZE);
            }
            head.getChildren().add(editor.field());
        }
        head.setMinHeight(USE_PREF_SIZE);

        problemText.getStyleClass().add("problem-sentence");
        problemText.setWrapText(true);
        problemText.setMinHeight(USE_PREF_SIZE);
        problem = new HBox(8, Icons.needsYou(), problemText);
        hide(problem);
        waitingText.getStyleClass().add("secondary");
        waitingText.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(waitingText, Priority.ALWAYS);
        rewind.setMinWidth(USE_PREF_SIZE);
        waiting = new HBox(8, waitingText, rewind);
        waiting.setAlignment(Pos.CENTER_LEFT);
        hide(waiting);

        getChildren().add(head);
        if (below != null) {
            getChildren().add(below);
        }
        getChildren().addAll(problem, waiting);
        editor.show(value.get());
        value.addListener((observable, before, now) -> {
            clearProblem();
            editor.show(now);
        });
    }

    /** What is edited. */
    public Parameter parameter() {
        return parameter;
    }

    /** The last good value. */
    public ObjectProperty<Object> valueProperty() {
        return value;
    }

    /** Marks the field and says below it, in one sentence, what was given, what is allowed and what to do. */
    public void showProblem(String sentence) {
        problemText.setText(sentence);
        editor.markInvalid(true);
        show(problem);
    }

    /** Takes a problem away. */
    public void clearProblem() {
        editor.markInvalid(false);
        hide(problem);
    }

    /** The sentence shown, or {@code null}. */
    public @Nullable String problem() {
        return problem.isVisible() ? problemText.getText() : null;
    }

    /**
     * Says that the run on the screen still has another value and offers to rewind.
     *
     * @param runValue what the run was started with
     * @param onRewind what the button does
     */
    public void showWaiting(Object runValue, Runnable onRewind) {
        waitingText.setText("run shows " + ParameterText.shown(runValue));
        rewind.setOnAction(event -> onRewind.run());
        show(waiting);
    }

    /** Takes the offer to rewind away. */
    public void clearWaiting() {
        hide(waiting);
    }

    private void deliver(Object now) {
        value.set(now);
    }

    private ParameterEditor editorFor(Parameter declared, ParameterEditor.Host host) {
        return switch (declared) {
            case Parameter.Real real -> new RealEditor(real, host);
            case Parameter.Whole whole -> new WholeEditor(whole, host);
            case Parameter.Choice choice -> new ChoiceEditor(choice, host);
            case Parameter.Text text -> new TextEditor(text, host);
        };
    }

    private static void later(Duration delay, Runnable task) {
        PauseTransition pause = new PauseTransition(javafx.util.Duration.millis((double) delay.toMillis()));
        pause.setOnFinished(event -> task.run());
        pause.play();
    }

    private static void show(Region part) {
        part.setVisible(true);
        part.setManaged(true);
    }

    private static void hide(Region part) {
        part.setVisible(false);
        part.setManaged(false);
    }

    private final class EditorHost implements ParameterEditor.Host {
        @Override
        public void accept(Object accepted) {
            soon.cancel();
            clearProblem();
            if (Objects.equals(value.get(), accepted)) {
                editor.show(accepted);
            } else {
                value.set(accepted);
            }
        }

        @Override
        public void acceptSoon(Object accepted) {
            clearProblem();
            soon.offer(accepted);
        }

        @Override
        public void reject(String sentence) {
            showProblem(sentence);
        }

        @Override
        public Object value() {
            return value.get();
        }

        @Override
        public void reset() {
            accept(parameter.defaultValue());
        }
    }
}
