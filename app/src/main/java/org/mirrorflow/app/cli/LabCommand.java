package org.mirrorflow.app.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.NoDisplayException;
import org.mirrorflow.app.copy.python.PythonException;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.app.tour.TourException;
import org.mirrorflow.bridge.plan.TrainingException;
import org.mirrorflow.sim.data.DataException;
import org.mirrorflow.sim.experiment.SpecificationException;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.RunFolderException;
import org.mirrorflow.sim.run.Version;
import org.mirrorflow.sim.sweep.SweepException;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab}: with no command it opens the window. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        versionProvider = LabCommand.VersionText.class,
        description = "A laboratory for the implicit bias of optimization. Without a command it opens the window.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0    done",
            "  1    a fault of the lab itself, with its details; lab claims --strict: a claim fails;",
            "       lab tour --check: an expectation is not satisfied",
            "  2    a mistake in what was asked for, in one sentence",
            "  3    the run, or every training, diverged",
            "  4    lab doctor: something is missing that the commands need",
            "  130  interrupted (143: terminated); lab run, lab sweep and lab train go on with --resume"
        })
public final class LabCommand implements Runnable {

    /** Exit code for a fault of the lab, and for a claim or an expectation that fails where that is asked for. */
    static final int FAULT = 1;

    /** Exit code for a mistake in the input. */
    static final int MISTAKE = 2;

    /** Exit code for a run that diverged. */
    static final int DIVERGED = 3;

    /** Exit code when this computer lacks something that the command line needs. */
    static final int MISSING = 4;

    /** Exit code after an interruption. */
    static final int INTERRUPTED = 130;

    /** Commands by name, in the order of the help. */
    private static final Map<String, Class<?>> COMMANDS = commands();

    private final Desk desk;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "opens the window with it: a session, a specification, a run folder, a figure, a tour")
    private @Nullable String file;

    /** @param desk has the window */
    public LabCommand(Desk desk) {
        this.desk = desk;
    }

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> all = new LinkedHashMap<>();
        all.put("run", RunCommand.class);
        all.put("sweep", SweepCommand.class);
        all.put("train", TrainCommand.class);
        all.put("data", DataCommand.class);
        all.put("worker", WorkerCommandLine.class);
        all.put("plot", PlotCommand.class);
        all.put("claims", ClaimsCommand.class);
        all.put("presets", PresetsCommand.class);
        all.put("tours", ToursCommand.class);
        all.put("tour", GuideCommand.class);
        all.put("catalogue", CatalogueCommand.class);
        all.put("schema", SchemaCommand.class);
        all.put("inspect", InspectCommand.class);
        all.put("copy", CopyCommand.class);
        all.put("doctor", DoctorCommand.class);
        all.put("thumbnails", ThumbnailsCommand.class);
        all.put("help", CommandLine.HelpCommand.class);
        return all;
    }

    Desk desk() {
        return desk;
    }

    @Override
    public void run() {
        String given = file;
        if (given == null) {
            desk.open(List.of());
        } else if (Files.exists(Path.of(given))) {
            desk.open(List.of(Path.of(given)));
        } else if (given.contains("/") || given.contains(".")) {
            throw new NoSuchFileException("There is no file " + given + "; name one that exists, or a command");
        } else {
            throw new CommandLine.UnmatchedArgumentException(
                    Objects.requireNonNull(spec).commandLine(), List.of(given));
        }
    }

    /** A file that was named and does not exist. */
    private static final class NoSuchFileException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoSuchFileException(String sentence) {
            super(sentence);
        }
    }

    /**
     * Runs the command line.
     *
     * @param desk has the window
     * @return the exit code
     */
    public static int execute(Desk desk, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new LabCommand(desk));
        // Making a command takes time: one that is named is made alone.
        String named = arguments.length == 0 ? "" : arguments[0];
        boolean alone = COMMANDS.containsKey(named) && !named.equals("help");
        COMMANDS.forEach((name, command) -> {
            if (!alone || name.equals(named)) {
                line.addSubcommand(name, command);
            }
        });
        line.setOut(out);
        line.setErr(err);
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (isMistake(exception)) {
                command.getErr().println("lab: " + sentence(exception.getMessage()));
                command.getErr().flush();
                return MISTAKE;
            }
            exception.printStackTrace(command.getErr());
            command.getErr()
                    .println(
                            "lab: this is a fault of the lab, not of your input; please report it with the lines above.");
            command.getErr().flush();
            return FAULT;
        });
        line.setParameterExceptionHandler((exception, parsed) -> {
            CommandLine failed = exception.getCommandLine();
            String complaint = complaint(exception);
            failed.getErr()
                    .println("lab: " + complaint + (complaint.endsWith("?") ? " See " : "; see ")
                            + failed.getCommandSpec().qualifiedName() + " --help.");
            failed.getErr().flush();
            return MISTAKE;
        });
        return line.execute(arguments);
    }

    /** Whether an exception tells of a mistake in the input, in a sentence meant for the user. */
    public static boolean isMistake(Throwable exception) {
        return exception instanceof InvalidSettingException
                || exception instanceof SpecificationException
                || exception instanceof ProblemException
                || exception instanceof DataException
                || exception instanceof RunFolderException
                || exception instanceof SweepException
                || exception instanceof TourException
                || exception instanceof NoSuchFileException
                || exception instanceof TrainingException
                || exception instanceof FigureException
                || exception instanceof PythonException
                || exception instanceof NoDisplayException;
    }

    /** What is wrong with the words on the command line, as a clause. */
    private static String complaint(CommandLine.ParameterException exception) {
        CommandSpec command = exception.getCommandLine().getCommandSpec();
        if (exception instanceof CommandLine.UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().getFirst();
            if (word.startsWith("-")) {
                String name = word.replaceFirst("=.*", "");
                return name + " is no option of " + command.qualifiedName()
                        + nearest(name, command.optionsMap().keySet());
            }
            return command.parent() == null
                    ? "\"" + word + "\" is no command"
                            + nearest(word, command.subcommands().keySet())
                    : "\"" + word + "\" is one argument too many for " + command.qualifiedName();
        }
        if (exception instanceof CommandLine.MissingParameterException missing) {
            ArgSpec argument = missing.getMissing().getFirst();
            return argument instanceof OptionSpec option
                    ? option.longestName() + " needs a value, " + option.paramLabel()
                    : command.qualifiedName() + " needs " + argument.paramLabel();
        }
        if (exception.getArgSpec() instanceof OptionSpec option && exception.getValue() != null) {
            boolean whole = option.type() == Long.class || option.type() == int.class;
            return option.longestName() + " is \"" + exception.getValue() + "\"; it must be "
                    + (whole ? "a whole number" : "a number");
        }
        return String.valueOf(exception.getMessage()).replaceFirst("\\.$", "");
    }

    private static String nearest(String word, Collection<String> known) {
        return Names.nearest(word, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    private static String sentence(@Nullable String message) {
        String text = message == null ? "failed without a reason" : message.strip();
        return text.endsWith(".") || text.endsWith("?") || text.endsWith("!") ? text : text + ".";
    }

    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Mirrorflow Lab " + Version.CURRENT + ", Java " + Runtime.version()};
        }
    }
}
