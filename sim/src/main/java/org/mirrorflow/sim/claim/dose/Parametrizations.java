package org.mirrorflow.sim.claim.dose;

import java.util.List;
import org.mirrorflow.theory.reparam.DiagonalNetwork;
import org.mirrorflow.theory.reparam.ExponentialWeights;
import org.mirrorflow.theory.reparam.HadamardProduct;
import org.mirrorflow.theory.reparam.LogDifference;
import org.mirrorflow.theory.reparam.Powerpropagation;
import org.mirrorflow.theory.reparam.ProductOfFactors;
import org.mirrorflow.theory.reparam.Reparametrization;
import org.mirrorflow.theory.reparam.SinhWeights;
import org.mirrorflow.theory.weights.SeededRandom;

/** Parametrizations of three weights from random interior starts. */
final class Parametrizations {

    private Parametrizations() {}

    private static double[] between(SeededRandom random, double low, double high) {
        return DoseClaim.uniform(random, 3, low, high);
    }

    static List<Reparametrization> interior(SeededRandom random) {
        double[] equal = between(random, 0.5, 0.9);
        return List.of(
                new HadamardProduct(between(random, 0.7, 1.2), between(random, -0.5, 0.5)),
                new HadamardProduct(equal, equal),
                new DiagonalNetwork(2, between(random, 0.4, 0.9), between(random, 0.4, 0.9)),
                new DiagonalNetwork(3, between(random, 0.5, 0.9), between(random, 0.5, 0.9)),
                new DiagonalNetwork(4, between(random, 0.6, 0.9), between(random, 0.6, 0.9)),
                new ProductOfFactors(between(random, -0.2, 0.2), between(random, 0.5, 0.9), between(random, 0.5, 0.9)),
                new ProductOfFactors(equal, equal, equal),
                new Powerpropagation(2, between(random, 0.4, 0.9)),
                new Powerpropagation(3, between(random, 0.4, 0.9)),
                new ExponentialWeights(between(random, -0.7, 0.2)),
                new SinhWeights(1, between(random, -0.5, 0.5)),
                new LogDifference(between(random, 1.5, 2.5), between(random, 1.5, 2.5)));
    }
}
