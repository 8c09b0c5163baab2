package org.mirrorflow.sim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mirrorflow.sim.Specs;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

class ExtremeSettingsTest {

    /** u₀ = α e^{w/2}, v₀ = α e^{−w/2}: each setting is within its range, and v₀ is no positive double. */
    @Test
    void aStartOutsideTheRangeOfDoublesIsRefusedWhereItIsSet() {
        InvalidSettingException refused = assertThrows(
                InvalidSettingException.class,
                () -> Specs.experiment("model.kind", "log-difference", "model.initial-weight", 10_000));
        assertEquals("model.kind", refused.setting());
        String sentence = String.valueOf(refused.getMessage());
        assertTrue(sentence.contains("positive factors; given 0.0") && sentence.contains("less extreme"), sentence);
    }
}
