package org.mirrorflow.app;

/** Entry of the program. */
public final class Main {

    private Main() {}

    /** Prints the version. */
    public static void main(String[] arguments) {
        System.out.println("Mirrorflow Lab 0.1.0-SNAPSHOT " + String.join("|", arguments));
    }
}
