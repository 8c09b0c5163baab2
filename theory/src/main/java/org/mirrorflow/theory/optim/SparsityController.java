package org.mirrorflow.theory.optim;

/**
 * The schedule of continuous sparsification (PILoT): after each epoch the penalty α grows by the factor δ while the model
 * has not become worse, is still too dense and the first half of training is not over, and shrinks by δ otherwise. The
 * second half is thus trained with a fading penalty, which keeps the sparse geometry and frees the minimum.
 *
 * <pre>
 * not worse and ‖θ‖₁ ≥ K and epoch ≤ T/2 :  α ← δα,   else  α ← α/δ
 * </pre>
 *
 * <p>Source: Jacobs and Burkholz 2025 (arXiv 2408.09966), the pseudo-code of the version at ICLR.
 */
public final class SparsityController {

    private final double factor;
    private final double target;
    private final long half;
    private double penalty;
    private double last = Double.POSITIVE_INFINITY;
    private long epochs;

    /**
     * @param initial α at the start, at least 0
     * @param factor δ ≥ 1
     * @param target K, the ‖θ‖₁ that is wanted
     * @param half epochs in which α may grow, T/2
     */
    public SparsityController(double initial, double factor, double target, long half) {
        if (!(initial >= 0 && factor >= 1 && target >= 0)) {
            throw new IllegalArgumentException(
                    "the penalty and the target must be at least 0 and the factor at least 1;" + " given " + initial
                            + ", " + target + ", " + factor);
        }
        this.penalty = initial;
        this.factor = factor;
        this.target = target;
        this.half = half;
    }

    /**
     * The end of an epoch.
     *
     * @param badness what must not grow: the training loss, or minus the accuracy
     * @param l1 ‖θ‖₁
     * @return α for the next epoch
     */
    public double epoch(double badness, double l1) {
        epochs++;
        boolean tighten = badness <= last && l1 >= target && epochs <= half;
        penalty = tighten ? penalty * factor : penalty / factor;
        last = badness;
        return penalty;
    }

    /** α. */
    public double penalty() {
        return penalty;
    }

    /** What a resume needs. */
    public double[] save() {
        return new double[] {penalty, last, epochs};
    }

    /** Takes over what {@link #save} gave. */
    public void restore(double[] saved) {
        if (saved.length != 3) {
            throw new IllegalArgumentException("a controller has three numbers; given " + saved.length);
        }
        penalty = saved[0];
        last = saved[1];
        epochs = (long) saved[2];
    }
}
