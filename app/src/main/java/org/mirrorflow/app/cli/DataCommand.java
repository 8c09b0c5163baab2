package org.mirrorflow.app.cli;

import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.bridge.data.DataSets;
import org.mirrorflow.bridge.data.Download;
import org.mirrorflow.bridge.plan.TrainingException;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab data}: what networks can learn from, and its fetching, which nothing but this command does. */
@Command(
        name = "data",
        description = "The data sets of trainings: lists them, or fetches one from its public home when asked to.")
final class DataCommand extends Subcommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "list|get",
            description = "list what there is (default), or get one")
    private String action = "list";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "the data set to get")
    private @Nullable String name;

    @Option(names = "--yes", description = "fetch without asking")
    private boolean yes;

    @Option(names = "--out", paramLabel = "DIR", description = "folder (default: where trainings look for it)")
    private @Nullable Path out;

    @Option(names = "--from", paramLabel = "URL", description = "another home of the same files")
    private @Nullable URI from;

    @Option(names = "--quiet", description = "no progress")
    private boolean quiet;

    @Override
    public Integer call() throws Exception {
        return switch (action) {
            case "list" -> listed();
            case "get" -> fetched();
            default ->
                throw new InvalidSettingException(
                        "lab data", "cannot \"" + action + "\"; " + Names.suggest(action, List.of("list", "get")));
        };
    }

    private int listed() {
        List<String> ready = DataSets.ready();
        for (String id : DataSets.IDS) {
            String state = ready.contains(id)
                    ? "here"
                    : Download.ALL.stream()
                            .filter(download -> download.id().equals(id))
                            .map(download -> "lab data get " + id + " (" + size(download.bytes()) + " from "
                                    + host(download) + ")")
                            .findFirst()
                            .orElse("of your own: data.root names it");
            out().printf("%-18s %s%n", id, state);
        }
        return 0;
    }

    private static String host(Download download) {
        return String.valueOf(URI.create(download.home()).getHost());
    }

    private static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes * 1e-3)
                : String.format(Locale.ROOT, "%.1f MB", bytes * 1e-6);
    }

    private int fetched() throws Exception {
        List<String> ids = Download.ALL.stream().map(Download::id).toList();
        String wanted = name;
        if (wanted == null || !ids.contains(wanted)) {
            throw new InvalidSettingException(
                    "lab data get",
                    wanted == null
                            ? "needs a name; these can be fetched: " + String.join(", ", ids)
                            : "cannot fetch \"" + wanted + "\"; " + Names.suggest(wanted, ids));
        }
        Download home = Download.ALL.get(ids.indexOf(wanted));
        URI other = from;
        if (other != null && !List.of("http", "https").contains(String.valueOf(other.getScheme()))) {
            throw new InvalidSettingException("--from", "is " + other + "; give an address with http or https");
        }
        Download download = other == null ? home : home.from(other.toString());
        Path folder = out != null ? out : Download.folder(wanted);
        String what = wanted + ": " + download.about() + "; " + size(download.bytes()) + " from " + host(download)
                + " into " + folder;
        if (!yes && !agreed(what)) {
            return 0;
        }
        ProgressLine line = new ProgressLine(err(), quiet);
        long began = System.nanoTime();
        return guarded(() -> {
            try {
                download.fetch(
                        folder,
                        (file, bytes, of) -> line.show(
                                System.nanoTime() - began, () -> file + ": " + size(bytes) + " of " + size(of)),
                        this::interrupted);
            } catch (IOException e) {
                line.clear();
                throw new TrainingException(String.valueOf(e.getMessage()), e);
            } catch (InterruptedException e) {
                return 130;
            }
            line.clear();
            out().println(what);
            out().println(
                            out == null
                                    ? "A training finds it there: --set data.kind=" + wanted
                                    : "A training finds it with --set data.kind=" + wanted + " --set data.root="
                                            + folder);
            return 0;
        });
    }

    /** Asks where there is somebody to ask; a script says --yes. */
    private static boolean agreed(String what) {
        Console console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(() -> new TrainingException(what + ". Nothing is fetched unasked: say --yes to fetch it"));
        String answer = console.readLine("%s. Fetch it? [y/N] ", what);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
