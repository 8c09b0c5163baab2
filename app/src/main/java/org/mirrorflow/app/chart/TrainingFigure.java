package org.mirrorflow.app.chart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.app.figure.FigureMetadata;
import org.mirrorflow.app.figure.FigureSpec;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.bridge.plan.TrainingPlan;
import org.mirrorflow.bridge.plan.TrainingRun;
import org.mirrorflow.bridge.record.RunEnding;
import org.mirrorflow.bridge.record.TrainingRecord;
import org.mirrorflow.bridge.record.TrainingSeries;
import org.mirrorflow.sim.run.Version;

/** A figure of trainings: what the window exports and what {@code lab plot} draws, with their specifications inside. */
public final class TrainingFigure {

    /** Most panels of one figure. */
    public static final int MOST = 4;

    private TrainingFigure() {}

    /** What the folder of trainings holds, one strand for each contestant. */
    public static List<TrainingChart.Strand> strands(TrainingRecord record) {
        List<TrainingChart.Strand> strands = new ArrayList<>();
        TrainingPlan plan = record.plan();
        for (String contestant : plan.contestants()) {
            List<TrainingRun> own = plan.runs().stream()
                    .filter(run -> run.contestant().equals(contestant))
                    .toList();
            List<TrainingSeries> seeds = own.stream()
                    .map(run -> record.metrics(run.id()).series())
                    .filter(series -> series.size() > 0)
                    .toList();
            boolean ended = own.stream().allMatch(run -> record.facts(run.id()).ending() == RunEnding.DIVERGED);
            strands.add(new TrainingChart.Strand(Role.run(strands.size()), contestant, seeds, ended));
        }
        return strands;
    }

    /** Ids of all metrics, those that the plan names first. */
    public static List<String> metrics(TrainingPlan plan, List<TrainingChart.Strand> strands) {
        Set<String> recorded = new LinkedHashSet<>();
        strands.forEach(strand -> strand.seeds().forEach(series -> recorded.addAll(series.metrics())));
        Set<String> ordered = new LinkedHashSet<>(plan.preset().charts());
        ordered.retainAll(recorded);
        ordered.addAll(recorded);
        return List.copyOf(ordered);
    }

    /**
     * The figure.
     *
     * @param metrics one to four metrics
     * @throws FigureException when a metric was not recorded
     */
    public static Figure of(
            TrainingPlan plan,
            List<TrainingChart.Strand> strands,
            List<String> metrics,
            TrainingChart.Ruler ruler,
            FigureSpec spec) {
        return of(plan, strands, List.of(), metrics, ruler, null, spec);
    }

    /**
     * The same with toys: each metric as two panels, the toy's first.
     *
     * @param toys the toys beside the trainings; where there are some, at most two metrics
     * @param range what the abscissae show, or null to fit them
     * @throws FigureException when a metric was not recorded
     */
    public static Figure of(
            TrainingPlan plan,
            List<TrainingChart.Strand> strands,
            List<TrainingChart.Toy> toys,
            List<String> metrics,
            TrainingChart.Ruler ruler,
            Axis.@Nullable Range range,
            FigureSpec spec) {
        List<String> known = metrics(plan, strands);
        if (known.isEmpty()) {
            throw new FigureException(
                    "No training of this comparison has said anything yet; there is nothing to draw.");
        }
        List<Chart> charts = new ArrayList<>();
        for (String metric : metrics) {
            if (!known.contains(metric)) {
                throw new FigureException("The metric \"" + metric + "\" was not recorded; choose one of "
                        + String.join(", ", known) + ".");
            }
            Chart network = TrainingChart.of(metric, strands, ruler, range);
            if (!toys.isEmpty()) {
                Chart toy = TrainingChart.ofToys(metric, toys, ruler, range);
                charts.add(toy.withTitle("Toy: " + toy.title()));
                network = network.withTitle("Network: " + network.title());
            }
            charts.add(network);
        }
        charts.set(0, charts.getFirst().withLegend(TrainingChart.key(strands)));
        ArrayNode specifications = JsonNodeFactory.instance.arrayNode();
        plan.runs().forEach(run -> specifications.add(run.specification()));
        return new Figure(
                charts,
                spec,
                new FigureMetadata(
                        specifications.toPrettyString(), plan.runs().getFirst().seed(), Version.CURRENT));
    }
}
