package org.mirrorflow.app.plot;

import java.util.ArrayList;
import java.util.List;

/** A proportional axis with a word at 1, 2, …; words without room are left out evenly. */
final class WordAxis extends PlotAxis {

    private static final long serialVersionUID = 1L;

    private final transient List<String> all;

    WordAxis(String name, Axis.Range range, Scale.Words scale, Metrics metrics, Palette palette) {
        super(name, range, metrics, palette);
        this.all = scale.words();
    }

    @Override
    double forward(double value) {
        return value;
    }

    @Override
    double inverse(double uniform) {
        return uniform;
    }

    @Override
    List<Tick> ticksFor(double length, boolean horizontal) {
        List<RichText> labels = all.stream().map(this::words).toList();
        double widest = labels.stream().mapToDouble(RichText::width).max().orElse(0);
        double apart = length / (getRange().getUpperBound() - getRange().getLowerBound());
        int every = Math.max(1, (int) Math.ceil(pitch(widest, horizontal, 1.5) / apart));
        List<Tick> ticks = new ArrayList<>();
        for (int k = 0; k < all.size(); k++) {
            ticks.add(Tick.major(k + 1.0, k % every == 0 ? labels.get(k) : null));
        }
        return ticks;
    }
}
