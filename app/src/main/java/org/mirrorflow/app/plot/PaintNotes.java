package org.mirrorflow.app.plot;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/**
 * Hears, word by word, what a painting writes and where: for formats that set their own type. Given to the graphics as the
 * rendering hint {@link #KEY}; a painting without it notes nothing.
 */
public interface PaintNotes {

    /** The hint. */
    RenderingHints.Key KEY = new Key();

    /**
     * Words that were painted.
     *
     * @param markup the words, TeX between dollar signs
     * @param x where they begin
     * @param baseline on which they stand
     * @param width how long they are
     * @param size of the type
     * @param strong whether in the bolder face
     * @param ink their colour
     */
    record Words(String markup, double x, double baseline, double width, double size, boolean strong, Color ink) {}

    /** Words were painted. */
    void words(Words words);

    /** A sample of a legend was painted along this line. */
    default void sample(Chart.LegendEntry entry, Line2D along) {}

    /**
     * An enlarged part was painted.
     *
     * @param plot where its plot lies
     * @param covered what it covers, with its numbers
     */
    default void inset(PlotGeometry plot, Rectangle2D covered) {}

    /** The key of {@link #KEY}. */
    final class Key extends RenderingHints.Key {

        /** Any number that AWT itself does not use for another class of keys will do: keys are told apart by class too. */
        private static final int NUMBER = 7_291;

        private Key() {
            super(NUMBER);
        }

        @Override
        public boolean isCompatibleValue(Object value) {
            return value instanceof PaintNotes;
        }
    }
}
