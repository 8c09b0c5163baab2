package org.mirrorflow.sim.experiment;

import java.util.List;
import java.util.Map;

/**
 * An experiment worth opening: a specification, what to watch in it, and the runs to hold beside it.
 *
 * @param id stable id
 * @param title in a few words
 * @param note what one sees, in four words or so
 * @param sentence what it shows, in one sentence
 * @param paper the paper whose claim it is
 * @param object the mathematical object it is about
 * @param formulas the setting as TeX, one line each
 * @param predictions what is predicted in it, as TeX, one line each
 * @param specification the run that opens
 * @param companions runs beside it, each the specification with a few changes
 * @param charts ids of the charts to show
 */
public record Preset(
        String id,
        String title,
        String note,
        String sentence,
        String paper,
        String object,
        List<String> formulas,
        List<String> predictions,
        Specification specification,
        List<Companion> companions,
        List<String> charts) {

    public Preset {
        formulas = List.copyOf(formulas);
        predictions = List.copyOf(predictions);
        companions = List.copyOf(companions);
        charts = List.copyOf(charts);
    }

    /**
     * A run beside the preset's own.
     *
     * @param name what differs, in a few words
     * @param changes new values by dotted path, in order
     * @param twin whether it should follow the same trajectory
     */
    public record Companion(String name, Map<String, Object> changes, boolean twin) {

        /** The companion's own specification. */
        public Specification of(Specification base) {
            Specification changed = base;
            for (Map.Entry<String, Object> change : changes.entrySet()) {
                changed = changed.with(change.getKey(), change.getValue());
            }
            return changed.with("title", base.title() + ", " + name);
        }
    }
}
