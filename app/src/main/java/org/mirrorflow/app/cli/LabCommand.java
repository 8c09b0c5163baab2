package org.mirrorflow.app.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.NoDisplayException;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.sim.data.DataException;
import org.mirrorflow.sim.experiment.SpecificationException;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.RunFolderException;
import org.mirrorflow.sim.run.Version;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code lab}: with no command it opens the window. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        versionProvider = LabCommand.VersionText.class,
        description = "A laboratory for the implicit bias of optimization. Without a command it opens the window.",
        subcommands = {
            RunCommand.class,
            PlotCommand.class,
            PresetsCommand.class,
            CatalogueCommand.class,
            SchemaCommand.class,
            InspectCommand.class,
            DoctorCommand.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0    done",
            "  1    a fault of the lab itself, with its details",
            "  2    a mistake in what was asked for, in one sentence",
            "  3    the run diverged",
            "  130  interrupted; what was asked for can be resumed"
        })
public final class LabCommand implements Runnable {

    /** Exit code for a mistake in the input. */
    static final int MISTAKE = 2;

    /** Exit code for a run that diverged. */
    static final int DIVERGED = 3;

    /** Exit code after an interruption. */
    static final int INTERRUPTED = 130;

    private final Runnable window;

    /** @param window opens the window and returns when it is closed */
    public LabCommand(Runnable window) {
        this.window = window;
    }

    @Override
    public void run() {
        window.run();
    }

    /**
     * Runs the command line.
     *
     * @param window opens the window
     * @return the exit code
     */
    public static int execute(Runnable window, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new LabCommand(window));
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
            return 1;
        });
        line.setParameterExceptionHandler((exception, parsed) -> {
            CommandLine failed = exception.getCommandLine();
            failed.getErr().println("lab: " + sentence(exception.getMessage()));
            CommandLine.UnmatchedArgumentException.printSuggestions(exception, failed.getErr());
            failed.getErr()
                    .println("Try 'lab " + (failed.getParent() == null ? "" : failed.getCommandName() + " ")
                            + "--help'.");
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
                || exception instanceof FigureException
                || exception instanceof NoDisplayException;
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
