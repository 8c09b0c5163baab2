package org.mirrorflow.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.CheckResult;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.ClaimResult;
import org.mirrorflow.sim.claim.Ledger;
import org.mirrorflow.sim.claim.LedgerReport;
import org.mirrorflow.sim.claim.LedgerWriter;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.TrialResult;
import org.mirrorflow.sim.data.AtomicFiles;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab claims}: the ledger. */
@Command(
        name = "claims",
        description = "Runs the ledger: every claim of the papers as an experiment, with a verdict that is computed.")
final class ClaimsCommand extends Subcommand {

    /** Statements are broken into lines of this many characters. */
    private static final int STATEMENT = 62;

    private static final int MOST_SEEDS = 1000;

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description = "run these and show every number (default: all, in a table)")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--paper",
            split = ",",
            paramLabel = "PAPER",
            completionCandidates = PaperIds.class,
            description = "only claims of: ${COMPLETION-CANDIDATES}; or P1 to P8")
    private List<String> papers = new ArrayList<>();

    @Option(names = "--quick", description = "only claims that take a fraction of a second")
    private boolean quick;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "" + Ledger.SEEDS,
            description = "decide over seeds 1 to N (default: ${DEFAULT-VALUE})")
    private int seeds = Ledger.SEEDS;

    @Option(names = "--threads", paramLabel = "N", description = "trials that run at once (default: one for each core)")
    private @Nullable Integer threads;

    @Option(names = "--list", description = "list the claims, run none")
    private boolean list;

    @Option(names = "--table", description = "show claims that are named in a table as well")
    private boolean table;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "also write claims.json, claims.csv, claims.md and the experiments, as specifications, there")
    private @Nullable Path out;

    @Option(names = "--strict", description = "exit with 1 if a claim fails")
    private boolean strict;

    @Option(names = "--quiet", description = "no progress")
    private boolean quiet;

    /** For the help; read only when it is shown. */
    static final class PaperIds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Paper.values()).map(Paper::id).iterator();
        }
    }

    @Override
    public Integer call() throws Exception {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new InvalidSettingException("--seeds", "is " + seeds + "; it must be 1 to " + MOST_SEEDS);
        }
        if (threads != null && threads < 1) {
            throw new InvalidSettingException("--threads", "is " + threads + "; it must be 1 or more");
        }
        List<Claim> known = Ledger.claims();
        boolean allFound =
                ids.stream().allMatch(id -> known.stream().map(Claim::id).anyMatch(id::equalsIgnoreCase));
        if (ids.isEmpty() || !allFound) {
            // Whoever names other claims need not hear of it.
            Ledger.unloadable().forEach(claim -> err().println("lab: a claim cannot be loaded: " + claim));
            err().flush();
        }
        List<Claim> chosen = chosen();
        if (list) {
            list(chosen);
            return 0;
        }
        if (out != null) {
            makeFolder(out);
        }
        return guarded(() -> run(chosen));
    }

    private List<Claim> chosen() {
        List<Claim> all = Ledger.claims();
        List<String> known = all.stream().map(Claim::id).toList();
        for (String id : ids) {
            if (known.stream().noneMatch(id::equalsIgnoreCase)) {
                throw new InvalidSettingException("\"" + id + "\"", "is no claim; " + Names.suggest(id, known));
            }
        }
        List<Paper> of = new ArrayList<>();
        for (String name : papers) {
            of.add(Paper.named(name)
                    .orElseThrow(() -> new InvalidSettingException(
                            "--paper",
                            "is \"" + name + "\"; "
                                    + Names.suggest(
                                            name,
                                            Arrays.stream(Paper.values())
                                                    .map(Paper::id)
                                                    .toList()))));
        }
        List<Claim> chosen = all.stream()
                .filter(claim -> ids.isEmpty() || ids.stream().anyMatch(claim.id()::equalsIgnoreCase))
                .filter(claim -> of.isEmpty() || of.contains(claim.paper()))
                .filter(claim -> !quick || claim.quick())
                .toList();
        if (chosen.isEmpty()) {
            throw new InvalidSettingException(
                    "lab claims", "finds no claim that is all of this; see lab claims --list");
        }
        return chosen;
    }

    private void list(List<Claim> claims) {
        if (json) {
            ArrayNode array = JSON.createArrayNode();
            claims.forEach(claim -> array.add(LedgerWriter.toTree(claim)));
            print(array);
        } else {
            int width = idWidth(claims);
            for (Paper paper : Paper.values()) {
                List<Claim> own =
                        claims.stream().filter(claim -> claim.paper() == paper).toList();
                if (!own.isEmpty()) {
                    heading(paper);
                }
                for (Claim claim : own) {
                    out().printf(
                                    "  %-" + width + "s  %s%s%n",
                                    claim.id(),
                                    claim.name(),
                                    claim.quick() ? " (quick)" : "");
                    wrapped(claim.summary()).forEach(line -> out().println(" ".repeat(width + 4) + line));
                }
            }
        }
        out().flush();
    }

    private int run(List<Claim> claims) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        ProgressLine line = new ProgressLine(err(), quiet || json);
        LedgerReport report = new Ledger(claims, Ledger.seeds(seeds), threads == null ? cores : threads)
                .run(this::interrupted, progress -> line.show((long) (progress.seconds() * 1e9), () -> text(progress)));
        line.clear();
        if (json) {
            print(LedgerWriter.toTree(report));
        } else if (ids.isEmpty() || table) {
            table(report);
        } else {
            report.claims().forEach(this::details);
            out().print(LedgerWriter.summary(report));
        }
        out().flush();
        if (out != null) {
            write(report, out);
        }
        boolean stopped = !report.complete();
        if (stopped) {
            err().println("Stopped; what was run by then is above.");
            err().flush();
            return LabCommand.INTERRUPTED;
        }
        boolean broken = report.count(ClaimResult.Verdict.ERROR) > 0
                || (ids.isEmpty() && !Ledger.unloadable().isEmpty());
        boolean wrong = broken || (strict && report.count(ClaimResult.Verdict.FAILS) > 0);
        return wrong ? LabCommand.FAULT : 0;
    }

    private static String text(Ledger.Progress progress) {
        return LedgerWriter.progress(progress) + ": " + String.join(", ", progress.running());
    }

    private void heading(Paper paper) {
        out().printf("%s  %s%n    %s%n", paper.number(), paper.shortName(), paper.reference());
    }

    private void table(LedgerReport report) {
        int width = idWidth(report.claims().stream().map(ClaimResult::claim).toList());
        for (Paper paper : Paper.values()) {
            List<ClaimResult> own = report.claims().stream()
                    .filter(result -> result.claim().paper() == paper)
                    .toList();
            if (own.isEmpty()) {
                continue;
            }
            heading(paper);
            own.forEach(result -> row(result, width));
            out().println();
        }
        out().print(LedgerWriter.summary(report));
    }

    private void row(ClaimResult result, int width) {
        List<String> lines = wrapped(result.claim().summary());
        CheckResult headline = result.headline();
        out().printf(
                        Locale.ROOT,
                        "  %s %-" + width + "s  %-" + STATEMENT + "s %10s  %-10s %7.2f s  %s%n",
                        glyph(result.verdict()),
                        result.claim().id(),
                        lines.getFirst(),
                        LedgerWriter.shown(headline.decisive()),
                        LedgerWriter.bound(headline.check()),
                        result.seconds(),
                        result.verdict().id());
        String indent = " ".repeat(width + 6);
        lines.subList(1, lines.size()).forEach(line -> out().println(indent + line));
        result.reasons().forEach(reason -> wrapped(reason).forEach(line -> out().println(indent + "> " + line)));
    }

    private void details(ClaimResult result) {
        Claim claim = result.claim();
        out().printf("%s  %s%n", claim.id(), claim.name());
        field(
                "paper",
                claim.paper().number() + ", " + claim.paper().shortName() + ": "
                        + claim.paper().reference());
        field("statement", claim.summary());
        field("prediction", claim.prediction());
        field("formula", claim.formula());
        field("source", claim.source());
        field(
                "verdict",
                String.format(
                        Locale.ROOT,
                        "%s %s, %d %s in %.2f s",
                        glyph(result.verdict()),
                        result.verdict().id(),
                        result.trials().size(),
                        result.trials().size() == 1 ? "seed" : "seeds",
                        result.seconds()));
        result.reasons().forEach(reason -> field("", reason));
        for (CheckResult check : result.checks()) {
            details(check);
        }
        for (Specification experiment : claim.experiments()) {
            field("watch", watch(experiment));
        }
        for (TrialResult trial : result.trials()) {
            if (!trial.trace().isEmpty()) {
                out().printf("  seed %d broke:%n%s", trial.seed(), trial.trace().indent(4));
            }
        }
        out().println();
    }

    private void details(CheckResult result) {
        Check check = result.check();
        field(
                check.role() == Check.Role.CONTROL ? "control" : "check",
                check.id() + ": " + check.quantity() + ", " + LedgerWriter.bound(check)
                        + (check.rule() == Check.Rule.ON_AVERAGE ? " on average" : "") + ": "
                        + result.status().id());
        field(
                "",
                result.readings().stream()
                                .map(reading -> reading.seed() + ": "
                                        + (reading.measured() ? LedgerWriter.shown(reading.value()) : reading.reason()))
                                .collect(Collectors.joining("   "))
                        + (result.hasInterval() ? "   mean " + LedgerWriter.mean(result) : ""));
    }

    private void field(String name, String text) {
        if (text.isEmpty()) {
            return;
        }
        List<String> lines = wrapped(text, STATEMENT + 24);
        out().printf("  %-11s %s%n", name, lines.getFirst());
        lines.subList(1, lines.size()).forEach(line -> out().println(" ".repeat(14) + line));
    }

    /** What to type in order to see it. */
    private static String watch(Specification experiment) {
        return Presets.of(experiment)
                .map(Preset::id)
                .map(id -> experiment.title() + ": lab run " + id)
                .orElseGet(() -> experiment.title() + " (--out DIR writes it for lab run)");
    }

    private static String glyph(ClaimResult.Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> "\u2713";
            case FAILS -> "\u2717";
            case INCONCLUSIVE -> "?";
            case ERROR -> "!";
            case UNFINISHED -> "\u2026";
        };
    }

    private static int idWidth(List<Claim> claims) {
        return claims.stream().mapToInt(claim -> claim.id().length()).max().orElse(0);
    }

    private static List<String> wrapped(String text) {
        return wrapped(text, STATEMENT);
    }

    /** Lines of at most {@code width} characters, broken at spaces; a longer word stays whole. */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("(?<=\\S)(?=\\s)", -1)) {
            if (!line.isEmpty() && line.length() + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? word.strip() : word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder.resolve("experiments"));
        } catch (IOException e) {
            throw new InvalidSettingException(
                    "--out", "is " + folder + ", where no folder can be made; choose another place");
        }
    }

    private static void write(LedgerReport report, Path folder) throws IOException {
        save(folder.resolve("claims.json"), JSON.writeValueAsString(LedgerWriter.toTree(report)) + "\n");
        save(folder.resolve("claims.csv"), LedgerWriter.csv(report));
        save(folder.resolve("claims.md"), LedgerWriter.markdown(report));
        for (ClaimResult result : report.claims()) {
            int number = 0;
            for (Specification experiment : result.claim().experiments()) {
                number++;
                save(
                        folder.resolve("experiments").resolve(result.claim().id() + "-" + number + ".json"),
                        SpecificationCodec.write(experiment));
            }
        }
    }

    private static void save(Path file, String text) throws IOException {
        AtomicFiles.write(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
