package org.mirrorflow.app.lab;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which charts are shown and where, as it can be brought back.
 *
 * @param dock where they lie, where a person has said so; null where they arrange themselves
 * @param charts what they show, in the order of the dock
 */
record Arrangement(@Nullable Dock dock, List<SavedSession.Pane> charts) {

    Arrangement {
        charts = List.copyOf(charts);
        if (dock != null && dock.charts().size() != charts.size()) {
            throw new IllegalArgumentException(
                    "a dock of " + dock.charts().size() + " charts cannot show " + charts.size());
        }
    }
}
