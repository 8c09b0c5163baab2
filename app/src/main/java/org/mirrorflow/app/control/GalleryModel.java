package org.mirrorflow.app.control;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Search, grouping and folding of a gallery, without a toolkit. All words of the search must occur in title, sentence, id,
 * group or keywords; see {@link SearchWords}. While something is searched for, no group is folded.
 *
 * @param <T> kind of item
 */
final class GalleryModel<T extends GalleryItem> {

    /** A row of the list. */
    sealed interface Row<T extends GalleryItem> {}

    /**
     * Head of a group.
     *
     * @param name the group
     * @param count its items that match
     * @param folded whether they are hidden
     */
    record Head<T extends GalleryItem>(String name, int count, boolean folded) implements Row<T> {}

    /** @param item an item */
    record Entry<T extends GalleryItem>(T item) implements Row<T> {}

    private final Set<String> folded = new HashSet<>();
    private List<T> items = List.of();
    private String grouping;
    private String search = "";

    GalleryModel(String grouping) {
        this.grouping = grouping;
    }

    void setItems(List<T> items) {
        this.items = List.copyOf(items);
    }

    void setGrouping(String grouping) {
        this.grouping = grouping;
    }

    void setSearch(String search) {
        this.search = search;
    }

    void setFolded(String group, boolean fold) {
        if (fold) {
            folded.add(group);
        } else {
            folded.remove(group);
        }
    }

    /** Folds every group but that of the item with this id. */
    void foldAllBut(String id) {
        items.forEach(item -> folded.add(item.group(grouping)));
        unfold(id);
    }

    /** Unfolds the group of the item with this id. */
    void unfold(String id) {
        items.stream().filter(item -> item.id().equals(id)).forEach(item -> folded.remove(item.group(grouping)));
    }

    int size() {
        return items.size();
    }

    /** The rows to show, groups and items in the order in which the items were given. */
    List<Row<T>> rows() {
        SearchWords words = new SearchWords(search);
        boolean searching = !search.isBlank();
        Map<String, List<T>> groups = new LinkedHashMap<>();
        for (T item : items) {
            if (matches(item, words)) {
                groups.computeIfAbsent(item.group(grouping), name -> new ArrayList<>())
                        .add(item);
            }
        }
        List<Row<T>> rows = new ArrayList<>();
        groups.forEach((name, members) -> {
            boolean fold = !searching && folded.contains(name);
            rows.add(new Head<>(name, members.size(), fold));
            if (!fold) {
                members.forEach(item -> rows.add(new Entry<>(item)));
            }
        });
        return rows;
    }

    private boolean matches(T item, SearchWords words) {
        return words.allIn(item.title() + " " + item.sentence() + " " + item.id() + " " + item.group(grouping) + " "
                + item.keywords());
    }
}
