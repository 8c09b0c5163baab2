package org.mirrorflow.theory.reparam;

import java.util.Arrays;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;
import org.mirrorflow.theory.weights.Start;

/** The parameters that fix where a flow starts, declared alike in every family. */
final class Starts {

    static final String INITIAL_SCALE = "initial-scale";
    static final String INITIAL_WEIGHT = "initial-weight";
    static final String INITIAL_SPREAD = "initial-spread";

    private Starts() {}

    /** w₀: the problem's own where it has one, otherwise the declared initial weight everywhere; a fresh array. */
    static double[] weights(Settings settings, Start start) {
        return start.weights().map(double[]::clone).orElseGet(() -> {
            double[] w = new double[start.dimension()];
            Arrays.fill(w, settings.real(INITIAL_WEIGHT));
            if (settings.values().containsKey(INITIAL_SPREAD) && settings.real(INITIAL_SPREAD) > 0) {
                SeededRandom random = new SeededRandom(start.seed(), "start");
                for (int i = 0; i < w.length; i++) {
                    w[i] += settings.real(INITIAL_SPREAD) * random.nextGaussian();
                }
            }
            return w;
        });
    }

    /**
     * A list of numbers separated by commas.
     *
     * @throws InvalidSettingException naming what is wrong
     */
    static double[] list(String setting, String text, int length) {
        String[] parts = text.isBlank() ? new String[0] : text.split(",", -1);
        if (parts.length != length) {
            throw new InvalidSettingException(
                    setting,
                    "has " + parts.length + " numbers, but there are " + length + " weights; give one for each");
        }
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            try {
                values[i] = Double.parseDouble(parts[i].strip());
            } catch (NumberFormatException unreadable) {
                values[i] = Double.NaN;
            }
            if (!Double.isFinite(values[i])) {
                throw new InvalidSettingException(
                        setting,
                        "holds \"" + parts[i].strip() + "\" at place " + (i + 1)
                                + "; it must hold finite numbers separated by commas");
            }
        }
        return values;
    }

    static Parameter initialSpread() {
        return new Parameter.Real(
                INITIAL_SPREAD,
                "\\sigma_0",
                "Initial spread",
                "Standard deviation of normal numbers, drawn from the seed, that are added to the weights at the start.",
                false,
                0,
                0,
                1e4,
                false);
    }

    static Parameter initialScale(String help) {
        return new Parameter.Real(INITIAL_SCALE, "\\alpha", "Initial scale", help, false, 0.1, 1e-8, 1e4, true);
    }

    static Parameter initialWeight() {
        return initialWeight(0);
    }

    static Parameter initialWeight(double byDefault) {
        return new Parameter.Real(
                INITIAL_WEIGHT,
                "w_0",
                "Initial weight",
                byDefault == 0
                        ? "Value of every weight at the start; 0 for an unbiased start."
                        : "Value of every weight at the start, not 0.",
                false,
                byDefault,
                -1e4,
                1e4,
                false);
    }
}
