package org.mirrorflow.app.chart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.FigureMetadata;
import org.mirrorflow.app.figure.FigureSpec;
import org.mirrorflow.sim.sweep.SweepCodec;
import org.mirrorflow.sim.sweep.SweepFolder;
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

    /** The figure; it carries the sweep, which opens on its page. */
    public static Figure of(SweepResult result, FigureSpec spec) {
        return new Figure(List.of(SweepChart.of(result)), spec, metadata(result));
    }

    /** Where a figure of this sweep comes from. */
    public static FigureMetadata metadata(SweepResult result) {
        return FigureMetadata.now(
                SweepCodec.write(result.sweep()).strip(), result.sweep().base().seed(), digest(result));
    }

    /** SHA-256 of the table of its cells: a sweep is drawn from these numbers, not from data. */
    private static String digest(SweepResult result) {
        try {
            byte[] table = SweepFolder.table(result).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(table));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
