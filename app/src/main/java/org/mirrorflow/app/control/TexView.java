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
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.plot.Tex;

/**
 * One typeset formula, at {@link Tex#SIZE_RATIO} times the size of the text around it, in the CSS text colour ({@code
 * -fx-text-fill}), sharp at any scale of the screen, standing on the baseline. It is typeset on a background thread and takes
 * no room until that is done. Narrower than its natural width it shrinks instead of being cut off, or goes where something
 * else needs the room more ({@link #setDispensable}); TeX that cannot be read is shown as its source.
 */
public final class TexView extends Region {

    private static final double SMALLEST_SHRINK = 0.6;
    private static final double SMALLEST_READABLE = 0.8;
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
    private final SVGPath ink = new SVGPath();
    private final Scale scale = new Scale();
    private final Text source = new Text();
    private String tex = "";
    private boolean dispensable;
    private @Nullable Formula formula;

    /**
     * @param tex TeX without dollar signs, set in text style
     * @param spoken the same in plain words or Unicode, for assistive technology
     */
    public TexView(String tex, String spoken) {
        getStyleClass().add("tex");
        setAccessibleRole(AccessibleRole.TEXT);
        setMouseTransparent(true);
        ink.setManaged(false);
        ink.getTransforms().add(scale);
        ink.fillProperty().bind(textFill);
        source.setManaged(false);
        source.setVisible(false);
        source.fillProperty().bind(textFill);
        source.fontProperty().bind(font);
        getChildren().setAll(ink, source);
        font.addListener(observable -> requestLayout());
        setTex(tex, spoken);
    }

    /** Shows another formula; the one before stays until this one is typeset. */
    public void setTex(String tex, String spoken) {
        setAccessibleText(spoken);
        if (tex.equals(this.tex)) {
            return;
        }
        this.tex = tex;
        Formula known = Formula.known(tex);
        if (known != null) {
            show(known);
        } else {
            Formula.typeset(
                    tex,
                    typeset -> Platform.runLater(() -> {
                        if (tex.equals(this.tex)) {
                            show(typeset);
                        }
                    }));
        }
    }

    /** Whether the formula goes altogether where it would have to be smaller than readable. */
    public void setDispensable(boolean dispensable) {
        this.dispensable = dispensable;
        requestLayout();
    }

    /** The formula asked for. */
    public String getTex() {
        return tex;
    }

    /** Colour of the formula, set by CSS. */
    public ObjectProperty<Paint> textFillProperty() {
        return textFill;
    }

    /** Whether anything is shown yet. */
    public boolean isReady() {
        return formula != null;
    }

    private void show(Formula typeset) {
        formula = typeset;
        ink.setContent(typeset.path());
        source.setText(typeset.readable() ? "" : tex);
        source.setVisible(!typeset.readable());
        requestLayout();
    }

    /** Pixels for one unit of the formula at its natural size. */
    private double unit() {
        return font.get().getSize() * Tex.SIZE_RATIO / Formula.SIZE;
    }

    private double naturalWidth() {
        if (formula == null) {
            return 0;
        }
        return formula.readable()
                ? Math.ceil(formula.width() * unit())
                : Math.ceil(source.getLayoutBounds().getWidth());
    }

    private double ascent() {
        if (formula == null) {
            return 0;
        }
        return Math.ceil(formula.readable() ? formula.ascent() * unit() : source.getBaselineOffset());
    }

    private double depth() {
        if (formula == null) {
            return 0;
        }
        return Math.ceil(
                formula.readable()
                        ? formula.depth() * unit()
                        : source.getLayoutBounds().getHeight() - source.getBaselineOffset());
    }

    private double shrink(double width) {
        double natural = naturalWidth();
        return width <= 0 || natural <= width ? 1 : width / natural;
    }

    @Override
    protected double computePrefWidth(double height) {
        return naturalWidth();
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.ceil(ascent() * shrink(width)) + Math.ceil(depth() * shrink(width));
    }

    @Override
    protected double computeMinWidth(double height) {
        return dispensable ? 0 : SMALLEST_SHRINK * naturalWidth();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computeMaxWidth(double height) {
        return naturalWidth();
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
        return Math.ceil(ascent() * shrink(getWidth()));
    }

    @Override
    protected void layoutChildren() {
        double shrink = shrink(getWidth());
        boolean shown = !dispensable || (getWidth() > 0 && shrink >= SMALLEST_READABLE);
        ink.setVisible(shown);
        source.setVisible(shown && formula != null && !formula.readable());
        scale.setX(unit() * shrink);
        scale.setY(unit() * shrink);
        ink.setLayoutX(0);
        ink.setLayoutY(getBaselineOffset());
        source.setLayoutX(0);
        source.setLayoutY(getBaselineOffset());
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
