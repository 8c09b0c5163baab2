package org.mirrorflow.app.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javafx.animation.FadeTransition;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.control.Icons;
import org.mirrorflow.app.control.Panels;

/**
 * The frame of the window: header with page tabs, gallery, centre, controls, runs strip and transport of the page shown,
 * with toast and key sheet above. Side panels narrow below 1320 px; below 1120 px the gallery becomes a pop-up.
 *
 * <p>It adds its own actions (pages, theme, text size, gallery, key sheet) to the registry it is given; undo and redo are
 * shown in the header when the registry has actions named {@link #UNDO} and {@link #REDO} before the window is made.
 */
public final class MainWindow {

    /** Id of the undo action shown in the header. */
    public static final String UNDO = "edit.undo";

    /** Id of the redo action shown in the header. */
    public static final String REDO = "edit.redo";

    /** Id of the page that can be presented. */
    public static final String PRESENTED = "lab";

    private static final String WINDOW_GROUP = "Window";
    private static final double PRESENTED_TEXT = 22;
    private static final double PRESENTED_HEIGHT = 900;
    private static final double PALETTE_MARGIN = 60;
    private static final Duration FADE = Duration.millis(90);
    private static final double SMALLEST_CENTRE = 320;

    private final Actions actions;
    private final Appearance appearance;
    private final StackPane root = new StackPane();
    private final BorderPane frame = new BorderPane();
    private final SplitPane split = new SplitPane();
    private final StackPane middle = new StackPane(split);
    private final HBox tabs = new HBox();
    private final HBox tools = new HBox(2);
    private final ToggleGroup tabGroup = new ToggleGroup();
    private final Label status = new Label();
    private final Button paletteButton = new Button("", Icons.feather("search"));
    private final Button galleryButton = Icons.button(Icons.feather("sidebar"), "Gallery (G)");
    private final VBox bottom = new VBox();
    private final Toast toast = new Toast();
    private final Map<String, Place> pages = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<@Nullable Page> page = new ReadOnlyObjectWrapper<>(this, "page");
    private PanelWidths widths = PanelWidths.forWindow(PanelWidths.WIDE, 1);
    private @Nullable Node popup;
    /** Where the focus was before the pop-up took it. */
    private @Nullable Node focusBefore;

    private final List<PaletteSource> sources = new ArrayList<>();
    private final BooleanProperty presenting = new SimpleBooleanProperty(this, "presenting");
    private final BooleanProperty fullScreen = new SimpleBooleanProperty(this, "fullScreen");
    private final List<Leave> leaves = new ArrayList<>();
    private final BooleanProperty escapable = new SimpleBooleanProperty();
    private final Node top;

    /** A page, which is made when it is first needed. */
    private static final class Place {

        private final String title;
        private final Supplier<Page> maker;
        private @Nullable Page made;

        Place(String title, Supplier<Page> maker) {
            this.title = title;
            this.maker = maker;
        }

        Page page() {
            Page page = made;
            if (page == null) {
                page = maker.get();
                made = page;
            }
            return page;
        }
    }

    /** Something that Esc leaves while it is open. */
    private record Leave(ObservableBooleanValue open, Runnable leave) {}

    /** A window without pages. */
    public MainWindow(Actions actions, Appearance appearance) {
        this.actions = actions;
        this.appearance = appearance;
        split.setMinHeight(0);
        middle.setMinHeight(0);
        top = new VBox(header(), Panels.rule());
        frame.setTop(top);
        frame.setCenter(middle);
        frame.setBottom(bottom);
        StackPane.setAlignment(toast, Pos.BOTTOM_LEFT);
        StackPane.setMargin(toast, new Insets(24));
        root.getStyleClass().add("page");
        root.getChildren().setAll(frame);
        middle.getChildren().add(toast);
        root.widthProperty().addListener(observable -> adapt());
        root.heightProperty().addListener(observable -> dressPresenter());
        appearance.textScaleProperty().addListener(observable -> adapt());
        presenting.addListener((observable, before, now) -> present());
        root.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && popup != null) {
                closePopup();
                event.consume();
            }
        });
        addActions();
    }

    /** The node to put into the scene. */
    public Parent root() {
        return root;
    }

    /** The message with an undo button. */
    public Toast toast() {
        return toast;
    }

    /** A few words in the header, e.g. {@code ℓ₁ from small init · saved}. */
    public StringProperty statusProperty() {
        return status.textProperty();
    }

    /** The page shown, {@code null} before the first was added. */
    public ReadOnlyObjectProperty<@Nullable Page> pageProperty() {
        return page.getReadOnlyProperty();
    }

    /** Adds a page with its tab and its key Alt+1, Alt+2, …; the first one is shown. */
    public void addPage(Page added) {
        addPage(added.id(), added.title(), () -> added);
    }

    /** Adds a page that is made when it is first shown, or by {@link #makeNextPage}. */
    public void addPage(String id, String title, Supplier<Page> maker) {
        pages.put(id, new Place(title, maker));
        ToggleButton tab = new ToggleButton(title);
        tab.getStyleClass().setAll("page-tab", "toggle-button");
        tab.setToggleGroup(tabGroup);
        tab.setMinWidth(Region.USE_PREF_SIZE);
        tab.setOnAction(event -> showPage(id));
        tabs.getChildren().add(tab);
        actions.add(new Action(
                "page." + id, title, "Pages", List.of(Shortcut.of("Alt+" + pages.size())), () -> showPage(id)));
        if (pages.size() == 1) {
            showPage(id);
        }
    }

    /**
     * Makes the next page that is not there yet.
     *
     * @return whether there are more
     */
    public boolean makeNextPage() {
        pages.values().stream().filter(place -> place.made == null).findFirst().ifPresent(Place::page);
        return pages.values().stream().anyMatch(place -> place.made == null);
    }

    /**
     * Shows a page.
     *
     * @throws IllegalArgumentException if there is no page with this id
     */
    public void showPage(String id) {
        Place place = pages.get(id);
        if (place == null) {
            throw new IllegalArgumentException("no page \"" + id + "\"; there are " + pages.keySet());
        }
        Page wanted = place.page();
        frame.setCenter(middle);
        frame.setBottom(bottom);
        int index = List.copyOf(pages.keySet()).indexOf(id);
        tabGroup.selectToggle((ToggleButton) tabs.getChildren().get(index));
        closePopup();
        actions.setPage(id);
        page.set(wanted);
        if (!id.equals(PRESENTED)) {
            presenting.set(false);
        }
        arrange();
    }

    /** Shows something below the header in the place of all pages, until a page is shown. */
    public void cover(Node cover) {
        closePopup();
        presenting.set(false);
        tabGroup.selectToggle(null);
        actions.setPage("");
        frame.setCenter(cover);
        frame.setBottom(null);
    }

    /** Whether something is shown in the place of all pages. */
    public boolean isCovered() {
        return !middle.equals(frame.getCenter());
    }

    /** Shows the page again that something was shown in the place of. */
    public void uncover() {
        Page now = page.get();
        if (isCovered() && now != null) {
            showPage(now.id());
        }
    }

    /** Adds a button to the right end of the header, before theme and help. */
    public void addTool(Node tool) {
        tools.getChildren().add(0, tool);
    }

    /** Whether the page is shown to a class: big type, no panels. */
    public BooleanProperty presentingProperty() {
        return presenting;
    }

    /** How much larger than in a window of 900 px presented type is; 0 while nothing is presented. */
    public double presentedScale() {
        return presenting.get() ? Math.max(1, root.getHeight() / PRESENTED_HEIGHT) : 0;
    }

    /** Adds what Esc leaves while it is open; what was added first is left first. */
    public void addLeave(ObservableBooleanValue open, Runnable leave) {
        leaves.add(new Leave(open, leave));
        open.addListener(observable -> tellEscapable());
        tellEscapable();
    }

    private void tellEscapable() {
        escapable.set(leaves.stream().anyMatch(each -> each.open().get()));
    }

    private void leave() {
        leaves.stream()
                .filter(each -> each.open().get())
                .findFirst()
                .ifPresent(each -> each.leave().run());
    }

    /** Adds lines to the command palette. */
    public void addPaletteSource(PaletteSource source) {
        sources.add(source);
    }

    /** Shows the command palette: all that can be done and opened, what belongs to the page first. */
    public void showPalette() {
        List<PaletteEntry> entries = new ArrayList<>(actionEntries());
        sources.forEach(source -> entries.addAll(source.entries()));
        showPalette("Search or run a command", entries);
    }

    /** Shows some lines in the same way. */
    public void showPalette(String prompt, List<PaletteEntry> entries) {
        CommandPalette palette = new CommandPalette(prompt, entries, entry -> {
            closePopup();
            entry.run().run();
        });
        openPopup(root, palette, Pos.TOP_CENTER);
        StackPane.setMargin(palette, new Insets(PALETTE_MARGIN, 16, 16, 16));
    }

    /** The page's own actions first; what belongs to another page shows that page. */
    private List<PaletteEntry> actionEntries() {
        // What can be done on a page is known once it is there.
        pages.values().forEach(Place::page);
        List<PaletteEntry> own = new ArrayList<>();
        List<PaletteEntry> general = new ArrayList<>();
        List<PaletteEntry> elsewhere = new ArrayList<>();
        for (Action action : actions.all()) {
            List<String> keys = action.shortcuts().isEmpty()
                    ? List.of()
                    : action.shortcuts().getFirst().keys();
            boolean enabled = action.enabled().get();
            Place of = pages.get(action.page());
            if (actions.isHere(action)) {
                (action.page().isEmpty() ? general : own)
                        .add(new PaletteEntry(
                                action.group(), action.name(), "", keys, enabled, () -> actions.run(action.id())));
            } else if (of != null) {
                elsewhere.add(new PaletteEntry(of.title, action.name(), action.group(), keys, enabled, () -> {
                    showPage(action.page());
                    actions.run(action.id());
                }));
            }
        }
        own.addAll(general);
        own.addAll(elsewhere);
        return own;
    }

    /** Shows the sheet of all keys. */
    public void showKeys() {
        openPopup(root, new KeySheet(actions), Pos.CENTER);
    }

    /** Opens the gallery: as a pop-up in a narrow window; otherwise puts the focus into it. */
    public void showGallery() {
        Page now = page.get();
        Region gallery = now == null ? null : now.gallery();
        if (gallery == null) {
            return;
        }
        if ((widths.galleryPopsUp() || presenting.get()) && popup == null) {
            side(gallery, widths.gallery());
            StackPane holder = new StackPane(gallery);
            holder.getStyleClass().add("pop-up-panel");
            holder.setMaxWidth(Region.USE_PREF_SIZE);
            openPopup(middle, holder, Pos.TOP_LEFT);
        }
        focusFirst(gallery);
    }

    /** Closes the pop-up gallery or the key sheet. */
    public void closePopup() {
        if (popup != null) {
            root.getChildren().remove(popup);
            middle.getChildren().remove(popup);
            boolean inside = root.getScene() != null && isInside(root.getScene().getFocusOwner(), popup);
            popup = null;
            Node before = focusBefore;
            focusBefore = null;
            if (before != null && before.getScene() != null && (inside || isLost())) {
                before.requestFocus();
            }
        }
    }

    private Node header() {
        Label product = new Label("Mirrorflow Lab");
        product.getStyleClass().add("product");
        product.setMinWidth(Region.USE_PREF_SIZE);
        HBox brand = new HBox(8, Logo.mark(), product);
        brand.setAlignment(Pos.CENTER_LEFT);
        brand.setMinWidth(Region.USE_PREF_SIZE);
        brand.setPadding(new Insets(0, 20, 0, 0));
        galleryButton.setOnAction(event -> showGallery());
        tabs.setAlignment(Pos.CENTER_LEFT);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        status.getStyleClass().add("secondary");
        status.setMinWidth(0);
        tools.setAlignment(Pos.CENTER_RIGHT);
        tools.setMinWidth(Region.USE_PREF_SIZE);
        if (has(UNDO)) {
            tools.getChildren().add(headerButton(UNDO, Icons.feather("corner-up-left")));
        }
        if (has(REDO)) {
            tools.getChildren().add(headerButton(REDO, Icons.feather("corner-up-right")));
        }
        Button theme = Icons.button(Icons.feather("moon"), "Theme (T)");
        theme.setOnAction(event -> nextTheme());
        appearance.themeProperty().addListener((observable, before, now) -> dressTheme(theme));
        dressTheme(theme);
        Button help = Icons.button(Icons.feather("help-circle"), "Keys (?)");
        help.setOnAction(event -> showKeys());
        paletteButton.setId("palette");
        paletteButton.getStyleClass().add("palette-button");
        paletteButton.setAccessibleText("Search or run a command (Ctrl+K)");
        paletteButton.setTooltip(new Tooltip("Search or run a command (Ctrl+K)"));
        paletteButton.setMinWidth(Region.USE_PREF_SIZE);
        paletteButton.setOnAction(event -> showPalette());
        Button present = Icons.button(Icons.feather("monitor"), "Presenter mode (M)");
        present.setId("present");
        present.setOnAction(event -> presenting.set(true));
        page.addListener((observable, before, now) -> {
            boolean can = now != null && now.id().equals(PRESENTED);
            present.setVisible(can);
            present.setManaged(can);
        });
        tools.getChildren().addAll(paletteButton, present, theme, help, appearanceMenu());
        HBox header = new HBox(brand, galleryButton, tabs, gap, status, tools);
        HBox.setMargin(status, new Insets(0, 8, 0, 8));
        header.getStyleClass().add("header");
        return header;
    }

    /** How the window looks; made anew each time it opens. */
    private MenuButton appearanceMenu() {
        MenuButton menu = new MenuButton();
        menu.setGraphic(Icons.feather("menu"));
        menu.getStyleClass().addAll("no-arrow", "pane-menu");
        menu.setId("appearance");
        menu.setAccessibleText("Appearance");
        menu.setTooltip(new Tooltip("Appearance"));
        menu.setOnShowing(event -> fill(menu));
        fill(menu);
        return menu;
    }

    private void fill(MenuButton menu) {
        List<MenuItem> items = new ArrayList<>();
        for (Theme theme : Theme.values()) {
            RadioMenuItem item = new RadioMenuItem(theme.displayName());
            item.setSelected(theme == appearance.themeProperty().get());
            item.setOnAction(event -> appearance.themeProperty().set(theme));
            items.add(item);
        }
        MenuItem larger = new MenuItem("Larger text (Ctrl +)");
        larger.setOnAction(event -> appearance.changeTextScale(1));
        MenuItem smaller = new MenuItem("Smaller text (Ctrl \u2212)");
        smaller.setOnAction(event -> appearance.changeTextScale(-1));
        CheckMenuItem motion = new CheckMenuItem("Reduce motion");
        motion.setSelected(appearance.reducedMotionProperty().get());
        motion.setOnAction(event -> appearance.reducedMotionProperty().set(motion.isSelected()));
        items.addAll(List.of(new SeparatorMenuItem(), larger, smaller, new SeparatorMenuItem(), motion));
        menu.getItems().setAll(items);
    }

    private boolean has(String id) {
        return actions.all().stream().anyMatch(action -> action.id().equals(id));
    }

    private Button headerButton(String id, Node icon) {
        Action action = actions.get(id);
        String keys = action.shortcuts().isEmpty()
                ? ""
                : " (" + String.join("+", action.shortcuts().getFirst().keys()) + ")";
        Button button = Icons.button(icon, action.name() + keys);
        button.setOnAction(event -> actions.run(id));
        button.setDisable(!action.enabled().get());
        action.enabled().addListener((observable, before, now) -> button.setDisable(!now));
        page.addListener((observable, before, now) -> {
            button.setVisible(actions.isHere(action));
            button.setManaged(actions.isHere(action));
        });
        return button;
    }

    private void dressTheme(Button button) {
        Theme following = appearance.themeProperty().get().next();
        button.setGraphic(Icons.feather(following.isDark() ? "moon" : "sun"));
        String says = "Theme: " + following.displayName().toLowerCase(Locale.ROOT) + " (T)";
        button.setAccessibleText(says);
        button.setTooltip(new Tooltip(says));
    }

    private void present() {
        closePopup();
        if (presenting.get()) {
            uncover();
        }
        frame.setTop(presenting.get() ? null : top);
        if (presenting.get()) {
            root.getStyleClass().add("presenter");
        } else {
            root.getStyleClass().remove("presenter");
        }
        dressPresenter();
        arrange();
    }

    /** Type as large as a row at the back can read it: never below a fiftieth of the height. */
    private void dressPresenter() {
        root.setStyle(
                presenting.get()
                        ? String.format(Locale.ROOT, "-fx-font-size: %.1fpx", PRESENTED_TEXT * presentedScale())
                        : "");
    }

    private void toggleFullScreen() {
        if (root.getScene() != null && root.getScene().getWindow() instanceof Stage stage) {
            stage.setFullScreenExitHint("");
            // Esc leaves one thing after the other, the full screen last.
            stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
            fullScreen.unbind();
            stage.setFullScreen(!stage.isFullScreen());
            fullScreen.bind(stage.fullScreenProperty());
        }
    }

    private void nextTheme() {
        appearance.themeProperty().set(appearance.themeProperty().get().next());
    }

    private void addActions() {
        addLeave(presenting, () -> presenting.set(false));
        actions.add(new Action(
                "window.palette", "Command palette", WINDOW_GROUP, List.of(Shortcut.of("Ctrl+K")), this::showPalette));
        actions.add(new Action(
                        "window.present",
                        "Presenter mode",
                        WINDOW_GROUP,
                        List.of(Shortcut.of("M")),
                        () -> presenting.set(!presenting.get()))
                .on(PRESENTED));
        actions.add(new Action(
                "window.full-screen", "Full screen", WINDOW_GROUP, List.of(Shortcut.of("F")), this::toggleFullScreen));
        actions.add(new Action(
                        "window.leave",
                        "Leave card, presenter, tour",
                        WINDOW_GROUP,
                        List.of(Shortcut.of("Esc")),
                        this::leave,
                        escapable)
                .takingKeysFirst());
        actions.add(new Action(
                "window.motion",
                "Reduce motion, or not",
                WINDOW_GROUP,
                List.of(),
                () -> appearance
                        .reducedMotionProperty()
                        .set(!appearance.reducedMotionProperty().get())));
        actions.add(new Action(
                "window.gallery",
                "Gallery",
                WINDOW_GROUP,
                List.of(Shortcut.of("G"), Shortcut.typed("/")),
                this::showGallery));
        actions.add(new Action("window.theme", "Next theme", WINDOW_GROUP, List.of(Shortcut.of("T")), this::nextTheme));
        actions.add(new Action(
                "window.text-larger",
                "Larger text",
                WINDOW_GROUP,
                List.of(Shortcut.of("Ctrl+Plus"), Shortcut.of("Ctrl+Equals")),
                () -> appearance.changeTextScale(1)));
        actions.add(new Action(
                "window.text-smaller",
                "Smaller text",
                WINDOW_GROUP,
                List.of(Shortcut.of("Ctrl+Minus")),
                () -> appearance.changeTextScale(-1)));
        actions.add(new Action(
                "window.next-region", "Next region", WINDOW_GROUP, List.of(Shortcut.of("F6")), this::focusNextRegion));
        actions.add(new Action("window.keys", "All keys", WINDOW_GROUP, List.of(Shortcut.typed("?")), this::showKeys));
    }

    private void adapt() {
        PanelWidths now = PanelWidths.forWindow(
                root.getWidth(), appearance.textScaleProperty().get());
        paletteButton.setText(root.getWidth() >= PanelWidths.WIDE ? "Search or run a command   Ctrl K" : "");
        if (!now.equals(widths)) {
            widths = now;
            closePopup();
            arrange();
        }
    }

    private void arrange() {
        Page now = page.get();
        if (now == null) {
            return;
        }
        List<Node> panes = new ArrayList<>();
        boolean bare = presenting.get();
        Region gallery = bare ? null : now.gallery();
        Region controls = bare ? null : now.controls();
        galleryButton.setVisible(gallery != null && widths.galleryPopsUp());
        galleryButton.setManaged(galleryButton.isVisible());
        if (gallery != null && !widths.galleryPopsUp()) {
            side(gallery, widths.gallery());
            panes.add(gallery);
        }
        now.centre().setMinSize(SMALLEST_CENTRE, 0);
        panes.add(now.centre());
        if (controls != null) {
            side(controls, widths.controls(now.controlsWidth()));
            panes.add(controls);
        }
        split.getItems().setAll(panes);
        placeDividers();
        // The split pane clamps positions by the width it had before; once it is laid out they can be set for good.
        Platform.runLater(this::placeDividers);
        List<Node> strips = new ArrayList<>();
        Node runs = now.runs();
        if (runs != null && !bare) {
            strips.addAll(List.of(Panels.rule(), runs));
        }
        Node transport = now.transport();
        if (transport != null) {
            strips.addAll(List.of(Panels.rule(), transport));
        }
        bottom.getChildren().setAll(strips);
    }

    /** Side panels keep their width while the centre takes the rest; dragging a divider still works. */
    private static void side(Region panel, double width) {
        panel.setMinWidth(width * 0.8);
        panel.setPrefWidth(width);
        panel.setMaxWidth(width * 1.8);
        SplitPane.setResizableWithParent(panel, false);
    }

    private void placeDividers() {
        double width = root.getWidth();
        Page now = page.get();
        if (width <= 0 || now == null) {
            return;
        }
        if (presenting.get()) {
            return;
        }
        boolean beside = now.gallery() != null && !widths.galleryPopsUp();
        int divider = 0;
        if (beside) {
            split.setDividerPosition(divider++, widths.gallery() / width);
        }
        if (now.controls() != null) {
            split.setDividerPosition(divider, 1 - widths.controls(now.controlsWidth()) / width);
        }
    }

    private void openPopup(StackPane above, Node content, Pos where) {
        closePopup();
        focusBefore = root.getScene() == null ? null : root.getScene().getFocusOwner();
        StackPane shade = new StackPane(content);
        shade.getStyleClass().add("overlay-shade");
        shade.setAlignment(where);
        shade.setOnMouseClicked(event -> {
            if (shade.equals(event.getTarget())) {
                closePopup();
            }
        });
        above.getChildren().add(shade);
        toast.toFront();
        popup = shade;
        if (!appearance.reducedMotionProperty().get()) {
            FadeTransition fade = new FadeTransition(FADE, shade);
            fade.setFromValue(0);
            fade.setToValue(1);
            fade.play();
        }
        focusFirst(content);
    }

    private void focusNextRegion() {
        Page now = page.get();
        if (now == null || root.getScene() == null) {
            return;
        }
        List<Node> regions = new ArrayList<>(split.getItems());
        regions.addAll(bottom.getChildren());
        regions.removeIf(region -> firstTraversable(region) == null);
        Node focus = root.getScene().getFocusOwner();
        int at = -1;
        for (int i = 0; i < regions.size(); i++) {
            if (isInside(focus, regions.get(i))) {
                at = i;
            }
        }
        if (!regions.isEmpty()) {
            focusFirst(regions.get((at + 1) % regions.size()));
        }
    }

    /** Whether the focus is nowhere, or on the window as a whole. */
    private boolean isLost() {
        Node focus = root.getScene() == null ? null : root.getScene().getFocusOwner();
        return focus == null || focus.equals(root);
    }

    private static boolean isInside(@Nullable Node node, Node region) {
        for (Node step = node; step != null; step = step.getParent()) {
            if (step.equals(region)) {
                return true;
            }
        }
        return false;
    }

    private static void focusFirst(Node region) {
        Node first = firstTraversable(region);
        if (first != null) {
            first.requestFocus();
        }
    }

    private static @Nullable Node firstTraversable(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return null;
        }
        if (node.isFocusTraversable()) {
            return node;
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Node found = firstTraversable(child);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
