package org.mirrorflow.sim.claim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mirrorflow.sim.run.Version;

/** Results of the ledger, and the papers they are about, as BibTeX. */
public final class Citation {

    /** Authors, year and number as {@link Paper#reference()} writes them. */
    private static final Pattern REFERENCE =
            Pattern.compile("(?<authors>.+) (?<year>\\d{4}) \\(arXiv (?<number>[0-9.]+)\\)");

    private static final Map<String, String> TEX = Map.of(
            "\\", "\\textbackslash{}",
            "{", "\\{",
            "}", "\\}",
            "~", "\\textasciitilde{}",
            "^", "\\textasciicircum{}",
            "\u2264", "$\\le$",
            "\u2265", "$\\ge$",
            "\u221e", "$\\infty$",
            "\u2212", "$-$");

    private Citation() {}

    /**
     * A result, followed by its paper where {@link #of(Paper)} knows it.
     *
     * @param result what was found
     * @param day when it was cited
     */
    public static String of(ClaimResult result, LocalDate day) {
        Claim claim = result.claim();
        CheckResult headline = result.headline();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("author", "{Mirrorflow Lab}");
        fields.put(
                "title",
                "Claim {" + tex(claim.id()) + "} (" + tex(claim.name()) + "): "
                        + result.verdict().id());
        fields.put("year", Integer.toString(day.getYear()));
        fields.put("howpublished", "Ledger of claims, Mirrorflow Lab " + tex(Version.CURRENT));
        fields.put(
                "note",
                tex(claim.summary()) + " Source: " + tex(claim.source()) + ". Deciding check "
                        + tex(headline.check().id()) + ": " + tex(LedgerWriter.shown(headline.decisive())) + ", "
                        + tex(LedgerWriter.bound(headline.check())) + "; " + seeds(result) + "; cited " + day);
        return entry("mirrorflow-" + claim.id(), fields)
                + of(claim.paper()).map(paper -> "\n" + paper).orElse("");
    }

    /** A paper; empty where the lab lacks its authors, year, number or title. */
    public static Optional<String> of(Paper paper) {
        Matcher matcher = REFERENCE.matcher(paper.reference());
        if (!matcher.matches() || paper.title().isEmpty()) {
            return Optional.empty();
        }
        List<String> authors = List.of(matcher.group("authors").split(", | and | (?=et al\\.)", -1));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(
                "author",
                authors.stream()
                        .map(author -> author.equals("et al.") ? "others" : tex(author))
                        .collect(Collectors.joining(" and ")));
        fields.put("title", "{" + tex(paper.title()) + "}");
        fields.put("year", matcher.group("year"));
        fields.put("eprint", matcher.group("number"));
        fields.put("archivePrefix", "arXiv");
        return Optional.of(entry(key(paper), fields));
    }

    /** The key of a paper's entry. */
    public static String key(Paper paper) {
        Matcher matcher = REFERENCE.matcher(paper.reference());
        return matcher.matches() ? paper.id() + "-" + matcher.group("year") : paper.id();
    }

    /** The papers that a source names by their arXiv numbers. */
    public static List<Paper> papers(String source) {
        return Arrays.stream(Paper.values())
                .filter(paper -> {
                    Matcher matcher = REFERENCE.matcher(paper.reference());
                    return matcher.matches() && source.contains(matcher.group("number"));
                })
                .toList();
    }

    private static String seeds(ClaimResult result) {
        List<String> seeds = new ArrayList<>();
        result.trials().forEach(trial -> seeds.add(Long.toString(trial.seed())));
        return (seeds.size() == 1 ? "seed " : "seeds ") + String.join(", ", seeds);
    }

    private static String entry(String key, Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> String.format(Locale.ROOT, "  %-13s = {%s}", field.getKey(), field.getValue()))
                .collect(Collectors.joining(",\n", "@misc{" + key + ",\n", "\n}\n"));
    }

    /** Plain text as TeX reads it. */
    public static String tex(String plain) {
        StringBuilder text = new StringBuilder();
        for (String character : plain.split("", -1)) {
            text.append(
                    "&%$#_".contains(character) && !character.isEmpty()
                            ? "\\" + character
                            : TEX.getOrDefault(character, character));
        }
        return text.toString();
    }
}
