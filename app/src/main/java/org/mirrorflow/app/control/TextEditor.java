package org.mirrorflow.app.control;

import java.io.File;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.FileChooser;
import org.mirrorflow.theory.catalogue.Parameter;

/** A text field; for a file, with a button that opens the system's file dialog. */
final class TextEditor extends ParameterEditor {

    private final Host host;
    private final TextField field = new TextField();
    private final Node node;

    TextEditor(Parameter.Text parameter, Host host) {
        this.host = host;
        field.setAccessibleText(parameter.label());
        field.setMinWidth(40);
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setOnAction(event -> commit());
        field.focusedProperty().addListener((observable, before, focused) -> {
            if (!focused) {
                commit();
            }
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                show(host.value());
                event.consume();
            }
        });
        if (parameter.file()) {
            Button browse = new Button("Browse\u2026", Icons.feather("folder"));
            browse.setMinWidth(Button.USE_PREF_SIZE);
            browse.setOnAction(event -> browse(parameter.label()));
            HBox row = new HBox(8, field, browse);
            row.setAlignment(Pos.CENTER_LEFT);
            node = row;
        } else {
            node = field;
        }
    }

    private void browse(String label) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Choose " + label);
        File present = new File(field.getText()).getAbsoluteFile().getParentFile();
        if (present != null && present.isDirectory()) {
            chooser.setInitialDirectory(present);
        }
        File chosen = chooser.showOpenDialog(field.getScene().getWindow());
        if (chosen != null) {
            host.accept(chosen.getPath());
        }
    }

    private void commit() {
        if (!field.getText().equals(host.value())) {
            host.accept(field.getText());
        }
    }

    @Override
    Node field() {
        return node;
    }

    @Override
    void show(Object value) {
        field.setText((String) value);
        field.positionCaret(field.getLength());
    }

    @Override
    void markInvalid(boolean invalid) {
        field.pseudoClassStateChanged(ParameterControl.INVALID, invalid);
    }
}
