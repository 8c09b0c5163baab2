package org.mirrorflow.app.explorer;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Polyline;
import org.mirrorflow.app.control.GalleryItem;
import org.mirrorflow.theory.mirror.FormulaPotential;
import org.mirrorflow.theory.mirror.MirrorMapFamily;

/**
 * A family of maps in the gallery.
 *
 * @param family the family
 * @param group the group of its default member
 * @param curve the default member's potential, corners in a picture of 44 × 30
 */
record MapItem(MirrorMapFamily family, String group, double[] curve) implements GalleryItem {

    private static final double WIDTH = 44;
    private static final double HEIGHT = 30;
    private static final double MARGIN = 4;
    private static final int POINTS = 36;
    private static final String YOURS = "Yours";
    private static final String OTHER_PLANES = "Matrices and the simplex";

    /** The families that have a plane, the person's own first, then by horizon, then those of matrices and of the simplex. */
    static List<MapItem> all() {
        return MapChoice.families().stream()
                .map(MapItem::of)
                .sorted(Comparator.comparing((MapItem item) -> rank(item.group()))
                        .thenComparing(MapItem::title))
                .toList();
    }

    private static MapItem of(MirrorMapFamily family) {
        MapChoice choice = MapChoice.of(family, Map.of());
        String group = family.id().equals(FormulaPotential.Family.ID)
                ? YOURS
                : choice.plane().isEmpty() ? HorizonWords.group(choice.map().horizon()) : OTHER_PLANES;
        return new MapItem(family, group, curve(Section.of(choice.map())));
    }

    private static String rank(String group) {
        return group.equals(YOURS)
                ? "0"
                : group.startsWith("Horizon") ? "1" + group : group.equals(OTHER_PLANES) ? "3" : "2" + group;
    }

    private static double[] curve(Section section) {
        double[] range = FunctionCharts.range(section.domain(), 2);
        double[] values = new double[POINTS];
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < POINTS; i++) {
            values[i] = section.value().applyAsDouble(range[0] + (range[1] - range[0]) * (i + 0.5) / POINTS);
            if (Double.isFinite(values[i])) {
                low = Math.min(low, values[i]);
                high = Math.max(high, values[i]);
            }
        }
        double[] corners = new double[2 * POINTS];
        for (int i = 0; i < POINTS; i++) {
            corners[2 * i] = MARGIN + (WIDTH - 2 * MARGIN) * i / (POINTS - 1);
            double share = high > low ? (values[i] - low) / (high - low) : 0.5;
            corners[2 * i + 1] = HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * Math.clamp(share, 0, 1);
        }
        return corners;
    }

    /** The picture. */
    Node thumbnail() {
        Polyline line = new Polyline(curve);
        line.getStyleClass().addAll("thumbnail-line", "run-other");
        Pane picture = new Pane(line);
        picture.setMinSize(WIDTH, HEIGHT);
        picture.setMaxSize(WIDTH, HEIGHT);
        return picture;
    }

    @Override
    public String id() {
        return family.id();
    }

    @Override
    public String title() {
        return family.name();
    }

    @Override
    public String sentence() {
        return family.summary();
    }

    @Override
    public String keywords() {
        return family.source();
    }

    @Override
    public String group(String by) {
        return group;
    }
}
