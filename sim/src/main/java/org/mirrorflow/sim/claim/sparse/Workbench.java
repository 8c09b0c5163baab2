package org.mirrorflow.sim.claim.sparse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.reparam.DirectWeights;

/** What the trials of this package are put together from: problems and dynamics of the catalogue, by kind and settings. */
final class Workbench {

    private static final long GENERATION = 1000;

    /** Pretraining takes longer than many a trial, so problems are made once. Their data never change. */
    private static final Map<List<Object>, NetworkLoss> MADE = new ConcurrentHashMap<>();

    private Workbench() {}

    /** A seed of its own for each repetition within a trial. */
    static long repetition(long seed, int index) {
        return seed * GENERATION + index;
    }

    /**
     * A problem.
     *
     * @param settings ids and values in turn
     */
    static NetworkLoss problem(String kind, long seed, Object... settings) {
        List<Object> key = new ArrayList<>(List.of(settings));
        key.add(kind);
        key.add(seed);
        return MADE.computeIfAbsent(key, missing -> make(kind, seed, settings)).copy();
    }

    private static NetworkLoss make(String kind, long seed, Object... settings) {
        var family = Components.PROBLEMS.get(kind);
        try {
            return (NetworkLoss) family.create(resolved(family, settings), seed, Path.of(""));
        } catch (ProblemException e) {
            throw new IllegalStateException("a problem without files needs none: " + kind, e);
        }
    }

    /**
     * An optimizer on the weights themselves, at the problem's start.
     *
     * @param settings ids and values in turn
     */
    static Dynamics dynamics(NetworkLoss problem, String kind, long seed, Object... settings) {
        double[] start = problem.startWeights().orElseThrow();
        var family = Components.DYNAMICS.get(kind);
        Model model = new Model.Factored(new DirectWeights(start, problem.layout()));
        return family.create(resolved(family, settings), problem, model, seed);
    }

    private static Settings resolved(CatalogueEntry family, Object... settings) {
        return Settings.of(family.parameters(), map(settings));
    }

    static Map<String, Object> map(Object... settings) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            given.put((String) settings[i], settings[i + 1]);
        }
        return given;
    }

    /** Takes that many steps, fewer where the weights leave every bound. */
    static Dynamics advance(Dynamics dynamics, long steps, Trial trial) {
        for (long k = 0; k < steps; k++) {
            if (k % 16 == 0) {
                trial.checkpoint();
                if (!finite(dynamics.weights())) {
                    return dynamics;
                }
            }
            dynamics.advance(Double.POSITIVE_INFINITY);
        }
        return dynamics;
    }

    /** Steps until the loss is at most {@code target}; infinite where {@code most} steps do not do it. */
    static double stepsTo(Dynamics dynamics, double target, long most, Trial trial) {
        while (dynamics.steps() < most) {
            if (dynamics.loss() <= target) {
                return dynamics.steps();
            }
            trial.checkpoint();
            dynamics.advance(Double.POSITIVE_INFINITY);
            if (!finite(dynamics.weights())) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return dynamics.loss() <= target ? dynamics.steps() : Double.POSITIVE_INFINITY;
    }

    static boolean finite(double[] w) {
        double sum = 0;
        for (double x : w) {
            sum += x;
        }
        return Double.isFinite(sum);
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double x : values) {
            sum += x / values.length;
        }
        return sum;
    }

    /** 95 % of Student's t with four degrees of freedom, for five repetitions. */
    static final double T4 = 2.776;

    /** |mean|/(deviation/√n); 0 where all values are 0. */
    static double tStatistic(double[] values) {
        double mean = mean(values);
        double square = 0;
        for (double x : values) {
            square += (x - mean) * (x - mean);
        }
        double error = Math.sqrt(square / (values.length - 1) / values.length);
        return mean == 0 ? 0 : Math.abs(mean) / error;
    }

    /** What the optimizer of a block remembers under that name. */
    static double[] memory(Dynamics dynamics, int block, String name) {
        double[] found = dynamics.save().get("optimizer" + block + "-" + name);
        if (found == null) {
            throw new IllegalStateException("the optimizer of block " + block + " has no \"" + name + "\"");
        }
        return found;
    }

    /** An experiment with direct weights that one can watch. */
    static Specification watch(
            String title,
            String problem,
            Map<String, Object> problemSettings,
            String dynamics,
            Map<String, Object> dynamicsSettings,
            long steps) {
        return SpecificationCodec.parse(
                "{\"schema\": 1, \"title\": \"" + title + "\", \"seed\": 1, \"problem\": "
                        + json(problem, problemSettings)
                        + ", \"model\": {\"kind\": \"direct\"}, \"dynamics\": " + json(dynamics, dynamicsSettings)
                        + ", \"stop\": {\"steps\": " + steps + "}}",
                title);
    }

    private static String json(String kind, Map<String, Object> settings) {
        StringJoiner members = new StringJoiner(", ", "{", "}");
        members.add("\"kind\": \"" + kind + "\"");
        settings.forEach((id, value) ->
                members.add("\"" + id + "\": " + (value instanceof String text ? "\"" + text + "\"" : value)));
        return members.toString();
    }
}
