package org.mirrorflow.app.lab;

import org.mirrorflow.app.control.GalleryItem;
import org.mirrorflow.sim.experiment.Preset;

/** A preset in the gallery. */
record PresetItem(Preset preset) implements GalleryItem {

    static final String BY_PAPER = "By paper";
    static final String BY_OBJECT = "By object";

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
        return by.equals(BY_PAPER) ? preset.paper() : preset.object();
    }
}
