package org.mirrorflow.bridge.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Choices of the C library, of OpenMP and of OpenBLAS that a training on the processor gains by. Some can be made in a process
 * before libtorch is loaded, others only before it starts: a worker is started with {@link #environment}.
 *
 * <ul>
 *   <li>glibc hands every large block back to the system when it is freed and asks for it anew a step later; with its
 *       thresholds raised the pages stay. They stay only in the arena of the first thread, so all threads share it; and in
 *       pages of 2 MB, where the system gives them on request, they are found much faster.
 *   <li>OpenMP's threads wait for each other by spinning for milliseconds. On a machine that does anything besides, the one
 *       waited for then does not get its turn: a step of ResNet-20 on two cores with other work took four times as long.
 *       They spin for some ten microseconds, which is as long as most waits of a step are, and then sleep, unless
 *       GOMP_SPINCOUNT or OMP_WAIT_POLICY says otherwise.
 *   <li>OpenBLAS has threads of its own, which spin for some twenty milliseconds after each product, in the way of OpenMP's.
 *       They sleep at once. A step of a transformer on two cores took a third less time, and another fifth with large pages.
 * </ul>
 */
public final class NativeRuntime {

    private static final int TRIM_THRESHOLD = -1;
    private static final int MMAP_THRESHOLD = -3;

    /** glibc refuses more than half of the heap of an arena. */
    private static final int LARGEST_THRESHOLD = 32 << 20;

    private static final int LARGEST_TRIM = 1 << 30;

    /** Rounds of libgomp's loop, of a few nanoseconds each. */
    private static final String SPINS = "10000";

    /** Binary logarithm of the cycles for which OpenBLAS's threads spin. */
    private static final String PATIENCE = "8";

    private static final String TUNABLES = "GLIBC_TUNABLES";

    private static boolean prepared;

    private NativeRuntime() {}

    /**
     * What a process that trains is to be started with; elsewhere than on Linux it is without effect.
     *
     * @param present the environment that it would have
     * @return what to add
     */
    public static Map<String, String> environment(Map<String, String> present) {
        Map<String, String> added = new LinkedHashMap<>();
        String tunables = "glibc.malloc.arena_max=1:glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold="
                + LARGEST_THRESHOLD + ":glibc.malloc.trim_threshold=" + LARGEST_TRIM;
        String own = present.getOrDefault(TUNABLES, "");
        // Of two settings of the same the last counts: the person's.
        added.put(TUNABLES, own.isEmpty() ? tunables : tunables + ":" + own);
        if (!present.containsKey("OPENBLAS_THREAD_TIMEOUT")) {
            added.put("OPENBLAS_THREAD_TIMEOUT", PATIENCE);
        }
        if (!present.containsKey("OMP_WAIT_POLICY") && !present.containsKey("GOMP_SPINCOUNT")) {
            added.put("GOMP_SPINCOUNT", SPINS);
        }
        return added;
    }

    /** Makes the choices that this process still can, once; to no effect where libtorch is there already. */
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
                int _ = (int) mallopt.invokeExact(TRIM_THRESHOLD, LARGEST_TRIM);
            } catch (Throwable e) {
                throw new IllegalStateException("mallopt cannot be called", e);
            }
        });
        linker.defaultLookup().find("setenv").ifPresent(address -> {
            var setenv = linker.downcallHandle(
                    address,
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            try (Arena arena = Arena.ofConfined()) {
                for (Map.Entry<String, String> each :
                        environment(System.getenv()).entrySet()) {
                    int _ = (int) setenv.invokeExact(
                            arena.allocateFrom(each.getKey()), arena.allocateFrom(each.getValue()), 0);
                }
            } catch (Throwable e) {
                throw new IllegalStateException("setenv cannot be called", e);
            }
        });
    }
}
