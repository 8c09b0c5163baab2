package org.mirrorflow.app.plot;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;

/**
 * The bundled fonts; loaded from the class path, so that they work without a display and without being installed.
 */
public enum Fonts {
    /** Words of the window. */
    SANS("IBMPlexSans-Regular.ttf"),
    /** Titles of the window. */
    SANS_SEMIBOLD("IBMPlexSans-SemiBold.ttf"),
    /** Code, keys, log. */
    MONO("IBMPlexMono-Regular.ttf"),
    /** Words on paper, metric-compatible with Times. */
    SERIF("LiberationSerif-Regular.ttf"),
    /** Panel letters and titles on paper. */
    SERIF_BOLD("LiberationSerif-Bold.ttf"),
    /** Operators, Greek, super- and subscripts that the others lack (∇ ‖ ⊙ ∘ ⟨ ⟩ ∈ ⁻). */
    MATHS("MirrorflowMaths.ttf");

    private final String file;
    // An AWT font has no setters.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Font font;

    Fonts(String file) {
        this.file = file;
        try (InputStream in = url().openStream()) {
            font = Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException("The bundled font " + file + " cannot be read.", e);
        }
    }

    /** Where the TrueType file lies, for toolkits that load fonts themselves. */
    public URL url() {
        URL url = Fonts.class.getResource("/org/mirrorflow/assets/fonts/" + file);
        if (url == null) {
            throw new IllegalStateException("The bundled font " + file + " is missing from this build.");
        }
        return url;
    }

    /** The font at a size. */
    public Font awt(double size) {
        return font.deriveFont((float) size);
    }

    /** Whether the font has a glyph for this code point. */
    public boolean canShow(int codePoint) {
        return font.canDisplay(codePoint);
    }
}
