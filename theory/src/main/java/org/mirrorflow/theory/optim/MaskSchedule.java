package org.mirrorflow.theory.optim;

/**
 * How a mask changes over the steps of a run.
 *
 * @param kind the method
 * @param sparsity share of weights masked in the end, in [0, 1)
 * @param interval steps ΔT between two changes, at least 1
 * @param end step after which the mask stays as it is
 * @param dropFraction share of the live weights that SET and RigL exchange at first; it falls by ½(1 + cos πk/end)
 * @param leastInputs inputs that every row keeps live whatever their size, at least 0; the mask is denser than asked where
 *     that takes more weights
 */
public record MaskSchedule(Kind kind, double sparsity, int interval, long end, double dropFraction, int leastInputs) {

    /** The methods. */
    public enum Kind {
        /** The weights that start at exactly 0 stay 0; the sparsity is theirs. */
        START("start"),
        /** The mask of the start, drawn at random. */
        RANDOM("random"),
        /** The mask of the start, which keeps the largest weights. */
        MAGNITUDE("magnitude"),
        /** Exchanges the smallest weights for random ones (Mocanu et al. 2018). */
        SET("set"),
        /** Exchanges the smallest weights for those of largest gradient (Evci et al. 2020). */
        RIGL("rigl"),
        /** Prunes the smallest weights, s·(1 − (1 − k/end)³) of all after step k (Zhu and Gupta 2017). */
        GRADUAL("gradual-magnitude");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }

        /** The method with that id. */
        public static Kind of(String id) {
            for (Kind kind : values()) {
                if (kind.id.equals(id)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no mask method is called \"" + id + "\"");
        }
    }

    public MaskSchedule {
        if (!(sparsity >= 0 && sparsity < 1 && interval >= 1 && dropFraction >= 0 && dropFraction <= 1)
                || leastInputs < 0) {
            throw new IllegalArgumentException("a mask needs a sparsity in [0, 1), an interval of at least 1, a drop"
                    + " fraction in [0, 1] and at least 0 inputs to keep; given " + sparsity + ", " + interval + ", "
                    + dropFraction + ", " + leastInputs);
        }
    }

    /** One under which a row may lose all its inputs. */
    public MaskSchedule(Kind kind, double sparsity, int interval, long end, double dropFraction) {
        this(kind, sparsity, interval, end, dropFraction, 0);
    }

    /** Whether the mask changes before step k = 1, 2, …. */
    boolean changesAt(long k) {
        return switch (kind) {
            case START, RANDOM, MAGNITUDE -> false;
            case SET, RIGL -> k > 1 && (k - 1) % interval == 0 && k - 1 < end;
            case GRADUAL -> k > 1 && (((k - 1) % interval == 0 && k - 1 < end) || k - 1 == end);
        };
    }

    /** Weights that stay live of n after k steps. */
    int live(int n, long k) {
        double share = sparsity;
        if (kind == Kind.GRADUAL) {
            double left = end <= 0 ? 0 : Math.max(0, 1 - (double) k / end);
            share *= 1 - left * left * left;
        }
        return n - (int) Math.round(share * n);
    }

    /** Share of the live weights exchanged after k steps. */
    double dropped(long k) {
        return end <= 0 || k >= end ? 0 : dropFraction * 0.5 * (1 + Math.cos(Math.PI * k / end));
    }
}
