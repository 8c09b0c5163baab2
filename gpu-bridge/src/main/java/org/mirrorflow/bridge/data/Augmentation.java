package org.mirrorflow.bridge.data;

/** How training images are varied. */
public enum Augmentation {
    /** Not at all. */
    NONE("none"),
    /** Shifted by up to an eighth of the height and width; black comes in. */
    SHIFT("shift"),
    /** Shifted so, and mirrored left to right every other time. */
    SHIFT_FLIP("shift-flip");

    private final String id;

    Augmentation(String id) {
        this.id = id;
    }

    /** Stable id in files. */
    public String id() {
        return id;
    }

    /** The augmentation with that id. */
    public static Augmentation of(String id) {
        for (Augmentation each : values()) {
            if (each.id.equals(id)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no augmentation is called \"" + id + "\"");
    }
}
