package org.mirrorflow.app.figure;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * PGF/TikZ for {@code \input} in a paper, whose type it takes: axes of pgfplots that read their numbers from the CSV beside the file.
 * Plots, words and samples of legends stand where {@link FigurePage} has them; the numbers are thinned to print resolution, and lie in
 * the coordinates of the axes.
 */
public final class PgfWriter implements FigureWriter {

    @Override
    public String id() {
        return "pgf";
    }

    @Override
    public String extension() {
        return "tex";
    }

    @Override
    public void write(Figure figure, OutputStream out) throws IOException {
        write(figure, "figure", out);
    }

    @Override
    public void write(Figure figure, String name, OutputStream out) throws IOException {
        out.write(new PgfDrawing(figure).tex(name).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, byte[]> beside(Figure figure, String name) {
        String csv = new PgfDrawing(figure).csv();
        return Map.of(name + ".csv", csv.getBytes(StandardCharsets.UTF_8));
    }
}
