package org.mirrorflow.sim.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.mirrorflow.theory.kernel.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Kernels beside EJML's, by JMH. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {

    @Param({"16", "64", "256"})
    public int size;

    private Kernels kernels = Kernels.get();
    private double[] a = {};
    private double[] b = {};
    private double[] c = {};
    private double[] w = {};
    private double[] g = {};
    private DMatrixRMaj left = new DMatrixRMaj();
    private DMatrixRMaj right = new DMatrixRMaj();
    private DMatrixRMaj product = new DMatrixRMaj();

    /** Random matrices of the size. */
    @Setup
    public void prepare() {
        Kernels.prepare();
        kernels = Kernels.get();
        Random random = new Random(1);
        a = random.doubles(size * size).toArray();
        b = random.doubles(size * size).toArray();
        c = new double[size * size];
        w = random.doubles(size).toArray();
        g = new double[size];
        left = new DMatrixRMaj(size, size, true, a);
        right = new DMatrixRMaj(size, size, true, b);
        product = new DMatrixRMaj(size, size);
    }

    /** c ← ab. */
    @Benchmark
    public double[] product() {
        Arrays.fill(c, 0);
        kernels.addProduct(size, size, size, a, 0, false, b, 0, false, c, 0);
        return c;
    }

    /** The same by EJML. */
    @Benchmark
    public DMatrixRMaj productOfEjml() {
        CommonOps_DDRM.mult(left, right, product);
        return product;
    }

    /** g ← aᵀ(aw − y). */
    @Benchmark
    public double residualGradient() {
        Arrays.fill(g, 0);
        return kernels.residualGradient(size, size, a, 0, w, w, 0, g, 0);
    }

    /** u² − v² descends along g. */
    @Benchmark
    public double[] descendPowers() {
        kernels.descendPowers(size / 2, 2, 0, w, g, c);
        return c;
    }
}
