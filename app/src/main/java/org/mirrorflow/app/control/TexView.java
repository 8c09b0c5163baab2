package org.mirrorflow.app.control;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.css.CssMetaData;
import javafx.css.FontCssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.css.converter.PaintConverter;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * One typeset formula, at 1.15 times the size of the text around it, in the CSS text colour ({@code -fx-text-fill}), sharp at
 * the screen's scale and standing on the baseline. It is typeset on a background thread and is empty until the first
 * picture is there; on a change of theme the old picture stays until the new one is ready. Narrower than its natural
 * width, it shrinks instead of being cut off.
 */
public final class TexView extends Region {

    /** Type size of mathematics relative to the text around it: the x-height of its face is smaller. */
    public static final double SIZE_RATIO = 1.15;

    private static final CssMetaData<TexView, Font> FONT = new FontCssMetaData<>("-fx-font", Font.getDefault()) {
        @Override
        public boolean isSettable(TexView view) {
            return !view.font.isBound();
        }

        @Override
        public StyleableProperty<Font> getStyleableProperty(TexView view) {
            return view.font;
        }
    };
    private static final CssMetaData<TexView, Paint> TEXT_FILL =
            new CssMetaData<>("-fx-text-fill", PaintConverter.getInstance(), Color.BLACK, false) {
                @Override
                public boolean isSettable(TexView view) {
                    return !view.textFill.isBound();
                }

                @Override
                public StyleableProperty<Paint> getStyleableProperty(TexView view) {
                    return view.textFill;
                }
            };
    private static final List<CssMetaData<? extends Styleable, ?>> CSS = cssMetaData();

    private final StyleableObjectProperty<Font> font =
            new SimpleStyleableObjectProperty<>(FONT, this, "font", Font.getDefault());
    private final StyleableObjectProperty<Paint> textFill =
            new SimpleStyleableObjectProperty<>(TEXT_FILL, this, "textFill", Color.BLACK);
    private final ImageView view = new ImageView();
    private final boolean display;
    private String tex;
    private TexRenderer.@Nullable Key wanted;
    private TexRenderer.@Nullable Key shown;
    private TexRenderer.@Nullable Picture picture;

    /**
     * A formula in text style.
     *
     * @param tex TeX without dollar signs
     * @param spoken the same in plain words or Unicode, for assistive technology
     */
    public TexView(String tex, String spoken) {
        this(tex, spoken, false);
    }

    /**
     * @param tex TeX without dollar signs
     * @param spoken the same in plain words or Unicode, for assistive technology
     * @param display whether sums and limits are set in display style
     */
    public TexView(String tex, String spoken, boolean display) {
        this.tex = tex;
        this.display = display;
        getStyleClass().add("tex");
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(spoken);
        setMouseTransparent(true);
        view.setManaged(false);
        getChildren().add(view);
        font.addListener(observable -> refresh());
        textFill.addListener(observable -> refresh());
        sceneProperty().flatMap(Scene::windowProperty).flatMap(Window::outputScaleXProperty)
                .addListener(observable -> refresh());
        refresh();
    }

    /** Shows another formula. */
    public void setTex(String tex, String spoken) {
        this.tex = tex;
        setAccessibleText(spoken);
        refresh();
    }

    /** The formula shown. */
    public String getTex() {
        return tex;
    }

    /** Colour of the formula, set by CSS. */
    public ObjectProperty<Paint> textFillProperty() {
        return textFill;
    }

    /** Whether the picture shown belongs to the present formula, size and colour. */
    public boolean isReady() {
        return picture != null && wanted == null;
    }

    private void refresh() {
        Scene scene = getScene();
        Window window = scene == null ? null : scene.getWindow();
        if (window == null || tex.isBlank()) {
            return;
        }
        TexRenderer.Key key = new TexRenderer.Key(
                tex, display, font.get().getSize() * SIZE_RATIO, window.getOutputScaleX(), argb(textFill.get()));
        if (key.equals(wanted == null ? shown : wanted)) {
            return;
        }
        wanted = key;
        TexRenderer.Picture known = TexRenderer.remembered(key);
        if (known != null) {
            show(key, known);
        } else {
            TexRenderer.typeset(key).thenAccept(drawn -> Platform.runLater(() -> show(key, drawn)));
        }
    }

    private void show(TexRenderer.Key key, TexRenderer.Picture drawn) {
        if (!key.equals(wanted)) {
            return;
        }
        wanted = null;
        shown = key;
        picture = drawn;
        view.setImage(drawn.image());
        requestLayout();
    }

    private static int argb(Paint paint) {
        Color colour = paint instanceof Color plain ? plain : Color.BLACK;
        return (int) Math.round(colour.getOpacity() * 255) << 24
                | (int) Math.round(colour.getRed() * 255) << 16
                | (int) Math.round(colour.getGreen() * 255) << 8
                | (int) Math.round(colour.getBlue() * 255);
    }

    @Override
    protected double computePrefWidth(double height) {
        return picture == null ? 0 : picture.width();
    }

    @Override
    protected double computePrefHeight(double width) {
        if (picture == null) {
            return 0;
        }
        return width >= 0 && width < picture.width() ? picture.height() * width / picture.width() : picture.height();
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0.6 * computePrefWidth(height);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computeMaxWidth(double height) {
        return computePrefWidth(height);
    }

    @Override
    protected double computeMaxHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    public double getBaselineOffset() {
        return picture == null ? 0 : picture.baseline() * shrink();
    }

    private double shrink() {
        return picture == null || getWidth() <= 0 ? 1 : Math.min(1, getWidth() / picture.width());
    }

    @Override
    protected void layoutChildren() {
        if (picture != null) {
            double shrink = shrink();
            view.setSmooth(shrink < 1);
            view.setFitWidth(picture.width() * shrink);
            view.setFitHeight(picture.height() * shrink);
            layoutInArea(view, 0, 0, getWidth(), getHeight(), 0, HPos.LEFT, VPos.TOP);
        }
    }

    private static List<CssMetaData<? extends Styleable, ?>> cssMetaData() {
        List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(Region.getClassCssMetaData());
        all.add(FONT);
        all.add(TEXT_FILL);
        return List.copyOf(all);
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return CSS;
    }
}
