package org.mirrorflow.bridge.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * Two choices of the C library and of OpenMP that a training on the processor gains by, made before libtorch is loaded.
 *
 * <ul>
 *   <li>glibc hands every large block back to the system when it is freed and asks for it anew a step later; with its
 *       thresholds raised the pages stay.
 *   <li>OpenMP's threads wait for each other by spinning for milliseconds. On a machine that does anything besides, the one
 *       waited for then does not get its turn: a step of ResNet-20 on two cores with other work took four times as long.
 *       They spin for some ten microseconds, which is as long as most waits of a step are, and then sleep, unless
 *       GOMP_SPINCOUNT or OMP_WAIT_POLICY says otherwise.
 * </ul>
 */
public final class NativeRuntime {

    private static final int TRIM_THRESHOLD = -1;
    private static final int MMAP_THRESHOLD = -3;

    /** glibc refuses more than half of the heap of an arena. */
    private static final int LARGEST_THRESHOLD = 32 << 20;

    /** Rounds of libgomp's loop, of a few nanoseconds each. */
    private static final String SPINS = "10000";

    private static boolean prepared;

    private NativeRuntime() {}

    /** Makes both choices for this process, once; to no effect on OpenMP when libtorch is there already. */
    @SuppressWarnings("restricted")
    public static synchronized void prepare() {
        if (prepared) {
            return;
        }
        prepared = true;
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("mallopt").ifPresent(address -> {
            var mallopt = linker.downcallHandle(
                    address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            try {
                int _ = (int) mallopt.invokeExact(MMAP_THRESHOLD, LARGEST_THRESHOLD);
                int _ = (int) mallopt.invokeExact(TRIM_THRESHOLD, 1 << 30);
            } catch (Throwable e) {
                throw new IllegalStateException("mallopt cannot be called", e);
            }
        });
        if (System.getenv("OMP_WAIT_POLICY") != null) {
            return;
        }
        linker.defaultLookup().find("setenv").ifPresent(address -> {
            var setenv = linker.downcallHandle(
                    address,
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            try (Arena arena = Arena.ofConfined()) {
                int _ = (int) setenv.invokeExact(arena.allocateFrom("GOMP_SPINCOUNT"), arena.allocateFrom(SPINS), 0);
            } catch (Throwable e) {
                throw new IllegalStateException("setenv cannot be called", e);
            }
        });
    }
}
