package org.mirrorflow.app.lab;

import java.nio.file.Path;
import java.util.List;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Specification;

/**
 * What a session is about, besides its specification.
 *
 * @param preset id of the preset that it is; empty for none
 * @param title of the experiment
 * @param sentence what it shows
 * @param formulas the setting as TeX
 * @param predictions what is predicted in it, as TeX
 * @param charts ids of the charts it asks for
 * @param companions runs beside the live one
 * @param base folder against which the specification's paths are resolved
 */
record Subject(
        String preset,
        String title,
        String sentence,
        List<String> formulas,
        List<String> predictions,
        List<String> charts,
        List<Preset.Companion> companions,
        Path base) {

    static final Subject NOTHING = new Subject("", "", "", List.of(), List.of(), List.of(), List.of(), Path.of(""));

    static Subject of(Preset preset) {
        return new Subject(
                preset.id(),
                preset.title(),
                preset.sentence(),
                preset.formulas(),
                preset.predictions(),
                preset.charts(),
                preset.companions(),
                Path.of(""));
    }

    static Subject of(Specification specification, Path folder) {
        return new Subject(
                "",
                specification.title().isBlank() ? "Untitled experiment" : specification.title(),
                Components.DYNAMICS.get(specification.dynamics().kind()).summary(),
                Specification.SECTIONS.stream()
                        .map(name -> Components.entry(
                                        name, specification.section(name).kind())
                                .formula())
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                folder);
    }

    Subject without(Preset.Companion gone) {
        return new Subject(
                preset,
                title,
                sentence,
                formulas,
                predictions,
                charts,
                companions.stream().filter(companion -> !companion.equals(gone)).toList(),
                base);
    }
}
