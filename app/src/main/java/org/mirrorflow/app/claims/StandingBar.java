package org.mirrorflow.app.claims;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.layout.Region;
import org.mirrorflow.sim.claim.Claim;

/** How the claims of a paper stand, as one thin bar of parts. */
final class StandingBar extends Region {

    private static final double THICK = 6;
    private static final double THIN = 4;
    private static final double GAP = 1;

    private final Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
    private final Map<Standing, Region> parts = new EnumMap<>(Standing.class);

    /** An empty bar. */
    StandingBar() {
        getStyleClass().add("standing-bar");
        for (Standing standing : Standing.values()) {
            Region part = new Region();
            part.setManaged(false);
            part.getStyleClass()
                    .addAll(
                            "standing-part",
                            standing.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            parts.put(standing, part);
            getChildren().add(part);
        }
        setMinHeight(THICK);
        setPrefHeight(THICK);
        setMaxHeight(THICK);
    }

    /** Shows how these claims stand. */
    void show(List<Claim> claims, ClaimsState state) {
        Map<Standing, Integer> now = new EnumMap<>(Standing.class);
        claims.forEach(claim -> now.merge(state.standing(claim), 1, Integer::sum));
        if (!now.equals(counts)) {
            counts.clear();
            counts.putAll(now);
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        double all = counts.values().stream().mapToInt(Integer::intValue).sum();
        double x = 0;
        for (Standing standing : Standing.values()) {
            int count = counts.getOrDefault(standing, 0);
            Region part = parts.get(standing);
            if (part == null) {
                continue;
            }
            part.setVisible(count > 0);
            double width = all == 0 ? 0 : getWidth() * count / all;
            // What failed stands out by its height, not by a hue.
            double height = standing == Standing.FAILS || standing == Standing.ERROR ? THICK : THIN;
            part.resizeRelocate(x, (THICK - height) / 2, Math.max(2, width - GAP), height);
            x += width;
        }
    }
}
