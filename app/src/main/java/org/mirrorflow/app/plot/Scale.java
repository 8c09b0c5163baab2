package org.mirrorflow.app.plot;

import java.util.List;

/** How an axis maps its values to lengths. */
public sealed interface Scale {

    /** Proportional. */
    Scale LINEAR = new Linear();

    /** Logarithmic, ticks on whole decades; values that are not positive are not drawn. */
    Scale LOG = new Log();

    /** Proportional, the smallest value on top: rows of a matrix. */
    Scale DOWNWARD = new Downward();

    /** Proportional. */
    record Linear() implements Scale {}

    /** Proportional, the smallest value on top. */
    record Downward() implements Scale {}

    /** Logarithmic with base ten. */
    record Log() implements Scale {}

    /**
     * Linear on [−threshold, threshold], logarithmic in |v| beyond, one decade as long as the linear half.
     *
     * @param threshold the positive value at which the logarithm takes over
     */
    record SymLog(double threshold) implements Scale {

        public SymLog {
            if (!(threshold > 0) || Double.isInfinite(threshold)) {
                throw new IllegalArgumentException(
                        "The threshold of a symlog axis is " + threshold + "; give a positive finite number.");
            }
        }
    }

    /**
     * Proportional over whole numbers from 1, each of which has a word.
     *
     * @param words the words in order
     */
    record Words(List<String> words) implements Scale {

        public Words {
            words = List.copyOf(words);
        }
    }
}
