package org.mirrorflow.app.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
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

    private static final String PALETTE = "window.palette";
    private static final String WINDOW_GROUP = "Window";
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
    private final Button galleryButton = Icons.button(Icons.feather("sidebar"), "Gallery (G)");
    private final VBox bottom = new VBox();
    private final Toast toast = new Toast();
    private final List<Supplier<List<CommandPalette.Entry>>> commands = new ArrayList<>();
    private final Map<String, Page> pages = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<@Nullable Page> page = new ReadOnlyObjectWrapper<>(this, "page");
    private PanelWidths widths = PanelWidths.forWindow(PanelWidths.WIDE, 1);
    private @Nullable Node popup;

    /** A window without pages. */
    public MainWindow(Actions actions, Appearance appearance) {
        this.actions = actions;
        this.appearance = appearance;
        split.setMinHeight(0);
        middle.setMinHeight(0);
        frame.setTop(new VBox(header(), Panels.rule()));
        frame.setCenter(middle);
        frame.setBottom(bottom);
        StackPane.setAlignment(toast, Pos.BOTTOM_LEFT);
        StackPane.setMargin(toast, new Insets(24));
        root.getStyleClass().add("page");
        root.getChildren().setAll(frame);
        middle.getChildren().add(toast);
        root.widthProperty().addListener(observable -> adapt());
        appearance.textScaleProperty().addListener(observable -> adapt());
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
        pages.put(added.id(), added);
        ToggleButton tab = new ToggleButton(added.title());
        tab.getStyleClass().setAll("page-tab", "toggle-button");
        tab.setToggleGroup(tabGroup);
        tab.setMinWidth(Region.USE_PREF_SIZE);
        tab.setOnAction(event -> showPage(added.id()));
        tabs.getChildren().add(tab);
        actions.add(new Action(
                "page." + added.id(),
                added.title(),
                "Pages",
                List.of(Shortcut.of("Alt+" + pages.size())),
                () -> showPage(added.id())));
        if (pages.size() == 1) {
            showPage(added.id());
        }
    }

    /**
     * Shows a page.
     *
     * @throws IllegalArgumentException if there is no page with this id
     */
    public void showPage(String id) {
        Page wanted = pages.get(id);
        if (wanted == null) {
            throw new IllegalArgumentException("no page \"" + id + "\"; there are " + pages.keySet());
        }
        int index = List.copyOf(pages.keySet()).indexOf(id);
        tabGroup.selectToggle((ToggleButton) tabs.getChildren().get(index));
        closePopup();
        actions.setPage(id);
        page.set(wanted);
        arrange();
    }

    /** Adds a button to the right end of the header, before theme and help. */
    public void addTool(Node tool) {
        tools.getChildren().add(0, tool);
    }

    /** Lets the command palette offer more, after the actions. */
    public void addCommands(Supplier<List<CommandPalette.Entry>> source) {
        commands.add(source);
    }

    /** Shows everything that can be done or opened, to be found by typing. */
    public void showPalette() {
        List<Supplier<List<CommandPalette.Entry>>> sources = new ArrayList<>();
        sources.add(this::actionEntries);
        sources.addAll(commands);
        CommandPalette palette = new CommandPalette(sources, this::closePopup);
        openPopup(root, palette, Pos.CENTER);
    }

    private List<CommandPalette.Entry> actionEntries() {
        return actions.all().stream()
                .filter(action -> actions.isHere(action) && !action.id().equals(PALETTE))
                .map(action -> new CommandPalette.Entry(
                        action.group(),
                        action.name(),
                        action.shortcuts().isEmpty()
                                ? ""
                                : String.join(" ", action.shortcuts().getFirst().keys()),
                        action.enabled().get(),
                        () -> actions.run(action.id())))
                .toList();
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
        if (widths.galleryPopsUp() && popup == null) {
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
            popup = null;
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
        Button palette = Icons.button(Icons.feather("search"), "Do or open anything (Ctrl+K)");
        palette.setId("palette");
        palette.setOnAction(event -> showPalette());
        Button help = Icons.button(Icons.feather("help-circle"), "Keys (?)");
        help.setOnAction(event -> showKeys());
        tools.getChildren().addAll(palette, theme, help);
        HBox header = new HBox(brand, galleryButton, tabs, gap, status, tools);
        HBox.setMargin(status, new Insets(0, 8, 0, 8));
        header.getStyleClass().add("header");
        return header;
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

    private void nextTheme() {
        appearance.themeProperty().set(appearance.themeProperty().get().next());
    }

    private void addActions() {
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
        actions.add(new Action(
                PALETTE, "Do or open anything", WINDOW_GROUP, List.of(Shortcut.of("Ctrl+K")), this::showPalette));
        actions.add(new Action("window.keys", "All keys", WINDOW_GROUP, List.of(Shortcut.typed("?")), this::showKeys));
    }

    private void adapt() {
        PanelWidths now = PanelWidths.forWindow(
                root.getWidth(), appearance.textScaleProperty().get());
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
        Region gallery = now.gallery();
        Region controls = now.controls();
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
        if (runs != null) {
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
