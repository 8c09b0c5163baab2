package org.mirrorflow.app.claims;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.Paper;

/** Left of the ledger: what to look for, of which paper, standing how. Down and Enter go from the search into the ledger. */
final class FilterPanel extends VBox {

    private final TextField search = new TextField();
    private final ToggleGroup papers = new ToggleGroup();
    private final Map<Optional<Paper>, PaperChoice> choices = new LinkedHashMap<>();
    private final Map<Standing, StandingChoice> standings = new EnumMap<>(Standing.class);
    private final Consumer<LedgerFilter> onFilter;

    /** All claims, those of one paper. */
    private record PaperChoice(ToggleButton button, Label count, StandingBar bar) {}

    /** Those that stand so. */
    private record StandingChoice(ToggleButton button, Label count) {}

    /**
     * @param onFilter hears every change
     * @param onEnter goes into the ledger
     * @param table the button that writes the table
     */
    FilterPanel(Consumer<LedgerFilter> onFilter, Runnable onEnter, Button table) {
        this.onFilter = onFilter;
        getStyleClass().addAll("panel", "filter-panel");
        search.setId("claims-search");
        search.textProperty().addListener((observable, before, now) -> changed());
        search.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
                search.clear();
                event.consume();
            } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
                onEnter.run();
                event.consume();
            }
        });
        HBox.setHgrow(search, Priority.ALWAYS);
        HBox box = new HBox(Icons.feather("search"), search);
        box.getStyleClass().add("search");
        VBox.setMargin(box, new Insets(10, 12, 8, 12));
        VBox rows = new VBox();
        rows.getStyleClass().add("panel");
        rows.getChildren().add(paper(Optional.empty()));
        rows.getChildren().add(rule());
        for (Paper paper : Paper.values()) {
            rows.getChildren().add(paper(Optional.of(paper)));
        }
        rows.getChildren().add(rule());
        Label heading = new Label("Show");
        heading.getStyleClass().add("strong");
        VBox.setMargin(heading, new Insets(8, 14, 4, 14));
        rows.getChildren().add(heading);
        for (Standing standing : Standing.values()) {
            rows.getChildren().add(standing(standing));
        }
        papers.selectToggle(papers.getToggles().getFirst());
        papers.selectedToggleProperty().addListener((observable, before, now) -> {
            if (now == null) {
                papers.selectToggle(before);
            } else {
                changed();
            }
        });
        ScrollPane scroll = new ScrollPane(rows);
        scroll.getStyleClass().add("panel");
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Label note = new Label("Verdicts are computed by every run and never stored as text. Controls, which must fail,"
                + " run beside each claim.");
        note.getStyleClass().add("secondary");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setMargin(note, new Insets(12, 14, 12, 14));
        rows.getChildren().addAll(rule(), note);
        HBox foot = new HBox(8, table);
        foot.setPadding(new Insets(10, 14, 10, 14));
        HBox.setHgrow(table, Priority.ALWAYS);
        table.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(box, scroll, rule(), foot);
    }

    private ToggleButton paper(Optional<Paper> paper) {
        String title = paper.map(Paper::shortName).orElse("All papers");
        Label name = new Label(title);
        name.getStyleClass().add("item-title");
        Label count = new Label();
        StandingBar bar = new StandingBar();
        VBox content = new VBox(3, row(name, count), bar);
        ToggleButton button = button(content);
        button.setToggleGroup(papers);
        paper.ifPresent(known -> button.setTooltip(new Tooltip(
                known.number() + ": " + (known.title().isEmpty() ? "" : known.title() + ". ") + known.reference())));
        choices.put(paper, new PaperChoice(button, count, bar));
        return button;
    }

    private ToggleButton standing(Standing standing) {
        Label word = new Label(standing.word());
        Label count = new Label();
        HBox row = row(word, count);
        row.getChildren().addFirst(standing.mark().glyph());
        ToggleButton button = button(row);
        button.setId("show-" + standing.name());
        button.selectedProperty().addListener((observable, before, now) -> changed());
        standings.put(standing, new StandingChoice(button, count));
        return button;
    }

    private static HBox row(Label name, Label count) {
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        count.setMinWidth(Region.USE_PREF_SIZE);
        count.getStyleClass().add("secondary");
        HBox row = new HBox(8, name, count);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static ToggleButton button(Region content) {
        ToggleButton button = new ToggleButton();
        button.getStyleClass().setAll("filter-row");
        button.setGraphic(content);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setMinWidth(0);
        button.setPrefWidth(0);
        button.setMaxWidth(Double.MAX_VALUE);
        content.setMinWidth(0);
        content.prefWidthProperty().bind(button.widthProperty().subtract(28));
        return button;
    }

    private static Node rule() {
        Region rule = new Region();
        rule.getStyleClass().add("rule");
        return rule;
    }

    private void changed() {
        onFilter.accept(filter());
    }

    /** What is asked for now. */
    LedgerFilter filter() {
        Set<Standing> shown = EnumSet.noneOf(Standing.class);
        standings.forEach((standing, choice) -> {
            if (choice.button().isSelected()) {
                shown.add(standing);
            }
        });
        Optional<Paper> paper = choices.entrySet().stream()
                .filter(choice -> choice.getValue().button().isSelected())
                .findFirst()
                .flatMap(Map.Entry::getKey);
        return new LedgerFilter(search.getText(), paper, shown);
    }

    /** Shows how many claims each choice has. */
    void show(ClaimsState state) {
        search.setPromptText("Search " + LedgerTexts.claims(state.claims().size()));
        search.setAccessibleText(search.getPromptText());
        choices.forEach((paper, choice) -> {
            List<Claim> own = new ArrayList<>(state.claims());
            paper.ifPresent(only -> own.removeIf(claim -> claim.paper() != only));
            choice.count().setText(Integer.toString(own.size()));
            choice.bar().show(own, state);
            choice.button()
                    .setAccessibleText(paper.map(Paper::shortName).orElse("All papers") + ", "
                            + LedgerTexts.claims(own.size()) + ": " + LedgerTexts.counts(own, state));
        });
        standings.forEach((standing, choice) -> {
            long count = state.claims().stream()
                    .filter(claim -> state.standing(claim) == standing)
                    .count();
            choice.count().setText(Long.toString(count));
            ToggleButton button = choice.button();
            button.setAccessibleText("Only " + standing.word() + ", " + count);
            button.setVisible(standing.usual() || count > 0 || button.isSelected());
            button.setManaged(button.isVisible());
        });
    }
}
