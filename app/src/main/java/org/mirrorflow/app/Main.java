package org.mirrorflow.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.mirrorflow.app.cli.LabCommand;
import org.mirrorflow.app.lab.LabWindow;

/** Entry of the program: the command line, and with no command the window. */
public final class Main {

    private Main() {}

    /** Runs {@code lab} with these arguments and exits with its code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(LabCommand.execute(Main::openWindow, out, err, arguments));
    }

    private static void openWindow() {
        if (!Display.available()) {
            throw new NoDisplayException(
                    "There is no display to open a window on; run an experiment without one, for example: lab run"
                            + " kernel-or-rich --out runs/first");
        }
        LabWindow.open();
    }
}
