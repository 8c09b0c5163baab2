package org.mirrorflow.app.plot;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
    /** Words on paper set in STIX Two, another Times-like face. */
    STIX("STIXTwoText-Regular.ttf"),
    /** Panel letters beside {@link #STIX}. */
    STIX_BOLD("STIXTwoText-Bold.ttf"),
    /** Words on paper beside Computer Modern, the face of LaTeX's {@code article}. */
    CMU("CMUSerif-Roman.ttf"),
    /** Panel letters beside {@link #CMU}. */
    CMU_BOLD("CMUSerif-Bold.ttf"),
    /** Operators, Greek, super- and subscripts that the others lack (∇ ‖ ⊙ ∘ ⟨ ⟩ ∈ ⁻). */
    MATHS("MirrorflowMaths.ttf");

    private final String file;

    Fonts(String file) {
        this.file = file;
    }

    /** A figure uses one face of several: each is read when it is first asked for. */
    private static final class Loaded {

        private static final Map<Fonts, Font> ALL = new ConcurrentHashMap<>();

        private static Font of(Fonts which) {
            return ALL.computeIfAbsent(which, Loaded::read);
        }

        private static Font read(Fonts which) {
            try (InputStream in = which.url().openStream()) {
                return Font.createFont(Font.TRUETYPE_FONT, in);
            } catch (IOException | FontFormatException e) {
                throw new IllegalStateException("The bundled font " + which.file + " cannot be read.", e);
            }
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

    /** Whether it is the bolder face of its family. */
    boolean isStrong() {
        return this == SANS_SEMIBOLD || this == SERIF_BOLD || this == STIX_BOLD || this == CMU_BOLD;
    }

    /** The font at a size. */
    public Font awt(double size) {
        return Loaded.of(this).deriveFont((float) size);
    }

    /** Whether the font has a glyph for this code point. */
    public boolean canShow(int codePoint) {
        return Loaded.of(this).canDisplay(codePoint);
    }
}
