/**
 * The chart: an immutable model and one drawing code for screen and paper, free of any window toolkit.
 *
 * <p>A {@link org.mirrorflow.app.plot.Chart} says what is shown; {@link org.mirrorflow.app.plot.ChartPainter} draws it with
 * JFreeChart onto any {@code Graphics2D}. The rules are three: hue is a run, ink is mathematics, and a dashed line is
 * always the theorem.
 */
@NullMarked
package org.mirrorflow.app.plot;

import org.jspecify.annotations.NullMarked;
