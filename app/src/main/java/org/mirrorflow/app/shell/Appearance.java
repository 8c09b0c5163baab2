package org.mirrorflow.app.shell;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.mirrorflow.app.plot.Fonts;
import org.mirrorflow.app.plot.Palette;

/** Theme, text size and motion of the whole program, applied to every scene handed in. Used on the FX thread. */
public final class Appearance {

    /** Size of running text at 100 %, in pixels. */
    public static final double BASE_SIZE = 13;

    /** Smallest text scale. */
    public static final double SMALLEST = 1.0;

    /** Largest text scale. */
    public static final double LARGEST = 1.6;

    private static final double STEP = 0.1;
    private static final double ICON = 16;
    private static final double BUTTON_ICON = 14;
    private static final double TRANSPORT_ICON = 18;
    private static final List<Fonts> FACES = List.of(Fonts.SANS, Fonts.SANS_SEMIBOLD, Fonts.MONO, Fonts.MATHS);

    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.LIGHT);
    private final DoubleProperty textScale = new SimpleDoubleProperty(this, "textScale", 1);
    private final BooleanProperty reducedMotion = new SimpleBooleanProperty(this, "reducedMotion");
    private final List<Scene> scenes = new ArrayList<>();

    /** Light, at 100 %; loads the bundled faces. */
    public Appearance() {
        FACES.forEach(Appearance::loadFace);
        theme.addListener(observable -> apply());
        textScale.addListener(observable -> apply());
    }

    /** The look in use. */
    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /** Text size relative to 13 px, between 1.0 and 1.6. */
    public DoubleProperty textScaleProperty() {
        return textScale;
    }

    /** Whether nothing fades and a run that plays is drawn ten times a second. */
    public BooleanProperty reducedMotionProperty() {
        return reducedMotion;
    }

    /** Makes text one step larger (positive) or smaller (negative), within the limits. */
    public void changeTextScale(int steps) {
        double next = Math.rint((textScale.get() + steps * STEP) / STEP) * STEP;
        textScale.set(Math.clamp(next, SMALLEST, LARGEST));
    }

    /** The colours of charts in this theme. */
    public Palette palette() {
        return switch (theme.get()) {
            case LIGHT -> Palette.LIGHT;
            case DARK -> Palette.DARK;
            case HIGH_CONTRAST -> Palette.HIGH_CONTRAST;
        };
    }

    /** Dresses a scene now and at every later change. */
    public void install(Scene scene) {
        scenes.add(scene);
        apply();
    }

    private void apply() {
        Application.setUserAgentStylesheet(theme.get().baseSheet());
        List<String> sheets = List.of(resource("mirrorflow.css"), theme.get().valueSheet(), sizeSheet());
        scenes.forEach(scene -> scene.getStylesheets().setAll(sheets));
    }

    /** The sizes that CSS cannot give in em, in a sheet, so that pop-ups, which have roots of their own, scale as well. */
    private String sizeSheet() {
        double scale = textScale.get();
        String css = String.format(
                Locale.ROOT,
                ".root { -fx-font-size: %.2fpx; } .ikonli-font-icon { -fx-icon-size: %.0fpx; }"
                        + " .button .ikonli-font-icon { -fx-icon-size: %.0fpx; }"
                        + " .transport > .button .ikonli-font-icon { -fx-icon-size: %.0fpx; }",
                BASE_SIZE * scale,
                ICON * scale,
                BUTTON_ICON * scale,
                TRANSPORT_ICON * scale);
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }

    static String resource(String name) {
        URL found = Appearance.class.getResource(name);
        if (found == null) {
            throw new IllegalStateException(
                    "the program is incomplete: style sheet " + name + " is missing; install it again");
        }
        return found.toExternalForm();
    }

    private static void loadFace(Fonts face) {
        if (Font.loadFont(face.url().toExternalForm(), BASE_SIZE) == null) {
            throw new IllegalStateException(
                    "the program is incomplete: the font at " + face.url() + " is damaged; install it again");
        }
    }
}
