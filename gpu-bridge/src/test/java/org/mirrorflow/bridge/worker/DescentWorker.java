package org.mirrorflow.bridge.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Optional;

/** A worker that trains {@link Descent}s, for tests, as a process of its own. */
public final class DescentWorker {

    private DescentWorker() {}

    public static void main(String[] arguments) {
        FileOutputStream lab = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        new Worker(Optional.of(new Descent.Factory()), System.in, lab, 1, 100).serve();
        System.exit(0);
    }
}
