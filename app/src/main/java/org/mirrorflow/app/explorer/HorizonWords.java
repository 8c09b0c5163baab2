package org.mirrorflow.app.explorer;

import java.util.Locale;
import org.mirrorflow.theory.mirror.HorizonFunction;

/** Horizon functions in words and symbols. */
final class HorizonWords {

    private static final String[] SUBSCRIPTS = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};

    private HorizonWords() {}

    /** The group of the gallery that a map with this horizon belongs to. */
    static String group(HorizonFunction horizon) {
        return switch (horizon) {
            case HorizonFunction.Norm(double p) ->
                p == 1
                        ? "Horizon ℓ₁, sparse"
                        : p == 2 ? "Horizon ℓ₂" : Double.isInfinite(p) ? "Horizon ℓ∞, even" : "Horizon ℓp";
            case HorizonFunction.None none -> "No horizon";
            default -> "Another horizon";
        };
    }

    /** Its symbol in Unicode. */
    static String symbol(HorizonFunction horizon) {
        return switch (horizon) {
            case HorizonFunction.Norm(double p) -> "φ∞ = ‖·‖" + index(p);
            case HorizonFunction.WeightedNorm weighted -> "φ∞, a weighted norm";
            case HorizonFunction.None none -> "no horizon";
            default -> "φ∞";
        };
    }

    private static String index(double p) {
        if (Double.isInfinite(p)) {
            return "∞";
        }
        return p == Math.rint(p) && p < 10
                ? SUBSCRIPTS[(int) p]
                : " with p = " + String.format(Locale.ROOT, "%.4g", p).replaceAll("\\.?0+$", "");
    }
}
