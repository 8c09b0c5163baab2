package org.mirrorflow.app.claims;

import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.control.VerdictMark;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.CheckResult;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.ClaimResult;
import org.mirrorflow.sim.claim.Paper;

/** A row of the ledger: a paper, or a claim with what is known of it. */
final class LedgerCell extends ListCell<LedgerRow> {

    private static final double HEAD_EMS = 2.62;
    private static final double LINE_EMS = 2.154;

    private final ObservableValue<ClaimsState> state;
    private final InvalidationListener onState = observable -> refresh();
    private final Label id = new Label();
    private final Label name = new Label();
    private final Label number = new Label();
    private final Gauge gauge = new Gauge();
    private final Label bound = new Label();
    private final Label seeds = new Label();
    private final Label word = new Label();
    private final HBox verdict = new HBox();
    private final HBox frame = new HBox(verdict);
    private final ColumnLine line = new ColumnLine(id, name, number, gauge, bound, seeds, frame, LINE_EMS);
    private final Tooltip tooltip = new Tooltip();
    private final PaperLine head = new PaperLine(HEAD_EMS);
    private @Nullable Shown shown;

    /** What decides how a claim's row looks. */
    private record Shown(Claim claim, Optional<ClaimResult> result, boolean running) {}

    /** @param state what is known, listened to as long as the cell lives */
    LedgerCell(ObservableValue<ClaimsState> state) {
        this.state = state;
        state.addListener(new WeakInvalidationListener(onState));
        setMinWidth(0);
        setPrefWidth(0);
        id.getStyleClass().add("secondary");
        name.getStyleClass().add("item-title");
        bound.getStyleClass().add("secondary");
        seeds.getStyleClass().add("secondary");
        number.setAlignment(Pos.CENTER_RIGHT);
        seeds.setAlignment(Pos.CENTER_RIGHT);
        verdict.getStyleClass().add("ledger-verdict");
        verdict.setMaxHeight(Region.USE_PREF_SIZE);
        frame.setAlignment(Pos.CENTER_LEFT);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(420);
    }

    @Override
    protected void updateItem(@Nullable LedgerRow row, boolean empty) {
        super.updateItem(row, empty);
        setText(null);
        shown = null;
        setGraphic(
                switch (row) {
                    case null -> null;
                    case LedgerRow.Head _ -> head;
                    case LedgerRow.Entry _ -> line;
                });
        getStyleClass().remove("paper-cell");
        if (row instanceof LedgerRow.Head) {
            getStyleClass().add("paper-cell");
        }
        setTooltip(row == null ? null : tooltip);
        refresh();
    }

    private void refresh() {
        ClaimsState now = state.getValue();
        switch (getItem()) {
            case null -> setAccessibleText(null);
            case LedgerRow.Head(Paper paper, var listed) -> {
                head.show(paper, LedgerTexts.counts(listed, now));
                tooltip.setText(paper.reference());
                setAccessibleText(paper.shortName() + ": " + LedgerTexts.counts(listed, now));
            }
            case LedgerRow.Entry(Claim claim) -> {
                Shown wanted = new Shown(claim, now.result(claim), now.isRunning(claim));
                if (!wanted.equals(shown)) {
                    shown = wanted;
                    show(wanted);
                    setAccessibleText(LedgerTexts.line(claim, now));
                }
            }
        }
    }

    private void show(Shown what) {
        Claim claim = what.claim();
        Optional<CheckResult> headline = what.result().map(ClaimResult::headline);
        Check check = headline.map(CheckResult::check).orElseGet(() -> LedgerTexts.first(claim));
        double value = headline.map(CheckResult::decisive).orElse(Double.NaN);
        Standing standing = Standing.of(what.result());
        VerdictMark mark = what.running() ? VerdictMark.RUNNING : standing.mark();
        id.setText(claim.id());
        name.setText(claim.name());
        number.setText(what.result().isPresent() ? LedgerTexts.number(value) : "");
        gauge.show(check, value, standing.mark());
        bound.setText(LedgerTexts.bound(check));
        seeds.setText(what.result()
                .map(result -> Integer.toString(result.trials().size()))
                .orElse(""));
        word.setText(what.running() ? mark.word() : standing.word());
        word.getStyleClass().setAll("label");
        if (mark.strong()) {
            word.getStyleClass().add("strong");
        }
        verdict.getStyleClass().setAll("ledger-verdict", mark.styleClass());
        verdict.getChildren().setAll(mark.glyph(), word);
        tooltip.setText(claim.summary());
    }

    /** The name of a paper, with how its claims stand; the tolerance goes on below it. */
    private static final class PaperLine extends Region {

        private final Label paper = new Label();
        private final Label counts = new Label();
        private final HBox words = new HBox(10, paper, counts);
        private final Gauge gauge = new Gauge();
        private final double ems;

        PaperLine(double ems) {
            this.ems = ems;
            paper.getStyleClass().add("strong");
            counts.getStyleClass().add("secondary");
            paper.setMinWidth(USE_PREF_SIZE);
            words.setAlignment(Pos.BASELINE_LEFT);
            gauge.getStyleClass().add("line-only");
            getChildren().setAll(gauge, words);
            getStyleClass().add("paper-line");
        }

        void show(Paper now, String standing) {
            paper.setText(now.shortName());
            counts.setText(standing);
        }

        @Override
        protected double computePrefHeight(double width) {
            return Math.round(ems * paper.getFont().getSize());
        }

        @Override
        protected double computePrefWidth(double height) {
            return 0;
        }

        @Override
        protected void layoutChildren() {
            Columns columns = Columns.fit(getWidth(), paper.getFont().getSize());
            double x = columns.margin() + columns.id() + columns.name() + columns.number() + 3 * columns.gap();
            gauge.setVisible(columns.gauge() > 0);
            gauge.resizeRelocate(snapPositionX(x), 0, snapSizeX(columns.gauge()), getHeight());
            double height = words.prefHeight(-1);
            words.resizeRelocate(
                    snapPositionX(columns.margin()),
                    snapPositionY(getHeight() - height - 4),
                    Math.max(0, x - columns.margin() - columns.gap()),
                    height);
        }
    }
}
