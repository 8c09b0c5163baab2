package org.mirrorflow.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Charts;
import org.mirrorflow.sim.claim.Ledger;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.run.Curves;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.RunFolder;
import org.mirrorflow.sim.run.Verdicts;
import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.LegendreConditions;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.MirrorMapFamily;
import org.mirrorflow.theory.reparam.MirrorStructure;
import org.mirrorflow.theory.reparam.Penalty;
import org.mirrorflow.theory.reparam.Reparametrization;
import org.mirrorflow.theory.reparam.ReparametrizationFamily;
import org.mirrorflow.theory.weights.Layout;
import org.mirrorflow.theory.weights.Start;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab catalogue}: everything that a specification can name. */
@Command(
        name = "catalogue",
        description =
                "Lists mirror maps, parametrizations and whether they induce one, problems, dynamics, observables; limits, curves, statements"
                        + " and claims of the theory; charts.")
final class CatalogueCommand extends Subcommand {

    /** Seed of random starts. */
    private static final Layout VECTOR = Layout.vector(4);

    private static final Layout MATRIX = Layout.matrix(2, 2);
    private static final long SEED = 1;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "KIND",
            description = "list only this kind, with its settings")
    private @Nullable String kind;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Override
    public Integer call() {
        Map<String, List<? extends CatalogueEntry>> kinds = new LinkedHashMap<>();
        kinds.put("mirror-maps", Components.MIRROR_MAPS.entries());
        kinds.put("parametrizations", Components.PARAMETRIZATIONS.entries());
        kinds.put("problems", Components.PROBLEMS.entries());
        kinds.put("dynamics", Components.DYNAMICS.entries());
        kinds.put("observables", Run.OBSERVABLES.entries());
        kinds.put("limits", Components.LIMITS.entries());
        kinds.put("curves", Curves.rules().entries());
        kinds.put("statements", Verdicts.statements().entries());
        kinds.put("claims", Ledger.claims());
        kinds.put("charts", Charts.ALL.entries());
        if (kind != null && !kinds.containsKey(kind)) {
            throw new InvalidSettingException(
                    "\"" + kind + "\"", "is no kind of entry; " + Names.suggest(kind, kinds.keySet()));
        }
        if (kind != null) {
            kinds.keySet().retainAll(List.of(kind));
        }
        if (json) {
            printJson(kinds);
        } else {
            kinds.forEach(this::printText);
        }
        out().flush();
        return 0;
    }

    private void printText(String name, List<? extends CatalogueEntry> entries) {
        out().println(name);
        int width =
                entries.stream().mapToInt(entry -> entry.id().length()).max().orElse(0);
        for (CatalogueEntry entry : entries) {
            out().printf("  %-" + width + "s  %s%n", entry.id(), entry.name());
            if (entry instanceof ReparametrizationFamily family) {
                out().printf("  %-" + width + "s  %s%n", "", structure(family).sentence());
            }
            if (entry instanceof MirrorMapFamily family) {
                String conditions = conditions(family);
                if (!conditions.isEmpty()) {
                    out().printf("  %-" + width + "s  %s%n", "", conditions);
                }
            }
            if (kind != null) {
                out().printf("  %-" + width + "s  %s%n", "", entry.summary());
                for (Parameter parameter : entry.parameters()) {
                    out().printf(
                                    "      %-18s %s (%s; default %s)%n",
                                    parameter.id(), parameter.help(), range(parameter), parameter.defaultValue());
                }
            }
        }
        out().println();
    }

    /** Of the member with the default settings, on small weights, and of ordinary weight decay. */
    private static MirrorStructure structure(ReparametrizationFamily family) {
        Reparametrization g = family.create(
                Settings.defaults(family.parameters()), new Start(family.sample(), SEED, Optional.empty()));
        return MirrorStructure.of(g, family.sample(), Penalty.squares());
    }

    /** What theorems ask of the member with the default settings; empty where it is not known, as for coupled coordinates. */
    private static String conditions(MirrorMapFamily family) {
        Settings defaults = Settings.defaults(family.parameters());
        try {
            return conditions(family.create(defaults, VECTOR), VECTOR);
        } catch (InvalidSettingException actsOnMatrices) {
            return conditions(family.create(defaults, MATRIX), MATRIX);
        }
    }

    private static String conditions(MirrorMap map, Layout weights) {
        return LegendreConditions.of(map)
                .map(conditions -> conditions.sentence(weights))
                .orElse("");
    }

    private static String range(Parameter parameter) {
        return switch (parameter) {
            case Parameter.Real real -> real.min() + " to " + real.max();
            case Parameter.Whole whole -> whole.min() + " to " + whole.max();
            case Parameter.Choice choice -> String.join(", ", choice.options());
            case Parameter.Text text -> text.file() ? "a path" : "text";
        };
    }

    private void printJson(Map<String, List<? extends CatalogueEntry>> kinds) {
        ObjectNode root = JSON.createObjectNode();
        kinds.forEach((name, entries) -> {
            ArrayNode array = root.putArray(name);
            for (CatalogueEntry entry : entries) {
                ObjectNode node = array.addObject();
                node.put("id", entry.id()).put("name", entry.name()).put("formula", entry.formula());
                node.put("summary", entry.summary()).put("source", entry.source());
                if (entry instanceof MirrorMapFamily family) {
                    node.put("conditions", conditions(family));
                }
                if (entry instanceof ReparametrizationFamily family) {
                    node.set("mirror_map", RunFolder.toTree(structure(family), family.sample()));
                }
                ArrayNode parameters = node.putArray("parameters");
                entry.parameters().forEach(parameter -> parameters.add(describe(parameter)));
            }
        });
        print(root);
    }

    private static ObjectNode describe(Parameter parameter) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", parameter.id()).put("symbol", parameter.symbol()).put("help", parameter.help());
        node.put("adjustable", parameter.adjustable());
        switch (parameter) {
            case Parameter.Real real ->
                node.put("type", "real")
                        .put("default", real.defaultReal())
                        .put("minimum", real.min())
                        .put("maximum", real.max());
            case Parameter.Whole whole ->
                node.put("type", "whole")
                        .put("default", whole.defaultWhole())
                        .put("minimum", whole.min())
                        .put("maximum", whole.max());
            case Parameter.Choice choice -> {
                node.put("type", "choice").put("default", choice.defaultChoice());
                choice.options().forEach(node.putArray("options")::add);
            }
            case Parameter.Text text ->
                node.put("type", text.file() ? "path" : "text").put("default", text.defaultText());
        }
        return node;
    }
}
