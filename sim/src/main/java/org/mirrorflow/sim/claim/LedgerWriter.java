package org.mirrorflow.sim.claim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.run.Version;

/** The ledger as JSON, as CSV (one line for each seed of each check) and as a Markdown report. */
public final class LedgerWriter {

    private LedgerWriter() {}

    /** Everything; a number that is none is null, an infinite one the text {@code "Infinity"} or {@code "-Infinity"}. */
    public static ObjectNode toTree(LedgerReport report) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema", 1).put("version", Version.CURRENT);
        ArrayNode seeds = root.putArray("seeds");
        report.seeds().forEach(seeds::add);
        root.put("threads", report.threads()).put("seconds", report.seconds()).put("complete", report.complete());
        ObjectNode counts = root.putObject("verdicts");
        for (ClaimResult.Verdict verdict : ClaimResult.Verdict.values()) {
            counts.put(verdict.id(), report.count(verdict));
        }
        ArrayNode claims = root.putArray("claims");
        report.claims().forEach(result -> claims.add(toTree(result)));
        return root;
    }

    /** What a claim says, without what was found. */
    public static ObjectNode toTree(Claim claim) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", claim.id())
                .put("name", claim.name())
                .put("paper", claim.paper().id());
        node.put("statement", claim.summary()).put("prediction", claim.prediction());
        node.put("formula", claim.formula()).put("source", claim.source()).put("quick", claim.quick());
        ArrayNode experiments = node.putArray("experiments");
        claim.experiments().forEach(specification -> experiments.add(SpecificationCodec.toTree(specification)));
        return node;
    }

    private static ObjectNode toTree(ClaimResult result) {
        ObjectNode node = toTree(result.claim());
        node.put("verdict", result.verdict().id());
        result.reasons().forEach(node.putArray("reasons")::add);
        node.put("seconds", result.seconds());
        ArrayNode checks = node.putArray("checks");
        for (CheckResult check : result.checks()) {
            checks.add(toTree(check));
        }
        return node;
    }

    private static ObjectNode toTree(CheckResult result) {
        Check check = result.check();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", check.id()).put("quantity", check.quantity()).put("role", id(check.role()));
        node.put("relation", id(check.relation()));
        number(node, "bound", check.bound());
        node.put("rule", id(check.rule())).put("status", result.status().id());
        number(node, "decisive", result.decisive());
        number(node, "mean", result.mean());
        number(node, "low", result.hasInterval() ? result.low() : Double.NaN);
        number(node, "high", result.hasInterval() ? result.high() : Double.NaN);
        ArrayNode readings = node.putArray("readings");
        for (CheckResult.Reading reading : result.readings()) {
            ObjectNode one = readings.addObject().put("seed", reading.seed());
            number(one, "value", reading.value());
            if (!reading.measured()) {
                one.put("reason", reading.reason());
            }
        }
        return node;
    }

    private static void number(ObjectNode node, String key, double value) {
        if (Double.isNaN(value)) {
            node.putNull(key);
        } else if (Double.isInfinite(value)) {
            node.put(key, Double.toString(value));
        } else {
            node.put(key, value);
        }
    }

    private static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One line for each seed of each check, with a header; numbers that are none are empty. */
    public static String csv(LedgerReport report) {
        return csv(report.claims());
    }

    /** The same of single results, which need not come from one run of the ledger. */
    public static String csv(List<ClaimResult> results) {
        StringBuilder csv =
                new StringBuilder("claim,paper,verdict,check,role,relation,bound,rule,status,seed,value,reason\n");
        for (ClaimResult result : results) {
            for (CheckResult check : result.checks()) {
                for (CheckResult.Reading reading : check.readings()) {
                    List<String> cells = List.of(
                            result.claim().id(),
                            result.claim().paper().id(),
                            result.verdict().id(),
                            check.check().id(),
                            id(check.check().role()),
                            id(check.check().relation()),
                            Double.toString(check.check().bound()),
                            id(check.check().rule()),
                            check.status().id(),
                            Long.toString(reading.seed()),
                            reading.measured() ? Double.toString(reading.value()) : "",
                            reading.reason());
                    csv.append(cells.stream().map(LedgerWriter::cell).collect(Collectors.joining(",")))
                            .append('\n');
                }
            }
        }
        return csv.toString();
    }

    private static String cell(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** A table for each paper, then every claim with its numbers. */
    public static String markdown(LedgerReport report) {
        StringBuilder text = new StringBuilder("# Ledger of claims\n\n");
        text.append(summary(report)).append("\n");
        for (Paper paper : Paper.values()) {
            List<ClaimResult> own = report.claims().stream()
                    .filter(result -> result.claim().paper() == paper)
                    .toList();
            if (own.isEmpty()) {
                continue;
            }
            text.append("\n## ")
                    .append(paper.number())
                    .append(": ")
                    .append(paper.shortName())
                    .append("\n\n");
            text.append(paper.reference()).append(".\n\n");
            text.append("| id | statement | value | bound | verdict | s |\n| --- | --- | ---: | ---: | --- | ---: |\n");
            own.forEach(result -> text.append(row(result)));
            own.forEach(result -> text.append(details(result)));
        }
        return text.toString();
    }

    /** How far a run is and how long it will take still, in a few words. */
    public static String progress(Ledger.Progress progress) {
        String left = Double.isNaN(progress.secondsLeft())
                ? ""
                : String.format(Locale.ROOT, ", about %.0f s left", progress.secondsLeft());
        return String.format(
                Locale.ROOT,
                "%d of %d claims, %d of %d trials%s",
                progress.decided(),
                progress.claims(),
                progress.trialsRun(),
                progress.trials(),
                left);
    }

    /** What was run and how it came out, in one or two sentences. */
    public static String summary(LedgerReport report) {
        List<String> counts = new ArrayList<>();
        for (ClaimResult.Verdict verdict : ClaimResult.Verdict.values()) {
            if (report.count(verdict) > 0) {
                counts.add(report.count(verdict) + " " + verdict.id());
            }
        }
        return String.format(
                        Locale.ROOT,
                        "%d %s over %d %s in %.1f s: %s.%n",
                        report.claims().size(),
                        report.claims().size() == 1 ? "claim" : "claims",
                        report.seeds().size(),
                        report.seeds().size() == 1 ? "seed" : "seeds",
                        report.seconds(),
                        counts.isEmpty() ? "nothing was asked for" : String.join(", ", counts))
                .replace(System.lineSeparator(), "\n");
    }

    private static String row(ClaimResult result) {
        CheckResult headline = result.headline();
        return String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s | %.2f |",
                        result.claim().id(),
                        plain(result.claim().summary()),
                        shown(headline.decisive()),
                        bound(headline.check()),
                        result.verdict().id(),
                        result.seconds())
                + "\n";
    }

    private static String details(ClaimResult result) {
        Claim claim = result.claim();
        StringBuilder text = new StringBuilder();
        text.append("\n### ")
                .append(claim.id())
                .append(": ")
                .append(claim.name())
                .append("\n\n");
        text.append(claim.summary())
                .append(" Predicted: ")
                .append(claim.prediction())
                .append("\n\n");
        text.append("**").append(result.verdict().id()).append("**. ");
        text.append(String.join(" ", result.reasons()))
                .append(" Source: ")
                .append(claim.source())
                .append("\n\n");
        text.append("| check | quantity | bound | values | mean, 95 % interval | |\n");
        text.append("| --- | --- | ---: | --- | --- | --- |\n");
        for (CheckResult check : result.checks()) {
            text.append("| ")
                    .append(id(check.check().role()))
                    .append(' ')
                    .append(check.check().id())
                    .append(" | ")
                    .append(plain(check.check().quantity()))
                    .append(" | ")
                    .append(bound(check.check()))
                    .append(" | ")
                    .append(check.readings().stream()
                            .map(reading -> reading.measured() ? shown(reading.value()) : plain(reading.reason()))
                            .collect(Collectors.joining(", ")))
                    .append(" | ")
                    .append(mean(check))
                    .append(" | ")
                    .append(check.status().id())
                    .append(" |\n");
        }
        return text.toString();
    }

    /** The mean with its interval, where it has one. */
    public static String mean(CheckResult check) {
        return check.hasInterval()
                ? shown(check.mean()) + " [" + shown(check.low()) + ", " + shown(check.high()) + "]"
                : shown(check.mean());
    }

    /** The bound with the side on which the number must lie. */
    public static String bound(Check check) {
        return (check.relation() == Check.Relation.AT_MOST ? "≤ " : "≥ ") + shown(check.bound());
    }

    /** A number with three significant digits, as a program reads it; a dash for none. */
    public static String shown(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size < 1e-3 || size >= 1e5) {
            String text = String.format(Locale.ROOT, "%.2e", value);
            int e = text.indexOf('e');
            return text.substring(0, e) + "e" + Integer.parseInt(text.substring(e + 1));
        }
        int decimals = Math.clamp(2 - (int) Math.floor(Math.log10(size)), 0, 5);
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String plain(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
