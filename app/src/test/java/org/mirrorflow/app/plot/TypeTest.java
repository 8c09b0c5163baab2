package org.mirrorflow.app.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeTest {

    @ParameterizedTest
    @CsvSource({
        "1.2514, 1.251", "-0.019, −0.019", "0, 0.000", "9.42e-17, 9.42e−17", "-1.889, −1.889", "43.217, 43.22",
        "999.96, 1000", "123456, 1.23e5", "-0.0000001, −1.00e−7", "Infinity, ∞", "NaN, –"
    })
    void readOffs(double value, String shown) {
        assertEquals(shown, Numbers.readOff(value));
    }

    @ParameterizedTest
    @CsvSource({"3.2e-7, 3.2e−7", "0.017, 0.017", "0, 0", "0.5, 0.50", "12.34, 12", "1234, 1.2e3", "-0.0049, −0.0049"})
    void residuals(double value, String shown) {
        assertEquals(shown, Numbers.residual(value));
    }

    @Test
    void aNumberThatRoundsToZeroHasNoSign() {
        assertEquals("0.00", Numbers.fixed(-0.001, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"w_i", "\\max_i\\,|u_i v_i/\\alpha^2-1|", "\\frac{1}{2}x^2", "\\nabla R^*\\circ\\nabla R"})
    void theInkOfAFormulaLiesWithinItsMeasures(String tex) {
        Tex.Outline outline = Tex.outline(tex).orElseThrow();
        Rectangle2D ink = outline.shape().getBounds2D();
        double slack = 0.12;
        assertTrue(ink.getWidth() > 0.3);
        assertTrue(ink.getMinX() >= -slack && ink.getMaxX() <= outline.width() + slack, tex + " " + ink);
        assertTrue(ink.getMinY() >= -outline.ascent() - slack && ink.getMaxY() <= outline.depth() + slack, tex + " " + ink);
    }

    @Test
    void aFormulaStandsOnItsBaseline() {
        Rectangle2D x = Tex.outline("x").orElseThrow().shape().getBounds2D();
        assertEquals(0, x.getMaxY(), 0.03, "the x-height letter ends at the baseline");
        assertEquals(-0.43, x.getMinY(), 0.03, "Computer Modern's x-height is .43 em");
        Rectangle2D y = Tex.outline("y").orElseThrow().shape().getBounds2D();
        assertTrue(y.getMaxY() > 0.15, "y has a descender");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\nosuchcommand{x}", "x}"})
    void brokenTexIsShownAsItsSource(String tex) {
        assertTrue(Tex.outline(tex).isEmpty());
        double asSource = RichText.of(tex, Fonts.SANS, 12).width();
        assertEquals(asSource, RichText.formula(tex, Fonts.SANS, 12).width(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\\frac", "\\sqrt[", "{", "}", "\\left(", "^^", "&", "#1", "\\\\", "%"})
    void noTexThrows(String tex) {
        RichText text = RichText.of("a $" + tex + "$ b", Fonts.SANS, 12);
        assertTrue(text.width() >= RichText.of("a  b", Fonts.SANS, 12).width() - 1e-9);
    }

    @Test
    void charactersThatPlexLacksComeFromAnotherBundledFont() {
        for (int c : "∇‖⊙∘⟨⟩∈⁻".codePoints().toArray()) {
            assertTrue(Fonts.MATHS.canShow(c), Character.toString(c));
        }
        assertTrue(RichText.of("‖w‖₁", Fonts.SANS, 13).width() > RichText.of("w₁", Fonts.SANS, 13).width());
    }

    @ParameterizedTest
    @EnumSource(Fonts.class)
    void bundledFontsLoad(Fonts font) {
        assertTrue(font.canShow('0') || font == Fonts.MATHS);
        assertEquals(13, font.awt(13).getSize2D());
    }

    @Test
    void plexDigitsAreAllAsWideSoThatLiveNumbersDoNotJitter() {
        double[] widths = "0123456789".chars()
                .mapToDouble(c -> RichText.of(Character.toString(c), Fonts.SANS, 100).width())
                .toArray();
        assertEquals(Arrays.stream(widths).min().orElseThrow(), Arrays.stream(widths).max().orElseThrow(), 1e-6);
    }

    @Test
    void marginRowsMoveApartAsLittleAsPossible() {
        assertArrayEquals(new double[] {10, 50}, MarginPainter.spread(new double[] {10, 50}, 12, 0, 100), 1e-12);
        assertArrayEquals(
                new double[] {38, 50, 62}, MarginPainter.spread(new double[] {49, 50, 51}, 12, 0, 100), 1e-12);
        assertArrayEquals(new double[] {0, 12}, MarginPainter.spread(new double[] {1, 2}, 12, 0, 100), 1e-12);
        assertArrayEquals(new double[] {88, 100}, MarginPainter.spread(new double[] {98, 99}, 12, 0, 100), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark", "high-contrast"})
    void contrastOnThePlotMeetsTheFloor(String id) {
        Palette palette =
                switch (id) {
                    case "light" -> Palette.LIGHT;
                    case "dark" -> Palette.DARK;
                    default -> Palette.HIGH_CONTRAST;
                };
        assertEquals(id, palette.id());
        for (Role role : Role.values()) {
            assertTrue(contrast(palette.words(role), palette.plot()) >= 4.5, role + " as words");
            assertTrue(contrast(palette.mark(role), palette.plot()) >= 3.0, role + " as a mark");
        }
        assertTrue(contrast(palette.text(), palette.plot()) >= 4.5);
        assertTrue(contrast(palette.theorem(), palette.plot()) >= 7);
        assertTrue(contrast(palette.axis(), palette.plot()) >= 3.0);
    }

    /** Contrast ratio of WCAG 2. */
    private static double contrast(Color a, Color b) {
        double la = luminance(a);
        double lb = luminance(b);
        return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
    }

    private static double luminance(Color colour) {
        float[] rgb = colour.getRGBColorComponents(null);
        double[] linear = new double[3];
        for (int i = 0; i < 3; i++) {
            linear[i] = rgb[i] <= 0.04045 ? rgb[i] / 12.92 : Math.pow((rgb[i] + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }
}
