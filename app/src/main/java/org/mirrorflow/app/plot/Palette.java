package org.mirrorflow.app.plot;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The colours of one theme, read from the bundled {@code palettes.json}.
 *
 * @param id {@code light}, {@code dark} or {@code high-contrast}
 * @param plot plot and page
 * @param panel panels and header
 * @param selection selected rows
 * @param text text
 * @param secondText second text
 * @param divider dividers
 * @param edge edges of fields
 * @param grid grid lines
 * @param axis axis lines and ticks
 * @param theorem ink of theorems
 * @param runs hues of runs A to D
 * @param runTexts the same hues as text
 * @param data data and planted truth
 * @param needsYou what needs the user
 * @param needsYouBackground what lies behind that
 */
public record Palette(
        String id,
        Color plot,
        Color panel,
        Color selection,
        Color text,
        Color secondText,
        Color divider,
        Color edge,
        Color grid,
        Color axis,
        Color theorem,
        List<Color> runs,
        List<Color> runTexts,
        Color data,
        Color needsYou,
        Color needsYouBackground) {

    /** The light theme; paper always uses it. */
    public static final Palette LIGHT = read("light");

    /** The dark theme. */
    public static final Palette DARK = read("dark");

    /** The high-contrast theme. */
    public static final Palette HIGH_CONTRAST = read("high-contrast");

    public Palette {
        runs = List.copyOf(runs);
        runTexts = List.copyOf(runTexts);
    }

    /** The colour of a mark. */
    public Color mark(Role role) {
        return switch (role) {
            case RUN_A, RUN_B, RUN_C, RUN_D -> runs.get(role.ordinal());
            case RUN_E, RUN_F, RUN_G, RUN_H, GREY, DATA -> data;
        };
    }

    /** The colour of words about a role. */
    public Color words(Role role) {
        return switch (role) {
            case RUN_A, RUN_B, RUN_C, RUN_D -> runTexts.get(role.ordinal());
            case RUN_E, RUN_F, RUN_G, RUN_H, GREY, DATA -> secondText;
        };
    }

    private static Palette read(String id) {
        String resource = "/org/mirrorflow/assets/palettes.json";
        try (InputStream in = Palette.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The bundled palettes (" + resource + ") are missing from this build.");
            }
            JsonNode theme = new ObjectMapper().readTree(in).path(id);
            return new Palette(
                    id,
                    colour(theme, "plot"),
                    colour(theme, "panel"),
                    colour(theme, "selection"),
                    colour(theme, "text"),
                    colour(theme, "secondText"),
                    colour(theme, "divider"),
                    colour(theme, "edge"),
                    colour(theme, "grid"),
                    colour(theme, "axis"),
                    colour(theme, "theorem"),
                    colours(theme, "runs"),
                    colours(theme, "runTexts"),
                    colour(theme, "data"),
                    colour(theme, "needsYou"),
                    colour(theme, "needsYouBackground"));
        } catch (JacksonException e) {
            throw new IllegalStateException("The bundled palettes (" + resource + ") are not valid JSON.", e);
        } catch (IOException e) {
            throw new IllegalStateException("The bundled palettes (" + resource + ") cannot be read.", e);
        }
    }

    private static Color colour(JsonNode theme, String name) {
        return Color.decode(theme.required(name).asText());
    }

    private static List<Color> colours(JsonNode theme, String name) {
        List<Color> colours = new ArrayList<>();
        theme.required(name).forEach(node -> colours.add(Color.decode(node.asText())));
        return colours;
    }
}
