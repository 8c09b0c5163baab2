package org.mirrorflow.app.control;

/** Something that can stand in a {@link GalleryList}. */
public interface GalleryItem {

    /** Stable id. */
    String id();

    /** One line, with Unicode mathematics. */
    String title();

    /** What one sees, in a few words. */
    String sentence();

    /** More words by which it is found, not shown. */
    default String keywords() {
        return "";
    }

    /**
     * Name of the group this item belongs to under a grouping.
     *
     * @param by one of the groupings the list was made with, e.g. {@code By paper}
     */
    String group(String by);
}
