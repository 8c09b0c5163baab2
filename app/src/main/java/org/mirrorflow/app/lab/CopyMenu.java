package org.mirrorflow.app.lab;

import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.copy.CopyAs;
import org.mirrorflow.app.copy.CopyForm;
import org.mirrorflow.sim.problem.ProblemException;

/** The menu that puts the experiment on the clipboard: as a command, a specification, a script, formulas. */
final class CopyMenu {

    private final Supplier<@Nullable LabState> shown;
    private final Supplier<String> preset;
    private Consumer<String> toast = message -> {};

    /**
     * @param shown what the page shows; null before it shows anything
     * @param preset id of the preset that is open; empty for anything else
     */
    CopyMenu(Supplier<@Nullable LabState> shown, Supplier<String> preset) {
        this.shown = shown;
        this.preset = preset;
    }

    /** Where short messages go. */
    void setOnMessage(Consumer<String> handler) {
        toast = handler;
    }

    MenuButton button() {
        MenuButton menu = new MenuButton("Copy as", Icons.feather("terminal"));
        for (CopyForm form : CopyForm.values()) {
            MenuItem item = new MenuItem(form.label());
            item.setId("copy-" + form.id());
            item.setOnAction(event -> copyAs(form));
            menu.getItems().add(item);
        }
        menu.setId("copy-as");
        return menu;
    }

    /** Its data and predictions are made anew, so it is written on another thread. */
    private void copyAs(CopyForm form) {
        LabState now = shown.get();
        if (now == null) {
            return;
        }
        String source = preset.get();
        Thread.ofVirtual().start(() -> {
            Runnable answer;
            try {
                String text =
                        CopyAs.text(form, now.edited(), source, now.subject().base());
                answer = () -> copy(text);
            } catch (ProblemException e) {
                answer = () -> toast.accept(String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                String sentence = Failures.of(e).sentence();
                answer = () -> toast.accept(sentence);
            }
            Platform.runLater(answer);
        });
    }

    private void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        toast.accept("Copied");
    }
}
