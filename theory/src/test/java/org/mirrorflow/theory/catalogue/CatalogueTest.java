package org.mirrorflow.theory.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mirrorflow.theory.mirror.MirrorMapFamily;

class CatalogueTest {

    private static final List<Parameter> PARAMETERS = List.of(
            new Parameter.Real("step", "\\eta", "Step", "Step size.", true, 0.1, 1e-6, 10, true),
            new Parameter.Whole("depth", "L", "Depth", "Layers.", false, 2, 2, 10),
            new Parameter.Choice("noise", "", "Noise", "Law of the noise.", false, "none", List.of("none", "gaussian")),
            new Parameter.Text("data", "", "Data", "File with the data.", false, "", true));

    @Test
    void entriesComeInTheOrderOfTheirIdsAndAreFoundByThem() {
        Catalogue<MirrorMapFamily> maps = Catalogue.of(MirrorMapFamily.class, "mirror map");
        assertEquals(maps.ids().stream().sorted().toList(), maps.ids());
        assertEquals(maps.ids().size(), new HashSet<>(maps.ids()).size());
        for (String id : maps.ids()) {
            assertEquals(id, maps.get(id).id());
            assertTrue(maps.contains(id));
        }
        assertFalse(maps.contains("euclid"));
    }

    @Test
    void anUnknownIdSuggestsTheNearest() {
        Catalogue<MirrorMapFamily> maps = Catalogue.of(MirrorMapFamily.class, "mirror map");
        InvalidSettingException unknown =
                assertThrows(InvalidSettingException.class, () -> maps.get("hyperbolic-entrpy"));
        assertEquals("kind", unknown.setting());
        assertTrue(unknown.getMessage().contains("did you mean \"hyperbolic-entropy\"?"));
        InvalidSettingException far = assertThrows(InvalidSettingException.class, () -> maps.get("xyzxyzxyzxyzxyzxyz"));
        assertTrue(far.getMessage().contains("burg, "));
    }

    @Test
    void silentSettingsTakeTheirDefaults() {
        Settings settings = Settings.defaults(PARAMETERS);
        assertEquals(0.1, settings.real("step"));
        assertEquals(2, settings.whole("depth"));
        assertEquals(2L, settings.wholeLong("depth"));
        assertEquals("none", settings.text("noise"));
        assertEquals(
                List.of("step", "depth", "noise", "data"),
                List.copyOf(settings.values().keySet()));
        assertEquals(settings, Settings.of(PARAMETERS, Map.of("step", 0.1, "depth", 2)));
        assertEquals(
                settings.hashCode(),
                Settings.of(PARAMETERS, Map.of("depth", 2.0)).hashCode());
        assertThrows(
                UnsupportedOperationException.class, () -> settings.values().put("step", 1.0));
        assertThrows(IllegalArgumentException.class, () -> settings.real("stepp"));
    }

    @Test
    void givenValuesAreKeptAndEndsOfRangesAreAllowed() {
        Settings settings = Settings.of(PARAMETERS, Map.of("step", 10, "depth", 10, "noise", "gaussian"));
        assertEquals(10, settings.real("step"));
        assertEquals(10, settings.whole("depth"));
        assertEquals("gaussian", settings.text("noise"));
    }

    @Test
    void whatCannotBeIsRefusedWithASentence() {
        assertRefused("stpe", 1, "stpe is not a setting here; did you mean \"step\"?");
        assertRefused("step", "fast", "step is \"fast\"; it must be a number");
        assertRefused("step", 11, "step is 11; it must lie between 1e-6 and 10");
        assertRefused("step", Double.NaN, "step is NaN; it must lie between 1e-6 and 10");
        assertRefused("depth", 2.5, "depth is 2.5; it must be a whole number");
        assertRefused("depth", 1, "depth is 1; it must lie between 2 and 10");
        assertRefused("depth", 1e300, "depth is 1.0E300; it must lie between 2 and 10");
        assertRefused("depth", true, "depth is true; it must be a whole number");
        assertRefused("noise", "gausian", "noise cannot be \"gausian\"; did you mean \"gaussian\"?");
        assertRefused("noise", 3, "noise is 3; it must be one of none, gaussian");
        assertRefused("data", 3, "data is 3; it must be a path in quotes");
    }

    private static void assertRefused(String key, Object value, String sentence) {
        InvalidSettingException refused =
                assertThrows(InvalidSettingException.class, () -> Settings.of(PARAMETERS, Map.of(key, value)));
        assertEquals(sentence, refused.getMessage());
        assertEquals(key, refused.setting());
        assertEquals("problem." + sentence, refused.within("problem").getMessage());
    }

    @Test
    void anExplicitNullMeansTheDefault() {
        Map<String, Object> given = new HashMap<>();
        given.put("step", null);
        assertEquals(0.1, Settings.of(PARAMETERS, given).real("step"));
    }

    @Test
    void nearestNamesIgnoreCaseAndGiveUpWhenNothingIsNear() {
        List<String> names = List.of("hinge", "logistic");
        assertEquals(Optional.of("logistic"), Names.nearest("Logisitc", names));
        assertEquals(Optional.empty(), Names.nearest("q", List.of("logistic")));
        assertEquals("allowed: hinge, logistic", Names.suggest("zzzzzzzzzz", names));
        assertEquals(3, Names.distance("kitten", "sitting"));
        assertEquals(4, Names.distance("", "abcd"));
    }
}
