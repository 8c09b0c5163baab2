package org.mirrorflow.app.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Differences;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.control.ResidualCard;
import org.mirrorflow.app.control.RunsStrip;
import org.mirrorflow.app.control.VerdictChip;
import org.mirrorflow.app.verdict.VerdictTexts;
import org.mirrorflow.sim.run.Verdict;

/**
 * What stands above the charts: what is shown, what the theory says of it and whether that holds; in front of a class, which
 * run is which; and a guided tour in the place of title and sentence.
 */
final class PageHead {

    private final Label title = new Label();
    private final Label sentence = new Label();
    private final FlowPane chips = new FlowPane(8, 6);
    private final List<VerdictChip> verdictChips = new ArrayList<>();
    private List<String> chipIds = List.of();
    /** Which run is which, for those who see no runs strip. */
    private final FlowPane key = new FlowPane(24, 4);

    private final VBox head = new VBox(4, title, sentence, chips, key);
    private final VBox tour = new VBox();
    private boolean presented;

    PageHead() {
        title.getStyleClass().add("page-title");
        sentence.getStyleClass().add("muted");
        sentence.setWrapText(true);
        for (Region each : List.of(title, sentence, chips, key, head)) {
            each.setMinHeight(Region.USE_PREF_SIZE);
        }
        VBox.setMargin(chips, new Insets(4, 0, 0, 0));
        head.setPadding(new Insets(12, 16, 10, 16));
        arrange();
    }

    /** From top to bottom. */
    List<Node> nodes() {
        return List.of(tour, head);
    }

    /** Shows what a tour says; null for title and sentence. */
    void showTour(@Nullable Node says) {
        tour.getChildren().setAll(says == null ? List.of() : List.of(says));
        arrange();
    }

    /** Whether a class sees the page. */
    void setPresented(boolean now) {
        presented = now;
        arrange();
    }

    /** Title and sentence unless a tour speaks; chips where one works, the key to the runs where many look. */
    private void arrange() {
        boolean touring = !tour.getChildren().isEmpty();
        show(title, !touring);
        show(sentence, !touring);
        show(chips, !presented);
        show(key, presented);
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    void show(LabState now, Comparison comparison) {
        title.setText(now.title());
        sentence.setText(
                comparison == Comparison.OVERLAY
                        ? now.sentence()
                        : difference(now).orElse(now.sentence()));
        now.live()
                .ifPresentOrElse(
                        live -> showVerdicts(now.verdicts(), live.view()),
                        () -> chips.getChildren().clear());
    }

    /** What tells the first two runs that are drawn from each other. */
    private static Optional<String> difference(LabState now) {
        List<RunView> drawn = now.drawn();
        if (drawn.size() < 2) {
            return Optional.empty();
        }
        RunView a = drawn.get(0);
        RunView b = drawn.get(1);
        return Optional.of(Differences.between(
                a.role().letter(),
                a.experiment().specification(),
                b.role().letter(),
                b.experiment().specification()));
    }

    private void showVerdicts(List<Verdict> verdicts, RunView live) {
        List<String> ids = verdicts.stream().map(Verdict::id).toList();
        if (!ids.equals(chipIds) || chips.getChildren().isEmpty()) {
            chipIds = ids;
            verdictChips.clear();
            verdicts.forEach(verdict -> verdictChips.add(new VerdictChip(VerdictTexts.chip(verdict, live))));
            chips.getChildren().setAll(verdictChips);
        }
        for (int i = 0; i < verdicts.size(); i++) {
            Verdict verdict = verdicts.get(i);
            verdictChips.get(i).update(VerdictTexts.chip(verdict, live));
            verdictChips.get(i).setCard(() -> new ResidualCard(VerdictTexts.card(verdict)));
        }
    }

    /** Says which run is which. */
    void setKey(List<RunsStrip.RunChip> runs) {
        key.getChildren()
                .setAll(runs.stream()
                        .filter(RunsStrip.RunChip::shown)
                        .map(PageHead::keyOf)
                        .toList());
    }

    private static Node keyOf(RunsStrip.RunChip run) {
        Region line = new Region();
        boolean hued = run.letter().compareTo("D") <= 0;
        line.getStyleClass().addAll("run-line", hued ? "run-" + run.letter().toLowerCase(Locale.ROOT) : "run-other");
        Label words = new Label(run.letter() + (run.difference().isEmpty() ? "" : "  " + run.difference()));
        HBox row = new HBox(8, line, words);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
