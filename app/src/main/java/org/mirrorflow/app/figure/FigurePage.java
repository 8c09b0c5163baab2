package org.mirrorflow.app.figure;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.mirrorflow.app.plot.ChartPainter;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.Palette;

/** Paints a figure in points; every writer uses it, so that all formats look alike. */
final class FigurePage {

    private FigurePage() {}

    static void paint(Graphics2D g, Figure figure) {
        FigureSpec spec = figure.spec();
        Metrics metrics = Metrics.paper(spec.face(), spec.labelPt(), spec.tickPt());
        double width = spec.widthPt() / figure.columns();
        double height = spec.heightPt() / figure.rows();
        for (int i = 0; i < figure.charts().size(); i++) {
            Rectangle2D panel =
                    new Rectangle2D.Double(i % figure.columns() * width, i / figure.columns() * height, width, height);
            boolean lettered = figure.charts().size() > 1;
            String letter = lettered ? String.valueOf((char) ('a' + i)) : null;
            ChartPainter.paint(g, panel, figure.charts().get(i), Palette.LIGHT, metrics.withPanelLetter(letter));
        }
    }
}
