package org.mirrorflow.app.compose;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.Preflight;

/**
 * What the page of figures shows. Immutable.
 *
 * @param composition the figure as it is wanted
 * @param figure the last one that could be drawn, not yet in the wanted state where something is still run
 * @param findings what was found when that figure was looked over
 * @param working what is being run; empty for nothing
 * @param problem what keeps the figure from being drawn; empty for nothing
 * @param canUndo whether there is an earlier state
 * @param canRedo whether there is a later one
 */
record ComposeState(
        Composition composition,
        Optional<Figure> figure,
        List<Preflight.Finding> findings,
        String working,
        String problem,
        boolean canUndo,
        boolean canRedo) {

    static final ComposeState EMPTY =
            new ComposeState(Composition.EMPTY, Optional.empty(), List.of(), "", "", false, false);
}
