package org.mirrorflow.app.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import org.apache.batik.ext.awt.g2d.AbstractGraphics2D;
import org.apache.batik.ext.awt.g2d.GraphicContext;
import org.jspecify.annotations.Nullable;

/** Collects everything painted onto it as one path, text included; images are ignored, for a formula has none. */
final class OutlineCollector extends AbstractGraphics2D {

    private final Path2D.Double path;

    OutlineCollector() {
        super(true);
        gc = new GraphicContext();
        path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    }

    private OutlineCollector(OutlineCollector parent) {
        super(parent);
        path = parent.path;
    }

    /** What was painted so far. */
    Path2D collected() {
        return path;
    }

    @Override
    public Graphics create() {
        return new OutlineCollector(this);
    }

    @Override
    public void fill(Shape shape) {
        path.append(shape.getPathIterator(getTransform()), false);
    }

    @Override
    public void draw(Shape shape) {
        fill(getStroke().createStrokedShape(shape));
    }

    @Override
    public void drawString(String text, float x, float y) {
        fill(getFont().createGlyphVector(getFontRenderContext(), text).getOutline(x, y));
    }

    @Override
    public void drawString(AttributedCharacterIterator text, float x, float y) {
        new TextLayout(text, getFontRenderContext()).draw(this, x, y);
    }

    @Override
    public FontRenderContext getFontRenderContext() {
        return RichText.FRC;
    }

    @Override
    public GraphicsConfiguration getDeviceConfiguration() {
        return new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB)
                .createGraphics()
                .getDeviceConfiguration();
    }

    @Override
    public FontMetrics getFontMetrics(Font font) {
        return new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB)
                .createGraphics()
                .getFontMetrics(font);
    }

    @Override
    public void drawRenderableImage(RenderableImage image, AffineTransform transform) {}

    @Override
    public void drawRenderedImage(RenderedImage image, AffineTransform transform) {}

    @Override
    public boolean drawImage(Image image, int x, int y, @Nullable ImageObserver observer) {
        return true;
    }

    @Override
    public boolean drawImage(Image image, int x, int y, int width, int height, @Nullable ImageObserver observer) {
        return true;
    }

    @Override
    public void setXORMode(Color colour) {}

    @Override
    public void copyArea(int x, int y, int width, int height, int dx, int dy) {}

    @Override
    public void dispose() {}
}
