package org.mirrorflow.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GalleryModelTest {

    private record Item(String id, String title, String sentence, String paper, String object) implements GalleryItem {
        @Override
        public String group(String by) {
            return by.equals("By paper") ? paper : object;
        }
    }

    private final GalleryModel<Item> model = new GalleryModel<>("By paper");

    @BeforeEach
    void fill() {
        model.setItems(List.of(
                new Item(
                        "scale",
                        "From \u2113\u2082 to \u2113\u2081 by scale",
                        "Small \u03b1, sparse limit",
                        "Mask",
                        "Regression"),
                new Item("dose", "The dose decides", "Four schedules", "Mask", "Regression"),
                new Item("horizon", "Horizon picks the margin", "Four maps", "Flow", "Classification"),
                new Item("decay", "Decay, then off", "Plateau", "Mirror", "Regression")));
    }

    private List<String> shown() {
        return model.rows().stream()
                .map(row -> switch (row) {
                    case GalleryModel.Head<Item> head ->
                        "# " + head.name() + " " + head.count() + (head.folded() ? " folded" : "");
                    case GalleryModel.Entry<Item>(Item item) -> item.id();
                })
                .toList();
    }

    @Test
    void groupsInTheOrderGiven() {
        assertEquals(List.of("# Mask 2", "scale", "dose", "# Flow 1", "horizon", "# Mirror 1", "decay"), shown());
    }

    @Test
    void groupsOtherwise() {
        model.setGrouping("By object");

        assertEquals(List.of("# Regression 3", "scale", "dose", "decay", "# Classification 1", "horizon"), shown());
    }

    @Test
    void everyWordMustOccurSomewhere() {
        model.setSearch("four MASK");

        assertEquals(List.of("# Mask 1", "dose"), shown());
    }

    @Test
    void unicodeMathematicsIsFoundByPlainLetters() {
        model.setSearch("l1");

        assertEquals(List.of("# Mask 1", "scale"), shown());
    }

    @Test
    void nothingMatchesNothing() {
        model.setSearch("quantum");

        assertEquals(List.of(), shown());
    }

    @Test
    void foldedGroupsKeepTheirHeadAndOpenForASearch() {
        model.setFolded("Mask", true);
        assertEquals(List.of("# Mask 2 folded", "# Flow 1", "horizon", "# Mirror 1", "decay"), shown());

        model.setSearch("dose");
        assertEquals(List.of("# Mask 1", "dose"), shown());
    }
}
