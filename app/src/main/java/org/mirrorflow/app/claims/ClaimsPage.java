package org.mirrorflow.app.claims;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.TypedNumber;
import org.mirrorflow.app.shell.Action;
import org.mirrorflow.app.shell.Actions;
import org.mirrorflow.app.shell.Banner;
import org.mirrorflow.app.shell.Page;
import org.mirrorflow.app.shell.Shortcut;
import org.mirrorflow.sim.claim.Citation;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.ClaimResult;
import org.mirrorflow.sim.claim.Ledger;
import org.mirrorflow.sim.claim.LedgerWriter;
import org.mirrorflow.sim.data.AtomicFiles;
import org.mirrorflow.sim.experiment.Specification;

/**
 * The ledger: papers and filters, the table, the selected claim. Draws the newest state of a {@link ClaimsSession} once a
 * pulse. The ledger is loaded when the page is first shown.
 */
public final class ClaimsPage implements AutoCloseable {

    /** Id of the page. */
    public static final String ID = "claims";

    private static final String GROUP = "Claims";

    /** Name of the file of results in the person's folder. */
    private static final String KEPT = "claims.json";

    private static final double DETAIL_WIDTH = 380;
    private static final List<Integer> SEEDS = List.of(1, 3, 5, 10, 20, 50);

    private final Clock today;
    private final ClaimsSession session = new ClaimsSession(this::hear);
    private final AtomicReference<@Nullable ClaimsState> newest = new AtomicReference<>();
    private final Consumer<Specification> watch;
    private final LedgerTable table = new LedgerTable(this::runSelected);
    private final Button run = new Button("Run", Icons.play());
    private final Button watchButton = new Button("Watch in the lab", Icons.feather("activity"));
    private final Button bibtex = new Button("BibTeX", Icons.feather("book-open"));
    private final Button csv = new Button("Table as CSV\u2026", Icons.feather("download"));
    private final Button quick = new Button("Quick subset", Icons.feather("zap"));
    private final Button all = new Button("Run all", Icons.play());
    private final Button stop = new Button("Stop", Icons.feather("square"));
    private final ComboBox<Integer> seeds = new ComboBox<>();
    private final Label status = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private final Banner banner = new Banner();
    private final FilterPanel filters = new FilterPanel(filter -> show(), this::enterTable, csv);
    private final ClaimDetail detail = new ClaimDetail(List.of(run, watchButton, bibtex));
    private final VBox centre = new VBox();
    private final SimpleObjectProperty<ClaimsState> state = new SimpleObjectProperty<>(ClaimsState.EMPTY);
    private final BooleanProperty runnable = new SimpleBooleanProperty();
    private final BooleanProperty listed = new SimpleBooleanProperty();
    private final BooleanProperty quickListed = new SimpleBooleanProperty();
    private final BooleanProperty stoppable = new SimpleBooleanProperty();
    private final BooleanProperty watchable = new SimpleBooleanProperty();
    private final BooleanProperty citable = new SimpleBooleanProperty();
    private final BooleanProperty writable = new SimpleBooleanProperty();
    private final BooleanProperty chosen = new SimpleBooleanProperty();
    private boolean stopping;
    private Consumer<String> toast = message -> {};

    /**
     * A page on which nothing was run.
     *
     * @param watch opens a claim's experiment where one can watch it
     */
    public ClaimsPage(Consumer<Specification> watch) {
        this(watch, Clock.system(ZoneId.systemDefault()));
    }

    /** @param today dates what is cited */
    ClaimsPage(Consumer<Specification> watch, Clock today) {
        this.watch = watch;
        this.today = today;
        buildCentre();
        button(run, "claims-run", runnable, this::runSelected);
        button(watchButton, "claims-watch", watchable, this::watchSelected);
        button(bibtex, "claims-bibtex", citable, this::cite);
        button(csv, "claims-csv", writable, this::chooseTable);
        button(quick, "claims-quick", quickListed, this::runQuick);
        button(all, "claims-all", listed, this::runListed);
        button(stop, "claims-stop", stoppable, this::stop);
        run.getStyleClass().add("accent");
        all.getStyleClass().add("accent");
        table.selectedProperty().addListener(observable -> show());
        centre.sceneProperty().addListener((observable, before, now) -> {
            if (now != null) {
                // Arrows and Enter work at once; the scene gives the focus away only after this.
                Platform.runLater(table::focusList);
                if (state.get().claims().isEmpty()) {
                    session.load();
                }
            }
        });
        show();
    }

    private static void button(Button button, String id, BooleanProperty enabled, Runnable what) {
        button.setId(id);
        button.disableProperty().bind(enabled.not());
        button.setOnAction(event -> what.run());
    }

    private void buildCentre() {
        Label title = new Label("Claims");
        title.getStyleClass().add("page-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        seeds.getItems().setAll(SEEDS);
        seeds.setValue(Ledger.SEEDS);
        seeds.setId("claims-seeds");
        seeds.setAccessibleText("Seeds of each claim");
        Label caption = new Label("Seeds");
        caption.getStyleClass().add("secondary");
        caption.setLabelFor(seeds);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox tools = new HBox(8, title, gap, caption, seeds, quick, all, stop);
        tools.setAlignment(Pos.CENTER_LEFT);
        for (Node tool : List.of(caption, seeds, quick, all, stop)) {
            ((Region) tool).setMinWidth(Region.USE_PREF_SIZE);
        }
        status.getStyleClass().add("secondary");
        status.setId("claims-status");
        status.setMinWidth(0);
        VBox head = new VBox(4, tools, status);
        head.setPadding(new Insets(12, 16, 8, 16));
        head.setMinHeight(Region.USE_PREF_SIZE);
        bar.getStyleClass().add("ledger-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText("Progress of the ledger");
        VBox.setVgrow(table, Priority.ALWAYS);
        centre.getStyleClass().add("page");
        centre.getChildren().setAll(head, bar, banner, table);
        centre.setMinSize(0, 0);
    }

    /** The page for the window. */
    public Page page() {
        return new Page(ID, "Claims", filters, centre, detail, null, null, DETAIL_WIDTH);
    }

    /** Keeps results in that folder from now on, and shows those that it holds. */
    public void keepIn(Path folder) {
        session.keepIn(folder.resolve(KEPT));
    }

    /** Every result, to be kept with a session. */
    public ObjectNode kept() {
        return session.kept();
    }

    /** Shows results that were kept with a session, where this build has none of its own. */
    public void showKept(JsonNode results) {
        session.show(results);
    }

    /** Where short messages go. */
    public void setOnMessage(Consumer<String> handler) {
        toast = handler;
    }

    /** Adds what the page can do, with its keys, to the window's actions. */
    public void addActions(Actions actions) {
        add(actions, "claims.run", "Run the selected claim", "Enter", runnable, this::runSelected);
        add(actions, "claims.all", "Run all that are listed", "A", listed, this::runListed);
        add(actions, "claims.quick", "Run the quick ones listed", "Q", quickListed, this::runQuick);
        add(actions, "claims.stop", "Stop", "Esc", stoppable, this::stop);
        add(actions, "claims.next", "Next claim", "Down", chosen, () -> table.selectNext(1));
        add(actions, "claims.previous", "Previous claim", "Up", chosen, () -> table.selectNext(-1));
        add(actions, "claims.watch", "Watch in the lab", "W", watchable, this::watchSelected);
        add(actions, "claims.bibtex", "Copy as BibTeX", "B", citable, this::cite);
        add(actions, "claims.copy", "Copy the claim's line", "Ctrl+C", chosen, this::copyLine);
        add(actions, "claims.csv", "Table as CSV", "E", writable, this::chooseTable);
    }

    private static void add(
            Actions actions, String id, String name, String key, BooleanProperty enabled, Runnable what) {
        actions.add(new Action(id, name, GROUP, List.of(Shortcut.of(key)), what, enabled, ID));
    }

    /** Called on the engine's thread: keeps the newest state and asks for one drawing. */
    private void hear(ClaimsState published) {
        if (newest.getAndSet(published) == null) {
            Platform.runLater(this::showNewest);
        }
    }

    private void showNewest() {
        ClaimsState now = newest.getAndSet(null);
        if (now != null) {
            stopping &= now.working();
            state.set(now);
            show();
        }
    }

    ClaimsState state() {
        return state.get();
    }

    LedgerTable table() {
        return table;
    }

    private void show() {
        ClaimsState now = state.get();
        LedgerFilter filter = filters.filter();
        List<Claim> claims = filter.claims(now);
        table.show(now, filter.rows(now));
        if (table.selectedProperty().get() == null && !claims.isEmpty()) {
            table.selectFirst();
        }
        filters.show(now);
        Claim claim = table.selectedProperty().get();
        if (claim != null) {
            detail.show(claim, now);
        }
        long fast = claims.stream().filter(Claim::quick).count();
        boolean every = claims.size() == now.claims().size();
        all.setText(every ? "Run all" : "Run " + claims.size() + " shown");
        all.setTooltip(new Tooltip("Runs " + LedgerTexts.claims(claims.size()) + " (A)"));
        quick.setTooltip(new Tooltip(
                "Runs the " + LedgerTexts.claims((int) fast) + " shown whose trials take a fraction of a second (Q)"));
        listed.set(!now.working() && !claims.isEmpty());
        quickListed.set(!now.working() && fast > 0);
        stoppable.set(now.working() && !stopping);
        runnable.set(!now.working() && claim != null);
        chosen.set(claim != null);
        citable.set(claim != null && now.isOwn(claim));
        watchable.set(claim != null && !claim.experiments().isEmpty());
        writable.set(now.results().size() > now.foreign().size());
        for (Button button : List.of(quick, all)) {
            button.setVisible(!now.working());
            button.setManaged(!now.working());
        }
        stop.setVisible(now.working());
        stop.setManaged(now.working());
        run.setText(claim == null || now.result(claim).isEmpty() ? "Run" : "Run again");
        showProgress(now);
        if (now.unloadable().isEmpty()) {
            banner.clear();
        } else {
            banner.show("Some claims cannot be loaded", String.join("; ", now.unloadable()), List.of());
        }
    }

    private void showProgress(ClaimsState now) {
        bar.setProgress(now.progress()
                .map(progress -> (double) progress.trialsRun() / Math.max(1, progress.trials()))
                .orElse(0.0));
        bar.setVisible(now.working());
        String text;
        if (now.working()) {
            text = stopping
                    ? "Stopping; what was decided stays"
                    : now.progress().map(LedgerWriter::progress).orElse("");
        } else if (now.results().isEmpty()) {
            text = now.claims().isEmpty() ? "" : "None run yet; a number appears once it is computed";
        } else {
            int others = now.foreign().size();
            text = now.results().size() + " of " + now.claims().size() + " run"
                    + (others == 0 ? "" : ", " + others + " of them by another build")
                    + (now.summary().isEmpty() ? "" : ". Last: " + now.summary());
        }
        status.setText(text);
    }

    private Optional<Claim> selected() {
        return Optional.ofNullable(table.selectedProperty().get());
    }

    private void enterTable() {
        table.focusList();
    }

    private void runSelected() {
        if (runnable.get()) {
            selected().ifPresent(claim -> start(List.of(claim)));
        }
    }

    private void runListed() {
        start(filters.filter().claims(state.get()));
    }

    private void runQuick() {
        start(filters.filter().claims(state.get()).stream().filter(Claim::quick).toList());
    }

    private void start(List<Claim> claims) {
        // Until the session has begun: a second press must not queue a second run.
        runnable.set(false);
        listed.set(false);
        quickListed.set(false);
        session.run(claims, seeds.getValue());
    }

    private void stop() {
        stopping = true;
        session.stop();
        show();
    }

    private void watchSelected() {
        selected()
                .map(Claim::experiments)
                .filter(some -> !some.isEmpty())
                .ifPresent(some -> watch.accept(some.getFirst()));
    }

    private void cite() {
        selected()
                .flatMap(state.get()::result)
                .ifPresent(result ->
                        copy(citation(result), "BibTeX of " + result.claim().id()));
    }

    String citation(ClaimResult result) {
        return Citation.of(result, LocalDate.now(today));
    }

    private void copyLine() {
        selected().ifPresent(claim -> copy(TypedNumber.ascii(LedgerTexts.line(claim, state.get())), claim.id()));
    }

    private void copy(String text, String what) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        toast.accept("Copied: " + what);
    }

    private void chooseTable() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Table as CSV");
        chooser.setInitialFileName("claims.csv");
        File file = chooser.showSaveDialog(centre.getScene().getWindow());
        if (file != null) {
            // It says itself how it ended.
            var _ = writeTable(file.toPath());
        }
    }

    /** Writes every result as CSV in the background, and says where it is. */
    CompletableFuture<Void> writeTable(Path file) {
        List<ClaimResult> results = state.get().ordered();
        return CompletableFuture.runAsync(() -> {
                    byte[] text = LedgerWriter.csv(results).getBytes(StandardCharsets.UTF_8);
                    try {
                        AtomicFiles.write(file, stream -> stream.write(text));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .whenComplete((nothing, failure) -> Platform.runLater(() -> toast.accept(
                        failure == null
                                ? "Saved " + file
                                : String.format(
                                        Locale.ROOT,
                                        "%s cannot be written (%s); choose another place",
                                        file,
                                        failure.getMessage()))));
    }

    @Override
    public void close() {
        session.close();
    }
}
