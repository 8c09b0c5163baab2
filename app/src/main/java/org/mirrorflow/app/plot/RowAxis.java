package org.mirrorflow.app.plot;

import java.util.List;

/** A proportional axis over whole numbers with the smallest on top: the rows of a matrix. */
final class RowAxis extends PlotAxis {

    private static final long serialVersionUID = 1L;

    RowAxis(String name, Axis.Range range, Metrics metrics, Palette palette) {
        super(name, range, metrics, palette);
    }

    @Override
    double forward(double value) {
        return -value;
    }

    @Override
    double inverse(double uniform) {
        return -uniform;
    }

    @Override
    List<Tick> ticksFor(double length, boolean horizontal) {
        // Labels are laid out from the bottom upwards.
        return LinearAxis.niceTicks(this, getRange().getLowerBound(), getRange().getUpperBound(), length, horizontal)
                .stream()
                .filter(tick -> tick.value() == Math.rint(tick.value()))
                .toList()
                .reversed();
    }
}
