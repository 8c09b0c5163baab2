package org.mirrorflow.app.lab;

import java.util.Comparator;
import java.util.List;
import org.mirrorflow.app.control.GalleryItem;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;

/** A preset in the gallery. */
record PresetItem(Preset preset) implements GalleryItem {

    static final String BY_PAPER = "By paper";
    static final String BY_OBJECT = "By object";

    /** Where presets stand that are about none of the eight papers. */
    private static final String FOUNDATIONS = "Foundations";

    /** All presets, foundations first, then paper by paper. */
    static List<PresetItem> all() {
        return Presets.all().stream()
                .sorted(Comparator.comparingInt(
                        preset -> Paper.of(preset).map(Paper::ordinal).orElse(-1)))
                .map(PresetItem::new)
                .toList();
    }

    @Override
    public String keywords() {
        return preset.paper() + " " + preset.object() + " " + preset.sentence();
    }

    @Override
    public String id() {
        return preset.id();
    }

    @Override
    public String title() {
        return preset.title();
    }

    @Override
    public String sentence() {
        return preset.note();
    }

    @Override
    public String group(String by) {
        return by.equals(BY_PAPER) ? Paper.of(preset).map(Paper::shortName).orElse(FOUNDATIONS) : preset.object();
    }
}
