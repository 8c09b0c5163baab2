package org.mirrorflow.app.figure;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words of the lab as LaTeX that a document in any encoding can read: ASCII alone, formulas kept between dollar signs. */
public final class LatexWords {

    private static final Map<Integer, String> COMMANDS = Map.ofEntries(
            Map.entry((int) '\u2212', "-"),
            Map.entry((int) '\u00d7', "\\times "),
            Map.entry((int) '\u00b7', "\\cdot "),
            Map.entry((int) '\u00b1', "\\pm "),
            Map.entry((int) '\u2264', "\\le "),
            Map.entry((int) '\u2265', "\\ge "),
            Map.entry((int) '\u2248', "\\approx "),
            Map.entry((int) '\u2260', "\\ne "),
            Map.entry((int) '\u221e', "\\infty "),
            Map.entry((int) '\u2207', "\\nabla "),
            Map.entry((int) '\u2016', "\\| "),
            Map.entry((int) '\u2113', "\\ell "),
            Map.entry((int) '\u221a', "\\surd "),
            Map.entry((int) '\u222b', "\\int "),
            Map.entry((int) '\u2211', "\\sum "),
            Map.entry((int) '\u2202', "\\partial "),
            Map.entry((int) '\u2208', "\\in "),
            Map.entry((int) '\u2192', "\\to "),
            Map.entry((int) '\u2299', "\\odot "),
            Map.entry((int) '\u2218', "\\circ "),
            Map.entry((int) '\u27e8', "\\langle "),
            Map.entry((int) '\u27e9', "\\rangle "),
            Map.entry((int) '\u00bd', "\\tfrac12 "),
            Map.entry((int) '\u00b0', "^\\circ "),
            Map.entry((int) '\u1d40', "^\\top "),
            Map.entry((int) '\u2032', "'"),
            Map.entry((int) '\u22c6', "\\star "),
            Map.entry((int) '\u1d62', "_i"),
            Map.entry((int) '\u2c7c', "_j"),
            Map.entry((int) '\u209c', "_t"),
            Map.entry((int) '\u207b', "^-"));

    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry((int) '\u2013', "--"),
            Map.entry((int) '\u2014', "---"),
            Map.entry((int) '\u2018', "`"),
            Map.entry((int) '\u2019', "'"),
            Map.entry((int) '\u201c', "``"),
            Map.entry((int) '\u201d', "''"),
            Map.entry((int) '\u2026', "\\dots{}"),
            Map.entry((int) '\u00a0', "~"),
            Map.entry((int) '\u2009', "\\,"),
            Map.entry((int) '\u202f', "\\,"),
            Map.entry((int) '\\', "\\textbackslash{}"),
            Map.entry((int) '~', "\\textasciitilde{}"),
            Map.entry((int) '^', "\\textasciicircum{}"));

    private static final String SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
    private static final String[] GREEK = {
        "alpha",
        "beta",
        "gamma",
        "delta",
        "varepsilon",
        "zeta",
        "eta",
        "theta",
        "iota",
        "kappa",
        "lambda",
        "mu",
        "nu",
        "xi",
        "o",
        "pi",
        "rho",
        "varsigma",
        "sigma",
        "tau",
        "upsilon",
        "varphi",
        "chi",
        "psi",
        "omega"
    };
    private static final Map<Integer, String> CAPITALS = Map.ofEntries(
            Map.entry(0x393, "\\Gamma "),
            Map.entry(0x394, "\\Delta "),
            Map.entry(0x398, "\\Theta "),
            Map.entry(0x39b, "\\Lambda "),
            Map.entry(0x39e, "\\Xi "),
            Map.entry(0x3a0, "\\Pi "),
            Map.entry(0x3a3, "\\Sigma "),
            Map.entry(0x3a6, "\\Phi "),
            Map.entry(0x3a8, "\\Psi "),
            Map.entry(0x3a9, "\\Omega "));

    private LatexWords() {}

    /** Words with formulas between dollar signs. */
    public static String of(String markup) {
        StringBuilder tex = new StringBuilder();
        String[] parts = markup.split("\\$", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean formula = i % 2 == 1;
            if (formula && !parts[i].isEmpty()) {
                tex.append('$').append(formula(parts[i])).append('$');
            } else {
                tex.append(words(parts[i]));
            }
        }
        return tex.toString();
    }

    private static String formula(String given) {
        StringBuilder tex = new StringBuilder();
        given.codePoints().forEach(c -> {
            String command = command(c);
            tex.append(command != null ? command : c < 128 ? Character.toString(c) : "\\text{" + unknown(c) + "}");
        });
        return tex.toString();
    }

    private static String words(String given) {
        StringBuilder tex = new StringBuilder();
        given.codePoints().forEach(c -> {
            String word = WORDS.get(c);
            String command = command(c);
            if (word != null) {
                tex.append(word);
            } else if (command != null) {
                tex.append("$").append(command.strip()).append("$");
            } else if ("#%&_{}".indexOf(c) >= 0) {
                tex.append('\\').appendCodePoint(c);
            } else if (c < 128) {
                tex.appendCodePoint(c);
            } else {
                tex.append(unknown(c));
            }
        });
        // One formula where signs follow each other, so that an index hangs on its letter.
        return tex.toString().replace("$$", " ");
    }

    private static String unknown(int c) {
        return "{[U+" + String.format(Locale.ROOT, "%04X", c) + "]}";
    }

    private static @Nullable String command(int c) {
        if (c >= 0x3b1 && c <= 0x3c9) {
            return "\\" + GREEK[c - 0x3b1] + " ";
        }
        if (c >= 0x2080 && c <= 0x2089) {
            return "_" + (c - 0x2080);
        }
        int power = SUPERSCRIPTS.indexOf(c);
        if (power >= 0) {
            return "^" + power;
        }
        String capital = CAPITALS.get(c);
        return capital != null ? capital : COMMANDS.get(c);
    }
}
