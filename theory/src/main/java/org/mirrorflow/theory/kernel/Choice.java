package org.mirrorflow.theory.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Which kernels are used: plain loops at first, vectors once they pay. The Vector API is slow until it has been compiled,
 * for about a second; a program that does less than that in all is faster without. So plain loops count their work, and
 * when there has been enough of it a thread on the side runs the vector kernels on small matrices until they are compiled,
 * and then they take over. Both give the same bits: the moment at which that happens decides nothing but the speed.
 */
final class Choice {

    /** Multiplications after which vectors are worth their start, a second of another core: about that long in plain loops. */
    private static final long ENOUGH = 1_000_000_000;

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private static final ScalarKernels PLAIN = new ScalarKernels();

    // Read in every step without a fence: a thread that sees it late goes on with the same bits.
    private static Kernels current = PLAIN;

    // Counted without a fence: what is lost delays the start a little.
    private static long work;

    private Choice() {}

    static Kernels now() {
        return current;
    }

    static void worked(long multiplications) {
        work += multiplications;
        if (work > ENOUGH && !STARTED.get() && STARTED.compareAndSet(false, true)) {
            Thread thread = new Thread(Choice::warmUp, "vector-kernels");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Whether the machine has the vectors for which {@link VectorKernels} is made. */
    static boolean hasVectors() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && Wide.here();
    }

    /** Apart, so that it is loaded only where the module is there. */
    private static final class Wide {
        static boolean here() {
            return jdk.incubator.vector.DoubleVector.SPECIES_PREFERRED.vectorBitSize() >= 256;
        }
    }

    /** Takes the vector kernels now, if the machine has them, and returns when they are compiled. */
    static void warmUp() {
        STARTED.set(true);
        try {
            if (hasVectors()) {
                VectorKernels vectors = new VectorKernels();
                if (overtakes(vectors)) {
                    current = vectors;
                }
            }
        } catch (LinkageError e) {
            Logger.getLogger(Choice.class.getName())
                    .log(Level.INFO, "the Vector API of this Java cannot be used; plain loops go on", e);
        }
    }

    /** Exercises them until they are faster than plain loops twice in a row; false if they are not within half a minute. */
    private static boolean overtakes(Kernels vectors) {
        ScalarKernels plain = new ScalarKernels();
        long end = System.nanoTime() + 30_000_000_000L;
        int ahead = 0;
        while (ahead < 2 && System.nanoTime() < end) {
            // By turns, so that what else the machine does weighs on both; the plain loops are compiled early.
            long from = System.nanoTime();
            exercise(plain);
            long between = System.nanoTime();
            exercise(vectors);
            ahead = System.nanoTime() - between < between - from ? ahead + 1 : 0;
        }
        return ahead == 2;
    }

    /** Every loop some times, with and without rests. */
    private static void exercise(Kernels kernels) {
        int most = 67;
        double[] z = new double[most * most];
        double[] w = new double[most];
        double[] g = new double[most];
        double[] r = new double[most];
        double[] theta = new double[2 * most];
        double[] slopes = new double[2 * most];
        double[] product = new double[most * most];
        java.util.Arrays.fill(z, 1e-3);
        java.util.Arrays.fill(theta, 0.5);
        for (int round = 0; round < 2000; round++) {
            int d = round % 8 == 0 ? most : round % 8 == 3 ? 5 : 64;
            int rows = round % 4 == 1 ? 13 : 8;
            java.util.Arrays.fill(g, 0);
            kernels.residualGradient(rows, d, z, 0, w, w, 0, round % 8 == 2 ? null : g, 0);
            kernels.addMatrixVector(rows, d, z, 0, w, 0, r, 0);
            kernels.addTransposed(rows, d, z, 0, w, 0, g, 0);
            kernels.addProduct(rows, 16, d > 64 ? 19 : 16, z, 0, round % 3 == 0, z, 0, round % 2 == 0, product, 0);
            kernels.descendPowers(d, 2 + round % 4, 1e-3, theta, g, w);
            kernels.powerDifference(d, 2 + round % 4, theta, w);
            kernels.pullBackPowers(d, 2 + round % 4, theta, g, slopes);
            kernels.addScaled(d, 1e-3, g, 0, w, 0);
            r[0] = kernels.dot(d, g, 0, w, 0);
            kernels.largest(d, w, 0);
            kernels.softMax(d, w, 0);
            kernels.rectify(d, w, 0, g, 0);
            kernels.passWherePositive(d, w, 0, g, 0);
            java.util.Arrays.fill(theta, 0.5);
            java.util.Arrays.fill(product, 0);
            java.util.Arrays.fill(r, 0);
        }
    }
}
