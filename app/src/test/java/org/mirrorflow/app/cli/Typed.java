package org.mirrorflow.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What a command line answers: its exit code and what it says on both streams. */
record Typed(int code, String out, String err) {

    /** Types {@code lab} and these words. */
    static Typed lab(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Runnable window = () -> out.write("window\n");
        int code = LabCommand.execute(window, new PrintWriter(out), new PrintWriter(err), words);
        return new Typed(code, out.toString(), err.toString());
    }

    List<String> errLines() {
        return err.lines().toList();
    }
}
