package org.mirrorflow.sim.experiment;

import java.util.Map;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;

/** A kind of problem, model or dynamics with its settings, defaults written out. */
public record Section(String kind, Settings settings) {

    /**
     * Resolves a kind and the settings given for it.
     *
     * @param section name of the section, used in messages
     * @throws InvalidSettingException with the dotted path of what is wrong
     */
    static Section of(String section, String kind, Map<String, ?> given) {
        try {
            return new Section(kind, Settings.of(Components.entry(section, kind).parameters(), given));
        } catch (InvalidSettingException e) {
            throw e.setting().startsWith(section + ".") ? e : e.within(section);
        }
    }
}
