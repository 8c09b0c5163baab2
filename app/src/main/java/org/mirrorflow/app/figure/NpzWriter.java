package org.mirrorflow.app.figure;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mirrorflow.sim.data.NpyArray;
import org.mirrorflow.sim.data.Npz;

/**
 * The numbers of a figure alone, as arrays for {@code numpy.load}, each of its own length. What it was made from is the array
 * {@code mirrorflow_metadata}: {@code bytes(a.astype("uint8"))} is its JSON.
 */
public final class NpzWriter implements FigureWriter {

    @Override
    public String id() {
        return "npz";
    }

    @Override
    public String extension() {
        return "npz";
    }

    @Override
    public void write(Figure figure, OutputStream out) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        DataTable.of(figure.charts())
                .columns()
                .forEach((name, values) -> arrays.put(name.replace('.', '_'), NpyArray.vector(values)));
        arrays.put(FigureMetadata.ARRAY, NpyArray.vector(figure.metadata().numbers()));
        Npz.write(out, arrays, true);
    }
}
