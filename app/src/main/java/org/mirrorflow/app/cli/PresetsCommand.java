package org.mirrorflow.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab presets}: what there is to open. */
@Command(name = "presets", description = "Lists the presets, or prints the specification of one, to save and change.")
final class PresetsCommand extends Subcommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "PRESET", description = "print this one's specification")
    private @Nullable String id;

    @Option(names = "--json", description = "print the list as JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (id != null) {
            out().print(SpecificationCodec.write(Presets.get(id).specification()));
        } else if (json) {
            ArrayNode array = JSON.createArrayNode();
            for (Preset preset : Presets.all()) {
                ObjectNode node = array.addObject();
                node.put("id", preset.id()).put("title", preset.title()).put("sentence", preset.sentence());
                node.put("paper", preset.paper()).put("object", preset.object());
                node.set("specification", SpecificationCodec.toTree(preset.specification()));
            }
            print(array);
        } else {
            int width = Presets.all().stream()
                    .mapToInt(preset -> preset.id().length())
                    .max()
                    .orElse(0);
            list(width, "Foundations", null);
            for (Paper paper : Paper.values()) {
                list(width, paper.number() + "  " + paper.shortName(), paper);
            }
        }
        out().flush();
        return 0;
    }

    /** The presets of one paper, or of none of the eight. */
    private void list(int width, String heading, @Nullable Paper paper) {
        List<Preset> own = Presets.all().stream()
                .filter(preset -> Paper.of(preset).orElse(null) == paper)
                .toList();
        if (own.isEmpty()) {
            return;
        }
        out().println(heading);
        for (Preset preset : own) {
            out().printf("  %-" + width + "s  %s%n", preset.id(), preset.title());
            out().printf("  %-" + width + "s  %s%n", "", preset.sentence());
        }
    }
}
