package org.mirrorflow.app.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorflow.app.lab.Bench;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.ClaimResult;
import org.mirrorflow.sim.claim.Ledger;
import org.mirrorflow.sim.claim.LedgerWriter;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.experiment.Presets;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The ledger in the real window, worked by its keys, on claims whose outcome is known. */
@ExtendWith(ApplicationExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class ClaimsPageTest {

    private final Bench bench = new Bench();

    @Start
    void open(Stage stage) {
        bench.mount(stage);
    }

    @BeforeEach
    void showTheLedger() {
        bench.showPage(ClaimsPage.ID);
        bench.awaitFx("the ledger", () -> !state().claims().isEmpty());
        bench.act(() -> {
            search().clear();
            toggles().forEach(toggle -> toggle.setSelected(false));
            everyPaper().setSelected(true);
        });
    }

    @AfterEach
    void listen() {
        bench.dismount();
        bench.expectNoComplaint();
    }

    private ClaimsState state() {
        return bench.claims().state();
    }

    private TextField search() {
        return (TextField) bench.scene().lookup("#claims-search");
    }

    private ToggleButton everyPaper() {
        return (ToggleButton) bench.scene().lookup(".filter-row");
    }

    private List<ToggleButton> toggles() {
        return bench.scene().getRoot().lookupAll(".filter-row").stream()
                .map(ToggleButton.class::cast)
                .filter(toggle -> toggle.getToggleGroup() == null)
                .toList();
    }

    private List<String> listed() {
        return bench.fx(() -> bench.claims().table().rows().stream()
                .filter(LedgerRow.Entry.class::isInstance)
                .map(row -> ((LedgerRow.Entry) row).claim().id())
                .toList());
    }

    private static Claim claim(String id) {
        return Ledger.claims().stream()
                .filter(claim -> claim.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Finds a claim and runs it, all by keys. */
    private ClaimResult run(String id) {
        bench.act(() -> search().requestFocus());
        bench.act(() -> search().setText(id));
        bench.type(KeyCode.ENTER);
        assertEquals(
                id,
                bench.fx(() -> bench.claims().table().selectedProperty().get().id()));
        ClaimResult before = bench.fx(() -> state().result(claim(id)).orElse(null));
        bench.type(KeyCode.ENTER);
        bench.awaitFx(
                id + " to be decided",
                () -> !state().working()
                        && state().result(claim(id))
                                .filter(now -> !now.equals(before))
                                .isPresent());
        return bench.fx(() -> state().result(claim(id)).orElseThrow());
    }

    private String text(String css) {
        return bench.fx(() -> ((Labeled) bench.scene().lookup(css)).getText());
    }

    @Test
    void everyClaimIsListedUnderItsPaper() {
        assertEquals(Ledger.claims().stream().map(Claim::id).toList(), listed());
        List<LedgerRow> rows = bench.fx(() -> List.copyOf(bench.claims().table().rows()));
        Paper paper = null;
        for (LedgerRow row : rows) {
            switch (row) {
                case LedgerRow.Head head -> paper = head.paper();
                case LedgerRow.Entry entry -> assertEquals(paper, entry.claim().paper());
            }
        }
        assertTrue(listed().size() > 90);
    }

    @Test
    void aClaimThatWasNotRunSaysSo() {
        bench.act(() -> search().setText("TEST-POWERLESS"));
        bench.act(() -> search().requestFocus());
        bench.type(KeyCode.DOWN);
        assertEquals("not run", text("#claim-verdict"));
        assertEquals(claim("TEST-POWERLESS").summary(), text("#statement"));
        assertEquals("The number is at most 1.", text("#prediction"));
    }

    @Test
    void searchPaperAndVerdictFilter() {
        bench.act(() -> search().setText("test- sign-in"));
        assertEquals(List.of("TEST-ENDLESS", "TEST-FAILS", "TEST-HOLDS", "TEST-POWERLESS"), listed());
        assertEquals("Run 4 shown", text("#claims-all"));
        bench.act(() -> search().setText("nothing is called like that"));
        assertEquals(List.of(), listed());
        bench.act(() -> search().requestFocus());
        bench.type(KeyCode.ESCAPE);
        assertEquals(Ledger.claims().size(), listed().size());
        assertEquals("Run all", text("#claims-all"));

        bench.act(() -> bench.scene().getRoot().lookupAll(".filter-row").stream()
                .map(ToggleButton.class::cast)
                .filter(toggle -> toggle.getAccessibleText().startsWith(Paper.HORST.shortName()))
                .forEach(toggle -> toggle.setSelected(true)));
        assertEquals(
                Ledger.claims().stream()
                        .filter(claim -> claim.paper() == Paper.HORST)
                        .map(Claim::id)
                        .toList(),
                listed());

        bench.act(() -> everyPaper().setSelected(true));
        run("TEST-FAILS");
        bench.act(() -> search().clear());
        bench.act(() -> ((ToggleButton) bench.scene().lookup("#show-FAILS")).setSelected(true));
        assertEquals(List.of("TEST-FAILS"), listed());
    }

    @Test
    void theNumberShownIsTheLedgers() {
        ClaimResult shown = run("TEST-HOLDS");
        ClaimResult ledger = new Ledger(List.of(claim("TEST-HOLDS")), Ledger.seeds(Ledger.SEEDS), 1)
                .run(() -> false, progress -> {})
                .claims()
                .getFirst();
        assertEquals(ledger.headline().decisive(), shown.headline().decisive());
        TextField number = bench.lookup("#check-number", TextField.class);
        assertEquals(LedgerWriter.shown(ledger.headline().decisive()), bench.fx(number::getText));
        assertEquals("holds", text("#claim-verdict"));
        assertTrue(text("#seconds").startsWith("3 seeds in "), text("#seconds"));
        assertEquals("Run again", text("#claims-run"));
    }

    @Test
    void moreSeedsDecideAnew() {
        ComboBox<?> seeds = bench.lookup("#claims-seeds", ComboBox.class);
        bench.act(() -> seeds.getSelectionModel().select(seeds.getItems().indexOf((Object) 5)));
        try {
            assertEquals(5, run("TEST-HOLDS").trials().size());
            assertEquals("fails", text("#claim-verdict"), "its number grows with the seed beyond the bound");
        } finally {
            bench.act(() -> seeds.getSelectionModel().select(seeds.getItems().indexOf((Object) Ledger.SEEDS)));
        }
    }

    @Test
    void aBrokenExperimentIsAnErrorThatNeedsSomebody() {
        run("TEST-BROKEN");
        assertEquals("error", text("#claim-verdict"));
        assertTrue(text("#reason").contains("this sample breaks"), text("#reason"));
    }

    @Test
    void stopKeepsWhatIsThere() {
        run("TEST-BROKEN");
        bench.act(() -> search().setText("TEST-ENDLESS"));
        bench.act(() -> search().requestFocus());
        bench.type(KeyCode.ENTER);
        bench.type(KeyCode.ENTER);
        bench.awaitFx("it to run", () -> state().isRunning(claim("TEST-ENDLESS")));
        assertEquals("running", text("#claim-verdict"));
        assertTrue(text("#claims-status").startsWith("0 of 1 claims, 0 of 3 trials"), text("#claims-status"));
        bench.type(KeyCode.ESCAPE);
        bench.awaitFx("it to stop", () -> !state().working());
        assertEquals("not run", text("#claim-verdict"));
        assertEquals(Standing.ERROR, bench.fx(() -> state().standing(claim("TEST-BROKEN"))), "what was decided stays");
        bench.type(KeyCode.ENTER);
        bench.awaitFx("it to run again", () -> state().isRunning(claim("TEST-ENDLESS")));
        bench.type(KeyCode.ESCAPE);
        bench.awaitFx("it to stop again", () -> !state().working());
    }

    @Test
    void watchingOpensItsExperimentInTheLab() {
        bench.act(() -> search().setText("TEST-HOLDS"));
        bench.act(() -> search().requestFocus());
        bench.type(KeyCode.ENTER);
        bench.type(KeyCode.W);
        assertEquals("lab", bench.shownPage());
        String title = Presets.get("kernel-or-rich").title();
        bench.awaitFx(title, () -> bench.labTitleNow().equals(title));
    }

    @Test
    void bibtexIsCopied() {
        run("TEST-HOLDS");
        bench.type(KeyCode.B);
        String copied = bench.fx(() -> Clipboard.getSystemClipboard().getString());
        assertTrue(copied.startsWith("@misc{mirrorflow-TEST-HOLDS,"), copied);
        assertTrue(copied.contains("holds") && copied.contains("0.750") && copied.contains("seeds 1, 2, 3"), copied);
        bench.type(KeyCode.C, KeyCode.CONTROL);
        assertEquals(
                "TEST-HOLDS Sample TEST-HOLDS: holds, 0.750 \u2264 1, 3 seeds",
                bench.fx(() -> Clipboard.getSystemClipboard().getString()));
    }

    @Test
    void theTableIsWrittenAsTheCommandLineWritesIt(@TempDir Path folder) throws Exception {
        run("TEST-HOLDS");
        Path file = folder.resolve("claims.csv");
        bench.fx(() -> bench.claims().writeTable(file)).get();
        List<ClaimResult> results = bench.fx(() -> state().ordered());
        assertEquals(LedgerWriter.csv(results), Files.readString(file));
    }

    @Test
    void keysAlone() {
        bench.showPage("lab");
        bench.type(KeyCode.DIGIT3, KeyCode.ALT);
        assertEquals(ClaimsPage.ID, bench.shownPage());
        bench.awaitFx("the focus", () -> bench.scene().getFocusOwner() instanceof ListView);
        bench.type(KeyCode.SLASH);
        bench.type("/");
        assertEquals(search(), bench.fx(() -> bench.scene().getFocusOwner()));
        assertEquals("", bench.fx(() -> search().getText()));
        for (String letter : "test-f".split("", -1)) {
            bench.type(letter);
        }
        assertEquals(List.of("TEST-FAILS"), listed());
        bench.type(KeyCode.DOWN);
        bench.type(KeyCode.ENTER);
        bench.awaitFx("a verdict", () -> !state().working() && state().standing(claim("TEST-FAILS")) == Standing.FAILS);
        assertEquals("fails", text("#claim-verdict"));
        bench.act(() -> search().clear());
        List<String> all = listed();
        int at = all.indexOf("TEST-FAILS");
        bench.type(KeyCode.DOWN);
        assertEquals(all.get(at + 1), selected());
        bench.type(KeyCode.UP);
        bench.type(KeyCode.UP);
        assertEquals(all.get(at - 1), selected());
        bench.type(KeyCode.HOME);
        assertEquals(all.getFirst(), selected());
        for (int i = 1; i < 14; i++) {
            bench.type(KeyCode.DOWN);
            assertEquals(all.get(i), selected(), "the names of papers are stepped over");
        }
        bench.type("?");
        assertTrue(bench.fx(() -> Bench.visible(bench.scene().getRoot()).stream()
                .anyMatch(node -> node instanceof Label label && label.getText().equals("Run the selected claim"))));
        bench.type(KeyCode.ESCAPE);
        bench.type(KeyCode.SPACE);
        assertEquals(ClaimsPage.ID, bench.shownPage());
        assertFalse(bench.labPlays(), "the lab's keys are the lab's");
    }

    private String selected() {
        return bench.fx(() -> bench.claims().table().selectedProperty().get().id());
    }

    @Test
    void everythingCanBeHeard() {
        run("TEST-HOLDS");
        List<String> silent = bench.fx(() -> Bench.visible(bench.scene().getRoot()).stream()
                .filter(node ->
                        node.isFocusTraversable() || node instanceof ButtonBase || node instanceof TextInputControl)
                .filter(node -> !inside(node, ComboBoxBase.class) && !inside(node, ListView.class))
                .filter(node -> blank(node.getAccessibleText())
                        && !(node instanceof Labeled text && !blank(text.getText()))
                        && !(node instanceof TextInputControl text && !blank(text.getText())))
                .map(Node::toString)
                .toList());
        assertTrue(silent.isEmpty(), () -> String.join("\n", silent));
        String row = bench.fx(() -> LedgerTexts.line(claim("TEST-HOLDS"), state()));
        assertTrue(
                bench.fx(() -> Bench.visible(bench.scene().getRoot()).stream()
                        .anyMatch(node -> row.equals(node.getAccessibleText()))),
                row);
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private static boolean inside(Node node, Class<?> type) {
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void nothingIsCutOffInASmallWindowOrInLargeText() {
        run("TEST-HOLDS");
        for (double scale : new double[] {1, 1.3, 1.6}) {
            bench.scaleText(scale);
            bench.act(() -> bench.scene().getRoot().layout());
            List<String> cut = bench.fx(() -> {
                List<String> found = new ArrayList<>();
                for (Node node : Bench.visible(bench.scene().getRoot())) {
                    Bounds bounds = node.localToScene(node.getLayoutBounds());
                    boolean outside = bounds.getMinX() < -1
                            || bounds.getMaxX() > bench.scene().getWidth() + 1;
                    if (node instanceof ButtonBase button
                            && !(node instanceof ToggleButton)
                            && !inside(node, ComboBoxBase.class)
                            && (outside || button.getWidth() < button.prefWidth(-1) - 1)) {
                        found.add(String.format(Locale.ROOT, "%s %s of %.0f", button, bounds, button.prefWidth(-1)));
                    }
                }
                return found;
            });
            assertTrue(cut.isEmpty(), () -> scale + ": " + String.join("\n", cut));
        }
        bench.scaleText(1);
    }
}
