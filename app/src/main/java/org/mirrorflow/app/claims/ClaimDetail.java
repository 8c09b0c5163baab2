package org.mirrorflow.app.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.control.FormulaBlock;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.Panels;
import org.mirrorflow.app.control.SelectableNumber;
import org.mirrorflow.app.control.VerdictMark;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.CheckResult;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.ClaimResult;

/** Everything about one claim: what it says, what is predicted, and what each check measured. */
final class ClaimDetail extends VBox {

    /** More seeds than these are told by their extremes. */
    private static final int MOST_READINGS = 10;

    /** As many fit beside their caption in the narrowest panel. */
    private static final int READINGS_IN_A_ROW = 3;

    private final Label id = new Label();
    private final Label paper = new Label();
    private final HBox verdict = new HBox(6);
    private final Label title = new Label();
    private final VBox content = new VBox(14);
    private final ScrollPane scroll = new ScrollPane(content);
    private @Nullable Shown shown;

    /** What decides how the panel looks. */
    private record Shown(Claim claim, Optional<ClaimResult> result, Optional<String> foreign, boolean running) {}

    /** @param buttons what can be done with the claim, at the foot */
    ClaimDetail(List<Button> buttons) {
        getStyleClass().addAll("panel", "claim-detail");
        id.getStyleClass().add("tag");
        id.setMinWidth(Region.USE_PREF_SIZE);
        paper.getStyleClass().add("tag");
        title.getStyleClass().addAll("strong", "claim-title");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        verdict.setAlignment(Pos.CENTER_RIGHT);
        verdict.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(paper, Priority.SOMETIMES);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox tags = new HBox(6, id, paper, gap, verdict);
        tags.setAlignment(Pos.CENTER_LEFT);
        VBox head = new VBox(6, tags, title);
        head.setPadding(new Insets(12, 16, 10, 16));
        head.setMinHeight(Region.USE_PREF_SIZE);
        content.setPadding(new Insets(12, 16, 16, 16));
        content.getStyleClass().add("page");
        scroll.getStyleClass().add("page");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setAccessibleText("The claim and its checks");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        FlowPane foot = new FlowPane(6, 6);
        foot.getStyleClass().add("claim-buttons");
        foot.getChildren().addAll(buttons);
        foot.setPadding(new Insets(10, 10, 10, 10));
        foot.setMinHeight(Region.USE_PREF_SIZE);
        buttons.forEach(button -> button.setMinWidth(Region.USE_PREF_SIZE));
        getChildren().addAll(head, Panels.rule(), scroll, Panels.rule(), foot);
        setMinHeight(0);
    }

    /** Shows a claim as it stands now. */
    void show(Claim claim, ClaimsState state) {
        Shown wanted = new Shown(claim, state.result(claim), state.foreign(claim), state.isRunning(claim));
        if (wanted.equals(shown)) {
            return;
        }
        boolean other = shown == null || !shown.claim().equals(claim);
        shown = wanted;
        id.setText(claim.id());
        paper.setText(claim.paper().shortName());
        title.setText(claim.name());
        Standing standing = Standing.of(wanted.result());
        VerdictMark mark = wanted.running() ? VerdictMark.RUNNING : standing.mark();
        Label word = new Label(wanted.running() ? mark.word() : standing.word());
        word.setId("claim-verdict");
        if (mark.strong()) {
            word.getStyleClass().add("strong");
        }
        verdict.getStyleClass().setAll("ledger-verdict", mark.styleClass());
        verdict.getChildren().setAll(mark.glyph(), word);
        List<Node> parts = new ArrayList<>();
        parts.add(paragraph(claim.summary(), "statement"));
        if (!claim.formula().isEmpty()) {
            parts.add(new FormulaBlock(List.of(new FormulaBlock.Statement(claim.formula(), claim.name(), true))));
        }
        parts.add(new VBox(2, caption("Predicted"), paragraph(claim.prediction(), "prediction")));
        wanted.foreign().ifPresent(build -> {
            HBox row = new HBox(
                    8,
                    Icons.needsYou(),
                    paragraph(
                            "Found by another build (" + build + "); run it again to know what this one finds.",
                            "foreign"));
            row.getStyleClass().add("claim-reason");
            parts.add(row);
        });
        wanted.result().ifPresent(result -> result.reasons().forEach(reason -> parts.add(reason(standing, reason))));
        wanted.result()
                .map(result -> result.checks().stream().map(ClaimDetail::check))
                .orElseGet(() -> claim.checks().stream().map(ClaimDetail::unmeasured))
                .forEach(parts::add);
        parts.add(new VBox(2, caption("Source"), paragraph(claim.source(), "source")));
        wanted.result()
                .ifPresent(result -> parts.add(new VBox(
                        2,
                        caption("Run"),
                        paragraph(
                                LedgerTexts.seeds(result.trials().size()) + " in "
                                        + LedgerTexts.seconds(result.seconds()) + " of computing",
                                "seconds"))));
        content.getChildren().setAll(parts);
        if (other) {
            scroll.setVvalue(0);
        }
    }

    private static Node reason(Standing standing, String sentence) {
        Label text = paragraph(sentence, "reason");
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(8, standing.mark().glyph(), text);
        row.getStyleClass().add("claim-reason");
        return row;
    }

    private static Node check(CheckResult result) {
        Check check = result.check();
        GridPane numbers = numbers();
        boolean average = check.rule() == Check.Rule.ON_AVERAGE;
        SelectableNumber number = number(LedgerTexts.number(result.decisive()));
        number.getStyleClass().add("strong");
        number.setAccessibleText(check.id() + ": " + number.getText());
        number.setId("check-" + check.id());
        String which = result.readings().size() == 1 ? "" : average ? "mean" : "worst seed";
        row(numbers, "measured", number, secondary(which));
        row(numbers, "must be", number(LedgerTexts.bound(check)), secondary(average ? "on average" : "for every seed"));
        if (result.hasInterval()) {
            row(numbers, "mean, 95 %", number(LedgerTexts.interval(result)));
        }
        row(numbers, result.readings().size() == 1 ? "seed" : "seeds", readings(result));
        return block(check, LedgerTexts.mark(result.status()), LedgerTexts.word(result), result.decisive(), numbers);
    }

    private static Node unmeasured(Check check) {
        GridPane numbers = numbers();
        boolean average = check.rule() == Check.Rule.ON_AVERAGE;
        row(numbers, "must be", number(LedgerTexts.bound(check)), secondary(average ? "on average" : "for every seed"));
        return block(check, VerdictMark.NOT_RUN, Standing.NOT_RUN.word(), Double.NaN, numbers);
    }

    private static Node block(Check check, VerdictMark mark, String word, double value, Node numbers) {
        Label said = new Label(word);
        if (mark.strong()) {
            said.getStyleClass().add("strong");
        }
        said.setMinWidth(Region.USE_PREF_SIZE);
        Gauge gauge = new Gauge();
        gauge.show(check, value, mark);
        gauge.getStyleClass().add("alone");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label role = new Label(check.role() == Check.Role.CONTROL ? "control" : "prediction");
        role.getStyleClass().addAll("tag", "role");
        HBox head = new HBox(8, mark.glyph(), said, gap, gauge, role);
        head.setAlignment(Pos.CENTER_LEFT);
        String quantity = check.quantity().substring(0, 1).toUpperCase(Locale.ROOT)
                + check.quantity().substring(1);
        VBox block = new VBox(4, head, paragraph(quantity, "quantity"), numbers);
        block.getStyleClass().add("check-block");
        return block;
    }

    private static Node readings(CheckResult result) {
        VBox rows = new VBox(1);
        List<CheckResult.Reading> measured =
                result.readings().stream().filter(CheckResult.Reading::measured).toList();
        if (measured.size() > MOST_READINGS) {
            double[] sorted = measured.stream()
                    .mapToDouble(CheckResult.Reading::value)
                    .sorted()
                    .toArray();
            rows.getChildren()
                    .add(line(
                            number(LedgerTexts.number(sorted[0])),
                            secondary("to"),
                            number(LedgerTexts.number(sorted[sorted.length - 1])),
                            secondary("over " + LedgerTexts.seeds(sorted.length))));
        } else {
            for (int from = 0; from < measured.size(); from += READINGS_IN_A_ROW) {
                int to = Math.min(from + READINGS_IN_A_ROW, measured.size());
                rows.getChildren()
                        .add(line(measured.subList(from, to).stream()
                                .map(reading -> number(LedgerTexts.number(reading.value())))
                                .toArray(Node[]::new)));
            }
        }
        result.readings().stream()
                .filter(reading -> !reading.measured())
                .limit(MOST_READINGS)
                .forEach(reading ->
                        rows.getChildren().add(paragraph(reading.seed() + ": " + reading.reason(), "silent")));
        return rows;
    }

    private static HBox line(Node... parts) {
        HBox line = new HBox(8, parts);
        line.setAlignment(Pos.BASELINE_LEFT);
        return line;
    }

    private static GridPane numbers() {
        GridPane grid = new GridPane(10, 1);
        grid.getStyleClass().add("check-numbers");
        return grid;
    }

    private static void row(GridPane grid, String caption, Node... values) {
        Node content = values.length == 1 ? values[0] : line(values);
        Label label = caption(caption);
        label.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setValignment(label, VPos.TOP);
        GridPane.setHgrow(content, Priority.ALWAYS);
        grid.addRow(grid.getRowCount(), label, content);
    }

    private static SelectableNumber number(String text) {
        return new SelectableNumber(text);
    }

    private static Label secondary(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("secondary");
        return label;
    }

    private static Label caption(String text) {
        return secondary(text);
    }

    private static Label paragraph(String text, String id) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMinWidth(0);
        label.setId(id);
        return label;
    }
}
