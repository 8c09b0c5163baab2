package org.mirrorflow.bridge.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * All trainings of one comparison, in the order in which they are run: every optimizer with the first seed, then every optimizer
 * with the second, so that a comparison exists as early as possible.
 *
 * @param preset what it was made from
 * @param runs its runs
 */
public record TrainingPlan(TrainingPreset preset, List<TrainingRun> runs) {

    /** Most seeds of one plan. */
    public static final int MOST_SEEDS = 100;

    public TrainingPlan {
        runs = List.copyOf(runs);
    }

    /**
     * The runs of a preset: seed k of each optimizer is the specification's own seed plus k.
     *
     * @throws TrainingException when seeds are no number from 1 to {@link #MOST_SEEDS}
     */
    public static TrainingPlan of(TrainingPreset preset) {
        if (preset.seeds() < 1 || preset.seeds() > MOST_SEEDS) {
            throw new TrainingException(
                    "seeds is " + preset.seeds() + "; give a whole number from 1 to " + MOST_SEEDS + ".");
        }
        long first = preset.specification().path("seed").asLong(1);
        Set<String> taken = new HashSet<>();
        List<String> slugs = new ArrayList<>();
        for (Contestant contestant : preset.contestants()) {
            String slug = slug(contestant.name());
            String free = slug;
            for (int k = 2; !taken.add(free); k++) {
                free = slug + "-" + k;
            }
            slugs.add(free);
        }
        List<TrainingRun> runs = new ArrayList<>();
        for (int k = 0; k < preset.seeds(); k++) {
            for (int c = 0; c < slugs.size(); c++) {
                Contestant contestant = preset.contestants().get(c);
                ObjectNode specification = preset.specification();
                specification.set("optimizer", contestant.optimizer());
                specification.put("seed", first + k);
                runs.add(new TrainingRun(
                        slugs.get(c) + "-seed-" + (first + k), contestant.name(), first + k, specification));
            }
        }
        return new TrainingPlan(preset, runs);
    }

    /** Names of what is compared, in order, without repetition. */
    public List<String> contestants() {
        return runs.stream().map(TrainingRun::contestant).distinct().toList();
    }

    private static String slug(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "run" : plain;
    }
}
