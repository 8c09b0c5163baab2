package org.mirrorflow.app.figure;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The numbers of a figure alone, as comma-separated values, every sample of them. What it was made from stands before them in lines
 * that begin with {@code #}: {@code pandas.read_csv(file, comment="#")}.
 */
public final class CsvWriter implements FigureWriter {

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public String extension() {
        return "csv";
    }

    @Override
    public void write(Figure figure, OutputStream out) throws IOException {
        String text =
                figure.metadata().comments("#") + DataTable.of(figure.charts()).csv();
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
