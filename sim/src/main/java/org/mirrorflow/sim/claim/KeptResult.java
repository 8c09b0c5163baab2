package org.mirrorflow.sim.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorflow.sim.run.Build;

/**
 * A result of a claim with the build that has found it, as it is kept in files. What is kept are the numbers of each seed: the
 * verdict is worked out from them anew.
 *
 * @param result what was found
 * @param build see {@link Build#id()}
 * @param at when
 */
public record KeptResult(ClaimResult result, String build, Instant at) {

    private static final String FORMAT = "mirrorflow-claims";
    private static final int VERSION = 1;

    /** A result that this build has found now. */
    public static KeptResult now(ClaimResult result) {
        return new KeptResult(result, Build.id(), Instant.now());
    }

    /** Whether this build has found it. */
    public boolean isOwn() {
        return build.equals(Build.id());
    }

    /** All of them as JSON, without those that were stopped. */
    public static ObjectNode toTree(Collection<KeptResult> all) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put(FORMAT, VERSION);
        ArrayNode claims = root.putArray("claims");
        for (KeptResult kept : all) {
            if (kept.result().verdict() != ClaimResult.Verdict.UNFINISHED) {
                ObjectNode node = claims.addObject();
                node.put("id", kept.result().claim().id())
                        .put("build", kept.build())
                        .put("at", kept.at().toString())
                        .put("checks", fingerprint(kept.result().claim()));
                ArrayNode trials = node.putArray("trials");
                kept.result().trials().forEach(trial -> trials.add(toTree(trial)));
            }
        }
        return root;
    }

    /** What decides, in one line: results of other checks say nothing about these. */
    private static String fingerprint(Claim claim) {
        StringBuilder text = new StringBuilder();
        for (Check check : claim.checks()) {
            text.append(check.id())
                    .append(' ')
                    .append(check.role())
                    .append(' ')
                    .append(check.relation())
                    .append(' ')
                    .append(check.bound())
                    .append(' ')
                    .append(check.rule())
                    .append("; ");
        }
        return text.toString().strip();
    }

    private static ObjectNode toTree(TrialResult trial) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("seed", trial.seed()).put("seconds", trial.seconds());
        if (!trial.error().isEmpty()) {
            node.put("error", trial.error());
        }
        ObjectNode values = node.putObject("values");
        // As text, for JSON has neither NaN nor infinity.
        trial.values().forEach((check, value) -> values.put(check, Double.toString(value)));
        ObjectNode silent = node.putObject("silent");
        trial.silent().forEach(silent::put);
        return node;
    }

    /**
     * The results that such JSON holds of these claims. Left out is what they cannot have found: results of claims that are
     * no more, or that are decided otherwise now, and what is damaged.
     */
    public static List<KeptResult> of(JsonNode root, List<Claim> claims) {
        List<KeptResult> all = new ArrayList<>();
        if (root.path(FORMAT).asInt(0) != VERSION) {
            return all;
        }
        Map<String, Claim> byId = new LinkedHashMap<>();
        claims.forEach(claim -> byId.put(claim.id(), claim));
        for (JsonNode node : root.path("claims")) {
            Claim claim = byId.get(node.path("id").asText());
            if (claim != null && node.path("checks").asText().equals(fingerprint(claim))) {
                one(node, claim).ifPresent(all::add);
            }
        }
        return all;
    }

    private static Optional<KeptResult> one(JsonNode node, Claim claim) {
        try {
            List<TrialResult> trials = new ArrayList<>();
            for (JsonNode trial : node.path("trials")) {
                Map<String, Double> values = new LinkedHashMap<>();
                trial.path("values")
                        .properties()
                        .forEach(entry -> values.put(
                                entry.getKey(), Double.valueOf(entry.getValue().asText())));
                Map<String, String> silent = new LinkedHashMap<>();
                trial.path("silent")
                        .properties()
                        .forEach(entry ->
                                silent.put(entry.getKey(), entry.getValue().asText()));
                trials.add(new TrialResult(
                        trial.path("seed").asLong(),
                        values,
                        silent,
                        trial.path("error").asText(""),
                        "",
                        true,
                        trial.path("seconds").asDouble()));
            }
            return trials.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new KeptResult(
                            ClaimResult.of(claim, trials),
                            node.path("build").asText(),
                            Instant.parse(node.path("at").asText())));
        } catch (NumberFormatException | DateTimeParseException damaged) {
            return Optional.empty();
        }
    }
}
