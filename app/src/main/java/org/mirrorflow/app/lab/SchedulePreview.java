package org.mirrorflow.app.lab;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.ScheduleCharts;
import org.mirrorflow.app.control.PixelSurface;
import org.mirrorflow.app.control.TexView;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.ChartPainter;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.sim.experiment.Changes;
import org.mirrorflow.sim.experiment.Section;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/** The schedule as it will be, drawn: one small chart for each number that depends on time. */
final class SchedulePreview extends VBox {

    private static final double HEIGHT = 84;

    private final List<PixelSurface> surfaces = new ArrayList<>();
    private Palette palette = Palette.LIGHT;
    private double textScale = 1;
    private List<Chart> shown = List.of();
    private @Nullable Section dynamics;
    private Changes changes = Changes.NONE;

    SchedulePreview() {
        super(2);
        setId("schedule-preview");
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /** In these colours, and that size of text, from now on. */
    void setLook(Palette colours, double scale) {
        if (!colours.equals(palette) || scale != textScale) {
            palette = colours;
            textScale = scale;
            draw();
        }
    }

    /** None where the settings contradict each other, which is said beside them. */
    private static List<Chart> charts(Section of, Changes under) {
        try {
            return ScheduleCharts.of(of, under, 0);
        } catch (InvalidSettingException contradiction) {
            return List.of();
        }
    }

    /** Shows what changes under way in these dynamics. */
    void show(Section of, Changes under) {
        if (of.equals(dynamics) && under.equals(changes)) {
            return;
        }
        dynamics = of;
        changes = under;
        List<Chart> charts = charts(of, under);
        boolean same = charts.stream()
                .map(Chart::id)
                .toList()
                .equals(shown.stream().map(Chart::id).toList());
        shown = charts;
        setVisible(!charts.isEmpty());
        if (!same) {
            surfaces.clear();
            getChildren().clear();
            for (Chart chart : charts) {
                Label name = new Label(chart.title());
                name.getStyleClass().add("secondary");
                HBox head = new HBox(6, new TexView(chart.symbolTex(), chart.symbolTex()), name);
                PixelSurface surface = new PixelSurface();
                surface.setMinHeight(HEIGHT);
                surface.setPrefHeight(HEIGHT);
                surface.setMaxHeight(HEIGHT);
                surfaces.add(surface);
                getChildren().addAll(head, surface);
            }
        }
        draw();
    }

    /** What is drawn. */
    List<Chart> charts() {
        return shown;
    }

    private void draw() {
        Metrics metrics = Metrics.screen(textScale);
        Palette colours = palette;
        for (int k = 0; k < surfaces.size(); k++) {
            Chart chart = shown.get(k);
            surfaces.get(k).setAccessibleText(ScheduleCharts.describe(chart));
            surfaces.get(k).setPainter((image, scale) -> ChartPainter.paint(image, scale, chart, colours, metrics));
        }
    }
}
