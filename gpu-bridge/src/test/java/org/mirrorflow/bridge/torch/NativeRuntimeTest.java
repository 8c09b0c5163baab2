package org.mirrorflow.bridge.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class NativeRuntimeTest {

    @Test
    void whatAPersonHasChosenStays() {
        assertTrue(NativeRuntime.environment(Map.of()).get("GLIBC_TUNABLES").contains("glibc.malloc.hugetlb=1"));
        Map<String, String> added = NativeRuntime.environment(Map.of(
                "GLIBC_TUNABLES",
                "glibc.malloc.hugetlb=0",
                "OMP_WAIT_POLICY",
                "ACTIVE",
                "OPENBLAS_THREAD_TIMEOUT",
                "20"));
        assertEquals(java.util.Set.of("GLIBC_TUNABLES"), added.keySet());
        assertTrue(added.get("GLIBC_TUNABLES").endsWith(":glibc.malloc.hugetlb=0"), added::toString);
    }
}
