package org.mirrorflow.app.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mirrorflow.app.plot.ChartPainter;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.Run;

/** The picture of a long record is that of its outline. */
class OutlineTest {

    private static final int ROWS = 120_000;

    private static BufferedImage picture(ChartKind kind, RunView view, Clock clock) {
        BufferedImage image = new BufferedImage(640, 320, BufferedImage.TYPE_INT_ARGB_PRE);
        ChartPainter.paint(image, 1, kind.draw(List.of(view), clock), Palette.LIGHT, Metrics.screen(1));
        return image;
    }

    @Test
    void chartsOfALongTremblingRunLookTheSame() throws ProblemException {
        Specification specification = Presets.get("steps-or-flow")
                .specification()
                .with("problem.sparsity", 1)
                .with("problem.samples", 4)
                .with("problem.features", 6)
                .with("dynamics.kind", "label-noise-descent")
                .with("record.capacity", 2 * ROWS);
        Experiment experiment = Experiment.of(specification, Path.of(""));
        Run run = Run.start(experiment);
        while (run.rows() < ROWS) {
            assertTrue(run.advance());
        }
        RunView whole = RunView.of(Role.RUN_A, "", experiment, run.history(), run.outcome(), ROWS / 3);
        RunView outline = whole.outline(0, 0);
        assertTrue(outline.history().size() < ROWS / 2, outline.history().size() + " rows");
        assertEquals(whole.clocks(), outline.clocks());
        assertEquals(whole.curves("loss").count(), outline.curves("loss").count());
        for (String id : List.of("loss", "coordinates", "l1-norm")) {
            for (Clock clock : List.of(Clock.LOG_TIME, Clock.TIME)) {
                BufferedImage all = picture(Charts.get(id), whole, clock);
                BufferedImage few = picture(Charts.get(id), outline, clock);
                int inked = 0;
                int other = 0;
                for (int y = 0; y < all.getHeight(); y++) {
                    for (int x = 0; x < all.getWidth(); x++) {
                        inked += all.getRGB(x, y) == Palette.LIGHT.plot().getRGB() ? 0 : 1;
                        int a = all.getRGB(x, y) >> 8 & 255;
                        int b = few.getRGB(x, y) >> 8 & 255;
                        other += Math.abs(a - b) > 48 ? 1 : 0;
                    }
                }
                assertTrue(other <= 0.002 * inked, id + ": " + other + " of " + inked + " pixels are another colour");
            }
        }
    }
}
