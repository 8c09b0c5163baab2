package org.mirrorflow.theory.descent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;

/**
 * The largest spectral norm of the blocks of a layout, ‖(W₁, W₂, …)‖ = maxₖ ‖Wₖ‖₂. Its dual is the sum of their nuclear
 * norms, and φ replaces each block's gradient G = UΣVᵀ by UVᵀ; the degree is 1. A block that is a vector counts as the
 * diagonal of a matrix: its norm is ℓ∞ and φ its signs.
 *
 * <p>Example: G = (0 3; −2 0) has φ(G) = (0 1; −1 0) and dual norm 5.
 *
 * <p>Source: Bernstein and Newhouse 2024 (arXiv 2409.20325); the matrix analogue of sign descent.
 */
public final class SpectralGeometry implements DescentGeometry {

    private final Layout layout;
    private final int dimension;
    private final int[] offsets;
    private final List<Orthogonalisation> factors = new ArrayList<>();
    private final List<SingularValues> decompositions = new ArrayList<>();

    private SpectralGeometry(Layout layout, BiFunction<Integer, Integer, Orthogonalisation> orthogonalisation) {
        this.layout = layout;
        this.dimension = layout.dimension();
        this.offsets = new int[layout.blocks().size()];
        for (int k = 0; k < offsets.length; k++) {
            offsets[k] = layout.offset(k);
            Block block = layout.blocks().get(k);
            if (block.isMatrix()) {
                factors.add(orthogonalisation.apply(block.rows(), block.columns()));
                decompositions.add(new SingularValues(block.rows(), block.columns()));
            }
        }
    }

    /** With exact singular vectors. */
    public static SpectralGeometry exact(Layout layout) {
        return new SpectralGeometry(layout, SingularValues::new);
    }

    /** With any orthogonalisation, made for each shape. */
    public static SpectralGeometry with(
            Layout layout, BiFunction<Integer, Integer, Orthogonalisation> orthogonalisation) {
        return new SpectralGeometry(layout, orthogonalisation);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double degree() {
        return 1;
    }

    @Override
    public double norm(double[] v) {
        check(v);
        double norm = 0;
        int matrix = 0;
        for (int k = 0; k < offsets.length; k++) {
            Block block = layout.blocks().get(k);
            if (block.isMatrix()) {
                SingularValues values = decompositions.get(matrix++);
                values.decompose(v, offsets[k]);
                for (int j = 0; j < values.count(); j++) {
                    norm = Math.max(norm, values.value(j));
                }
            } else {
                for (int i = 0; i < block.size(); i++) {
                    norm = Math.max(norm, Math.abs(v[offsets[k] + i]));
                }
            }
        }
        return norm;
    }

    @Override
    public double dualNorm(double[] g) {
        check(g);
        double sum = 0;
        int matrix = 0;
        for (int k = 0; k < offsets.length; k++) {
            Block block = layout.blocks().get(k);
            if (block.isMatrix()) {
                SingularValues values = decompositions.get(matrix++);
                values.decompose(g, offsets[k]);
                for (int j = 0; j < values.count(); j++) {
                    sum += values.value(j);
                }
            } else {
                for (int i = 0; i < block.size(); i++) {
                    sum += Math.abs(g[offsets[k] + i]);
                }
            }
        }
        return sum;
    }

    @Override
    public void field(double[] g, double[] out) {
        check(g);
        check(out);
        int matrix = 0;
        for (int k = 0; k < offsets.length; k++) {
            Block block = layout.blocks().get(k);
            if (block.isMatrix()) {
                factors.get(matrix++).apply(g, offsets[k], out);
            } else {
                for (int i = 0; i < block.size(); i++) {
                    out[offsets[k] + i] = Math.signum(g[offsets[k] + i]);
                }
            }
        }
    }

    private void check(double[] x) {
        if (x.length != dimension) {
            throw new IllegalArgumentException(
                    "the geometry is of " + layout + "; the vector given has length " + x.length);
        }
    }
}
