package org.mirrorflow.app.chart;

import java.util.List;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.FigureMetadata;
import org.mirrorflow.app.figure.FigureSpec;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.run.Version;
import org.mirrorflow.sim.sweep.SweepResult;

/** A figure of a sweep: what the window exports and what {@code lab plot} draws. */
public final class SweepFigure {

    /** Width over height; a map needs more height than a curve. */
    private static final double RATIO = 1.35;

    private SweepFigure() {}

    /**
     * The size of such a figure.
     *
     * @throws org.mirrorflow.app.figure.FigureException when venue or column do not exist
     */
    public static FigureSpec spec(String venue, String column, String format) {
        FigureSpec spec = FigureSpec.of(venue, column, format);
        return spec.withHeightPt(spec.widthPt() / RATIO);
    }

    /** The figure; it carries the experiment that was varied, which opens in the lab. */
    public static Figure of(SweepResult result, FigureSpec spec) {
        return new Figure(
                List.of(SweepChart.of(result)),
                spec,
                new FigureMetadata(
                        SpecificationCodec.write(result.sweep().base()).strip(),
                        result.sweep().base().seed(),
                        Version.CURRENT));
    }
}
