package org.mirrorflow.app.lab;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.mirrorflow.app.chart.ChartKind;
import org.mirrorflow.app.chart.Charts;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.plot.ChartPainter;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.Run;

/**
 * The first chart of a program costs seconds: faces are read, TeX fonts built, classes loaded. This draws the first preset's
 * charts into nowhere while the window is still coming up, so that they are quick when it is there.
 */
final class WarmUp {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 240;
    private static final int STEPS = 40;

    private WarmUp() {}

    /** Begins in the background. */
    static void start() {
        Thread thread = new Thread(WarmUp::draw, "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void draw() {
        try {
            Experiment experiment = Experiment.of(Presets.all().getFirst().specification(), Path.of(""));
            Run run = Run.start(experiment);
            for (int i = 0; i < STEPS; i++) {
                run.advance();
            }
            RunView view = RunView.of(Role.RUN_A, "", experiment, run.history(), run.outcome(), 0);
            for (ChartKind kind : Charts.ALL.entries()) {
                // All plain charts are drawn by the same code.
                if (!kind.plain() && kind.applies(view)) {
                    paint(kind, view);
                }
            }
        } catch (ProblemException | RuntimeException e) {
            // Whatever is wrong shows when the charts are drawn in earnest, with somebody there to read it.
            System.getLogger(WarmUp.class.getName()).log(System.Logger.Level.DEBUG, "no warm-up", e);
        }
    }

    private static void paint(ChartKind kind, RunView view) {
        Graphics2D g = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB_PRE).createGraphics();
        try {
            ChartPainter.paint(
                    g,
                    new Rectangle2D.Double(0, 0, WIDTH, HEIGHT),
                    kind.draw(List.of(view), Clock.LOG_TIME),
                    Palette.LIGHT,
                    Metrics.screen(1));
        } finally {
            g.dispose();
        }
    }
}
