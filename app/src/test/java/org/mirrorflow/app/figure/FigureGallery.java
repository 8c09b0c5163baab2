package org.mirrorflow.app.figure;

import java.nio.file.Path;
import java.util.List;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.SampleCharts;

/** Writes sample figures into a folder, for looking at; run by hand. */
final class FigureGallery {

    private FigureGallery() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        FigureMetadata metadata = new FigureMetadata("{\"α\":0.01}", 11, "0.1.0");
        for (String format : new String[] {"pdf", "svg", "png"}) {
            FigureSpec icml = FigureSpec.of("icml", "column", format);
            save(new Figure(List.of(SampleCharts.loss()), icml, metadata), folder, "icml-one");
            save(
                    new Figure(List.of(SampleCharts.coordinates(), SampleCharts.loss()), icml.withHeightPt(140.4), metadata),
                    folder,
                    "icml-two");
            FigureSpec neurips = FigureSpec.of("neurips", "page", format);
            save(new Figure(SampleCharts.four(), neurips.withHeightPt(300), metadata), folder, "neurips-four");
            save(
                    new Figure(List.of(SampleCharts.grammar()), neurips.withFace(Metrics.Face.SANS), metadata),
                    folder,
                    "neurips-sans");
        }
    }

    private static void save(Figure figure, Path folder, String name) {
        FigureWriter writer = FigureWriter.of(figure.spec().format());
        FigureWriter.save(figure, folder.resolve(name + "." + writer.extension()));
    }
}
