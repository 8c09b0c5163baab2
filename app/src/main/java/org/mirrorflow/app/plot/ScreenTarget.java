package org.mirrorflow.app.plot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of a picture of the screen, known to what paints on it as the rendering hint {@link #KEY}: long lines are put there
 * by {@link LineRaster}. Graphics without it, such as those of figures, draw every line themselves.
 *
 * @param pixels premultiplied ARGB, row by row
 * @param width pixels in a row
 * @param height rows
 */
record ScreenTarget(int[] pixels, int width, int height) {

    /** The hint. */
    static final RenderingHints.Key KEY = new Key();

    /** The pixels of an image; null where they lie otherwise. */
    static @Nullable ScreenTarget of(BufferedImage image) {
        return image.getType() == BufferedImage.TYPE_INT_ARGB_PRE
                        && image.getRaster().getDataBuffer() instanceof DataBufferInt buffer
                ? new ScreenTarget(buffer.getData(), image.getWidth(), image.getHeight())
                : null;
    }

    /** Where graphics paint; null where it is no picture of the screen, or is turned, or cut by anything but a rectangle. */
    static @Nullable Placed under(Graphics2D g) {
        AffineTransform transform = g.getTransform();
        if (!(g.getRenderingHint(KEY) instanceof ScreenTarget target)
                || transform.getShearX() != 0
                || transform.getShearY() != 0
                || transform.getScaleX() != transform.getScaleY()) {
            return null;
        }
        double scale = transform.getScaleX();
        double left = transform.getTranslateX();
        double top = transform.getTranslateY();
        Shape clip = g.getClip();
        if (clip == null) {
            return new Placed(target, scale, left, top, 0, 0, target.width, target.height);
        }
        if (!(clip instanceof Rectangle2D box)) {
            return null;
        }
        // Pixels whose middle lies within, as Java2D cuts.
        return new Placed(
                target,
                scale,
                left,
                top,
                Math.clamp((long) Math.ceil(box.getMinX() * scale + left - 0.5), 0, target.width),
                Math.clamp((long) Math.ceil(box.getMinY() * scale + top - 0.5), 0, target.height),
                Math.clamp((long) Math.ceil(box.getMaxX() * scale + left - 0.5), 0, target.width),
                Math.clamp((long) Math.ceil(box.getMaxY() * scale + top - 0.5), 0, target.height));
    }

    /**
     * The pixels with the place of the painting on them.
     *
     * @param target the pixels
     * @param scale pixels in a unit of the painting
     * @param left pixel of the painting's origin
     * @param top pixel of the painting's origin
     * @param fromX first column that may be painted
     * @param fromY first row that may be painted
     * @param toX the column after the last
     * @param toY the row after the last
     */
    record Placed(ScreenTarget target, double scale, double left, double top, int fromX, int fromY, int toX, int toY) {}

    /** The key of {@link #KEY}. */
    private static final class Key extends RenderingHints.Key {

        private static final int NUMBER = 7_292;

        Key() {
            super(NUMBER);
        }

        @Override
        public boolean isCompatibleValue(Object value) {
            return value instanceof ScreenTarget;
        }
    }
}
