package org.mirrorflow.sim.problem;

import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.matrix.Products;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;

/**
 * Sparse coding, f(C) = ½‖DC − Y‖_F² over the codes C, atoms × signals, for a given dictionary D; or dictionary learning, the
 * same over D and C together. Each column of the codes is a regression of its own when D is given.
 *
 * <p>An instance owns a workspace and belongs to one thread.
 *
 * <p>Source: Olshausen and Field 1996; Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), sparse coding.
 */
public final class SparseCoding implements Problem {

    private final double[] dictionary;
    private final double[] signals;
    private final int features;
    private final int atoms;
    private final int count;
    private final boolean learned;
    private final double @Nullable [] codes;
    private final String description;
    private final String digest;
    private final double[] residual;

    /**
     * @param dictionary D, features × atoms by rows: given, or where learning starts
     * @param signals Y, features × signals by rows
     * @param features number of rows of D and Y
     * @param atoms number of columns of D
     * @param learned whether D is part of the weights
     * @param codes planted codes, atoms × signals by rows, or null
     * @param description one line for people
     */
    public SparseCoding(
            double[] dictionary,
            double[] signals,
            int features,
            int atoms,
            boolean learned,
            double @Nullable [] codes,
            String description) {
        this.features = features;
        this.atoms = atoms;
        this.count = signals.length / features;
        if (dictionary.length != features * atoms || signals.length != features * count || count == 0) {
            throw new IllegalArgumentException("a dictionary of " + atoms + " atoms with " + features + " features has "
                    + features * atoms + " entries and signals a multiple of " + features + "; given "
                    + dictionary.length + " and " + signals.length);
        }
        if (codes != null && codes.length != atoms * count) {
            throw new IllegalArgumentException(
                    "codes are " + atoms + " × " + count + "; given " + codes.length + " entries");
        }
        this.dictionary = dictionary.clone();
        this.signals = signals.clone();
        this.learned = learned;
        this.codes = codes == null ? null : codes.clone();
        this.description = description;
        this.digest = learned
                ? Digests.of("dictionary-learning", new int[] {features, atoms, count}, signals)
                : Digests.of("sparse-coding", new int[] {features, atoms, count}, dictionary, signals);
        this.residual = new double[signals.length];
    }

    /** Whether the dictionary is part of the weights. */
    public boolean learned() {
        return learned;
    }

    /** Number of signals. */
    public int signalCount() {
        return count;
    }

    /** The given dictionary, features × atoms, a copy. */
    public DMatrixRMaj dictionary() {
        return new DMatrixRMaj(features, atoms, true, dictionary.clone());
    }

    /** Signal j, a fresh array. */
    public double[] signal(int j) {
        double[] y = new double[features];
        Arrays.setAll(y, i -> signals[i * count + j]);
        return y;
    }

    @Override
    public int dimension() {
        return atoms * count + (learned ? features * atoms : 0);
    }

    /** The codes C; with a learned dictionary D and then C. */
    @Override
    public Layout layout() {
        Block c = new Block("C", atoms, count);
        return learned ? Layout.of(new Block("D", features, atoms), c) : Layout.of(c);
    }

    @Override
    public Optional<double[]> startWeights() {
        return learned ? Optional.of(Arrays.copyOf(dictionary, dimension())) : Optional.empty();
    }

    @Override
    public double loss(double[] w) {
        if (w.length != dimension()) {
            throw new IllegalArgumentException(
                    "w has length " + w.length + " but the weights are " + layout() + "; it needs " + dimension());
        }
        for (int i = 0; i < residual.length; i++) {
            residual[i] = -signals[i];
        }
        double[] d = learned ? w : dictionary;
        Products.addProduct(features, atoms, count, d, 0, false, w, codesAt(), false, residual, 0);
        double sum = 0;
        for (double r : residual) {
            sum += r * r;
        }
        return 0.5 * sum;
    }

    private int codesAt() {
        return learned ? features * atoms : 0;
    }

    @Override
    public double lossAndGradient(double[] w, double[] gradient) {
        if (gradient.length != dimension()) {
            throw new IllegalArgumentException("gradient has length " + gradient.length + " but the weights are "
                    + layout() + "; it needs " + dimension());
        }
        double loss = loss(w);
        double[] d = learned ? w : dictionary;
        Products.product(atoms, features, count, d, 0, true, residual, 0, false, gradient, codesAt());
        if (learned) {
            Products.product(features, count, atoms, residual, 0, false, w, codesAt(), true, gradient, 0);
        }
        return loss;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String digest() {
        return digest;
    }

    /** The planted codes; none where the dictionary is learned, which fixes them only up to order and scale. */
    @Override
    public Optional<double[]> planted() {
        return codes == null || learned ? Optional.empty() : Optional.of(codes.clone());
    }

    @Override
    public SparseCoding copy() {
        return new SparseCoding(dictionary, signals, features, atoms, learned, codes, description);
    }
}
