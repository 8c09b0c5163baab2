package org.mirrorflow.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.experiment.SpecificationException;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;

/**
 * What a command is asked to run: the name of a preset or the path of a specification.
 *
 * @param name short name for folders and messages
 * @param specification the run itself
 * @param companions runs beside it
 * @param base folder against which relative paths are resolved
 */
record Targets(String name, Specification specification, List<Preset.Companion> companions, Path base) {

    static Targets of(String text) {
        if (Presets.contains(text)) {
            Preset preset = Presets.get(text);
            return new Targets(preset.id(), preset.specification(), preset.companions(), Path.of(""));
        }
        Path file = Path.of(text);
        if (!Files.exists(file)
                && !text.contains("/")
                && !text.toLowerCase(Locale.ROOT).endsWith(".json")) {
            List<String> ids = Presets.all().stream().map(Preset::id).toList();
            throw new SpecificationException(
                    "\"" + text + "\" is neither a preset nor a file; " + Names.suggest(text, ids));
        }
        Specification specification = SpecificationCodec.read(file);
        Path parent = file.toAbsolutePath().getParent();
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        return new Targets(name, specification, List.of(), parent == null ? Path.of("") : parent);
    }

    /** With {@code path=value} changes applied in order. */
    Targets with(List<String> changes) {
        Specification changed = specification;
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw new InvalidSettingException(
                        "--set " + change, "has no value; write path=value, such as model.initial-scale=0.01");
            }
            changed = changed.with(change.substring(0, equals), value(change.substring(equals + 1)));
        }
        return new Targets(name, changed, companions, base);
    }

    static Object value(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notWhole) {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException notReal) {
                return text;
            }
        }
    }
}
