package org.mirrorflow.sim.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.ErdosRenyiDensities;
import org.mirrorflow.theory.optim.MaskSchedule;
import org.mirrorflow.theory.optim.Masked;
import org.mirrorflow.theory.optim.Optimizer;
import org.mirrorflow.theory.optim.SparsityPreconditioner;

/** Masks of sparse training, declared alike in every optimizer that trains under one. */
public final class Masks {

    /** No mask. */
    public static final String NONE = "none";

    private static final String KIND = "mask";
    private static final String SPARSITY = "mask-sparsity";
    private static final String DISTRIBUTION = "mask-distribution";
    private static final String UNIFORM = "uniform";
    private static final String ERDOS_RENYI = "erdos-renyi";
    private static final String INTERVAL = "mask-interval";
    private static final String END = "mask-end";
    private static final String DROP = "mask-drop";

    private Masks() {}

    /** SparseOpt's correction. */
    record Correction(double exponent, boolean renormalised, boolean growByCorrected, boolean normalisedLayersOnly) {

        static final Correction NONE = new Correction(0, false, false, false);

        @Nullable
        SparsityPreconditioner<DenseTensor> of(Assembly assembly, Assembly.Part part) {
            return exponent == 0 || (normalisedLayersOnly && !part.normalised())
                    ? null
                    : new SparsityPreconditioner<>(assembly.algebra(), part.tensor(), exponent, renormalised);
        }
    }

    static List<Parameter> parameters() {
        return List.of(
                new Parameter.Choice(
                        KIND,
                        "M",
                        "mask",
                        "which weights are kept at 0 and how the choice changes",
                        false,
                        NONE,
                        Stream.concat(
                                        Stream.of(NONE),
                                        Arrays.stream(MaskSchedule.Kind.values())
                                                .map(MaskSchedule.Kind::id))
                                .toList()),
                new Parameter.Real(
                        SPARSITY,
                        "s",
                        "mask sparsity",
                        "share of the weights of all masked layers that is masked; without effect for the masks none and start",
                        false,
                        0.9,
                        0,
                        0.999,
                        false),
                new Parameter.Choice(
                        DISTRIBUTION,
                        "",
                        "mask distribution",
                        "uniform: every layer as sparse as the others; erdos-renyi: density ∝ (inputs + outputs)/(inputs · outputs), at least two live inputs for every neuron",
                        false,
                        UNIFORM,
                        List.of(UNIFORM, ERDOS_RENYI)),
                new Parameter.Whole(
                        INTERVAL,
                        "\\Delta T",
                        "mask interval",
                        "steps between two changes of the mask",
                        false,
                        100,
                        1,
                        1_000_000_000),
                new Parameter.Whole(
                        END,
                        "T",
                        "mask end",
                        "step after which the mask stays as it is",
                        false,
                        1000,
                        1,
                        1_000_000_000),
                new Parameter.Real(
                        DROP,
                        "",
                        "mask drop",
                        "share of the live weights that SET and RigL exchange at first",
                        false,
                        0.3,
                        0,
                        1,
                        false));
    }

    /** That optimizer under the mask of the settings. */
    static Optimizer<DenseTensor> wrap(
            Assembly assembly, Assembly.Part part, Optimizer<DenseTensor> inner, Correction correction) {
        Settings settings = assembly.settings();
        String kind = settings.text(KIND);
        if (kind.equals(NONE)) {
            return inner;
        }
        boolean uniform = settings.text(DISTRIBUTION).equals(UNIFORM);
        return new Masked<>(
                assembly.algebra(),
                part.tensor(),
                inner,
                new MaskSchedule(
                        MaskSchedule.Kind.of(kind),
                        uniform ? settings.real(SPARSITY) : erdosRenyi(assembly, part),
                        settings.whole(INTERVAL),
                        settings.wholeLong(END),
                        settings.real(DROP),
                        uniform || part.tensor().columns() == 1 ? 0 : ErdosRenyiDensities.LEAST_INPUTS),
                correction.of(assembly, part),
                correction.growByCorrected(),
                assembly.seed(part));
    }

    /** s of one layer among all that are masked. */
    private static double erdosRenyi(Assembly assembly, Assembly.Part part) {
        List<Assembly.Part> masked =
                assembly.parts().stream().filter(Assembly.Part::weight).toList();
        double[] densities = ErdosRenyiDensities.of(
                masked.stream().mapToInt(each -> each.tensor().rows()).toArray(),
                masked.stream().mapToInt(each -> each.tensor().columns()).toArray(),
                assembly.settings().real(SPARSITY));
        return 1 - densities[masked.indexOf(part)];
    }
}
