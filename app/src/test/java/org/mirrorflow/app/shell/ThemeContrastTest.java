package org.mirrorflow.app.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The accessibility floor: WCAG contrast of every text and mark on every plane it stands on, in every theme. */
final class ThemeContrastTest {

    private static final Pattern TOKEN = Pattern.compile("(-[a-z-]+): (#[0-9a-f]{6});");
    private static final List<String> PLANES = List.of("-color-bg-default", "-color-bg-subtle", "-color-neutral-muted");

    static List<Arguments> texts() {
        List<Arguments> cases = new ArrayList<>();
        for (Theme theme : Theme.values()) {
            for (String text : List.of("-color-fg-default", "-color-fg-muted", "-color-fg-subtle")) {
                PLANES.forEach(plane -> cases.add(Arguments.of(theme, text, plane)));
            }
            for (String run : List.of("-mf-run-a-text", "-mf-run-b-text", "-mf-run-c-text", "-mf-run-d-text")) {
                cases.add(Arguments.of(theme, run, "-color-bg-default"));
            }
            cases.add(Arguments.of(theme, "-color-fg-default", "-mf-needs-bg"));
            cases.add(Arguments.of(theme, "-color-fg-emphasis", "-color-fg-default"));
        }
        return cases;
    }

    static List<Arguments> marks() {
        List<Arguments> cases = new ArrayList<>();
        for (Theme theme : Theme.values()) {
            for (String mark : List.of("-mf-run-a", "-mf-run-b", "-mf-run-c", "-mf-run-d", "-mf-data", "-mf-theorem")) {
                cases.add(Arguments.of(theme, mark, "-color-bg-default"));
            }
            cases.add(Arguments.of(theme, "-mf-edge", "-color-bg-default"));
            cases.add(Arguments.of(theme, "-mf-edge", "-color-bg-subtle"));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textReachesFourAndAHalf(Theme theme, String text, String plane) {
        assertContrast(4.5, theme, text, plane);
    }

    @ParameterizedTest
    @MethodSource("marks")
    void marksReachThree(Theme theme, String mark, String plane) {
        assertContrast(3, theme, mark, plane);
    }

    private static void assertContrast(double floor, Theme theme, String ink, String plane) {
        Map<String, String> tokens = tokens(theme);
        double a = luminance(tokens.get(ink));
        double b = luminance(tokens.get(plane));
        double contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

        assertTrue(contrast >= floor, () -> "%s on %s in %s: %.2f".formatted(ink, plane, theme, contrast));
    }

    private static Map<String, String> tokens(Theme theme) {
        try (var sheet = URI.create(theme.valueSheet()).toURL().openStream()) {
            String css = new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
            return TOKEN.matcher(css).results().collect(Collectors.toMap(hit -> hit.group(1), hit -> hit.group(2)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Relative luminance by WCAG 2.2. */
    private static double luminance(String hex) {
        int rgb = Integer.parseInt(hex.substring(1), 16);
        return 0.2126 * linear((rgb >> 16) & 255) + 0.7152 * linear((rgb >> 8) & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
