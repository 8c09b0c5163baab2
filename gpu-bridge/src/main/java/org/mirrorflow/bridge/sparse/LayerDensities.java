package org.mirrorflow.bridge.sparse;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.theory.optim.ErdosRenyiDensities;

/** How dense each layer of a sparse network is. */
public final class LayerDensities {

    private LayerDensities() {}

    /**
     * The densities of layers that together have a given sparsity.
     *
     * <ul>
     *   <li>{@code uniform}: all the same;
     *   <li>{@code erdos-renyi}: {@link ErdosRenyiDensities} of a kernel's outputs and inputs × area;
     *   <li>{@code erdos-renyi-kernel}: min(1, ε·(n_in + n_out + h + w)/(n_in·n_out·h·w)), with ε such that the layers
     *       together are as dense as asked (Evci et al. 2020, arXiv 1911.11134).
     * </ul>
     *
     * @param shapes outputs × inputs, or outputs × inputs × height × width, of each layer
     * @param sparsity of all layers together, in [0, 1)
     */
    public static double[] of(String distribution, List<long[]> shapes, double sparsity) {
        return switch (distribution) {
            case "uniform" -> {
                double[] densities = new double[shapes.size()];
                Arrays.fill(densities, 1 - sparsity);
                yield densities;
            }
            case "erdos-renyi" ->
                ErdosRenyiDensities.of(
                        shapes.stream().mapToInt(shape -> (int) shape[0]).toArray(),
                        shapes.stream()
                                .mapToInt(shape -> (int) (size(shape) / shape[0]))
                                .toArray(),
                        sparsity);
            case "erdos-renyi-kernel" -> withKernels(shapes, sparsity);
            default -> throw new IllegalArgumentException("no distribution is called \"" + distribution + "\"");
        };
    }

    private static long size(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private static double[] withKernels(List<long[]> shapes, double sparsity) {
        double[] raw = shapes.stream()
                .mapToDouble(shape -> (double) Arrays.stream(shape).sum() / size(shape))
                .toArray();
        double target =
                (1 - sparsity) * shapes.stream().mapToLong(LayerDensities::size).sum();
        // The layers that ε·raw would make more than dense are dense; the others share what is left. Their set only
        // grows.
        boolean[] dense = new boolean[raw.length];
        double epsilon = 0;
        boolean grown = true;
        while (grown) {
            double left = target;
            double perEpsilon = 0;
            for (int l = 0; l < raw.length; l++) {
                if (dense[l]) {
                    left -= size(shapes.get(l));
                } else {
                    perEpsilon += raw[l] * size(shapes.get(l));
                }
            }
            epsilon = perEpsilon == 0 ? 0 : left / perEpsilon;
            grown = false;
            for (int l = 0; l < raw.length; l++) {
                if (!dense[l] && epsilon * raw[l] > 1) {
                    dense[l] = true;
                    grown = true;
                }
            }
        }
        double[] densities = new double[raw.length];
        for (int l = 0; l < raw.length; l++) {
            densities[l] = dense[l] ? 1 : epsilon * raw[l];
        }
        return densities;
    }
}
