package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.matrix.Products;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * Sparse coding from a seed: Y = D°C° with atoms of length 1 and k codes a signal that are not 0, of size ½ to 3/2 and either
 * sign.
 */
public final class GeneratedSparseCoding implements ProblemFamily {

    private static final String GIVEN = "given";
    private static final String LEARNED = "learned";

    @Override
    public String id() {
        return "sparse-coding";
    }

    @Override
    public String name() {
        return "Sparse coding";
    }

    @Override
    public String formula() {
        return "f(C) = \\frac12\\lVert DC - Y\\rVert_F^2";
    }

    @Override
    public String summary() {
        return "Signals made of few atoms of a dictionary: which codes are found depends on the geometry of the codes.";
    }

    @Override
    public String source() {
        return "Olshausen and Field 1996; Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883)";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Whole("features", "m", "Features", "Length of a signal.", false, 20, 1, 10_000),
                new Parameter.Whole("atoms", "p", "Atoms", "Number of atoms of the dictionary.", false, 40, 1, 10_000),
                new Parameter.Whole("signals", "n", "Signals", "Number of signals.", false, 5, 1, 10_000),
                new Parameter.Whole(
                        "sparsity",
                        "k",
                        "Atoms a signal",
                        "Number of atoms that make a signal; at most the number of atoms.",
                        false,
                        3,
                        1,
                        10_000),
                new Parameter.Choice(
                        "dictionary",
                        "D",
                        "Dictionary",
                        "Given, so that only the codes are weights; or learned with them from a random start.",
                        false,
                        GIVEN,
                        List.of(GIVEN, LEARNED)));
    }

    @Override
    public SparseCoding create(Settings settings, long seed, Path base) {
        int features = settings.whole("features");
        int atoms = settings.whole("atoms");
        int signals = settings.whole("signals");
        int sparsity = settings.whole("sparsity");
        if (sparsity > atoms) {
            throw new InvalidSettingException(
                    "sparsity", "is " + sparsity + ", but there are only " + atoms + " atoms; lower it");
        }
        double[] dictionary = dictionary(features, atoms, new SeededRandom(seed, "dictionary"));
        double[] codes = new double[atoms * signals];
        SeededRandom support = new SeededRandom(seed, "support");
        SeededRandom magnitudes = new SeededRandom(seed, "magnitudes");
        for (int j = 0; j < signals; j++) {
            for (int i : support.subset(sparsity, atoms)) {
                codes[i * signals + j] = (magnitudes.nextDouble() < 0.5 ? -1 : 1) * (0.5 + magnitudes.nextDouble());
            }
        }
        double[] y = new double[features * signals];
        Products.product(features, atoms, signals, dictionary, 0, false, codes, 0, false, y, 0);
        boolean learned = settings.text("dictionary").equals(LEARNED);
        String description = String.format(
                Locale.ROOT,
                "Sparse coding: %d signals of %d features, %d %s atoms, %d a signal, seed %d",
                signals,
                features,
                atoms,
                learned ? "learned" : "given",
                sparsity,
                seed);
        return new SparseCoding(
                learned ? dictionary(features, atoms, new SeededRandom(seed, "start")) : dictionary,
                y,
                features,
                atoms,
                learned,
                codes,
                description);
    }

    /** Normal columns of length 1. */
    private static double[] dictionary(int features, int atoms, SeededRandom random) {
        double[] d = PlantedMatrices.gaussian(random, features * atoms, 1);
        for (int j = 0; j < atoms; j++) {
            double sum = 0;
            for (int i = 0; i < features; i++) {
                sum += d[i * atoms + j] * d[i * atoms + j];
            }
            for (int i = 0; i < features; i++) {
                d[i * atoms + j] /= Math.sqrt(sum);
            }
        }
        return d;
    }
}
