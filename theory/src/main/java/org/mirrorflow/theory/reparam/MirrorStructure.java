package org.mirrorflow.theory.reparam;

import java.util.Locale;
import java.util.Optional;
import org.mirrorflow.theory.mirror.LegendreConditions;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.weights.Layout;

/**
 * Whether gradient flow on factors is a mirror flow of the weights: the induced map with its conditions, or the two weights
 * whose gradient signals prove by their order that there is none; and whether a weight decay is admissible. Everything is
 * evaluated near the start, see {@link Commutation} and {@link LegendreConditions}.
 *
 * <p>Source: Li, Wang, Lee and Arora 2022 (arXiv 2207.04036), Theorems 4.8 and 4.9; with a penalty, Jacobs, Zhou and Burkholz
 * 2025 (arXiv 2504.12883), Theorem 3.1 and Corollary 3.1.
 *
 * @param kind what is known of the mirror map
 * @param commutation the brackets among the weights
 * @param conditions of the induced map, where it is known in closed form
 * @param underPenalty the brackets with the penalty as well, where there is one
 * @param sentence what follows, for people; no TeX
 */
public record MirrorStructure(
        Kind kind,
        Commutation commutation,
        Optional<LegendreConditions> conditions,
        Optional<Commutation> underPenalty,
        String sentence) {

    /** What is known of the mirror map. */
    public enum Kind {
        /** All brackets vanish and the map is known in closed form. */
        INDUCED("induced"),
        /** All brackets vanish, so that there is a map, but none is known in closed form. */
        EXISTS("exists"),
        /** A bracket moves the weights: there is none. */
        NONE("none"),
        /** Brackets do not vanish, but move no weight: no theorem decides. */
        OPEN("open");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }
    }

    /**
     * Without weight decay.
     *
     * @param g the parametrization
     * @param weights the shape of the weights, for their names
     */
    public static MirrorStructure of(Reparametrization g, Layout weights) {
        return of(g, weights, Optional.empty());
    }

    /** Under the decay of {@code penalty}. */
    public static MirrorStructure of(Reparametrization g, Layout weights, Penalty penalty) {
        return of(g, weights, Optional.of(penalty));
    }

    private static MirrorStructure of(Reparametrization g, Layout weights, Optional<Penalty> penalty) {
        double[] start = g.start();
        Commutation commutation = Commutation.of(g, start);
        Optional<MirrorMap> map = Commutation.induced(g, start);
        Kind kind = !commutation.admissible()
                ? Kind.NONE
                : !commutation.commuting() ? Kind.OPEN : map.isPresent() ? Kind.INDUCED : Kind.EXISTS;
        Optional<LegendreConditions> conditions =
                kind == Kind.INDUCED ? map.flatMap(LegendreConditions::of) : Optional.empty();
        Optional<Commutation> under = penalty.map(h -> Commutation.of(g, start, h));
        String text = sentence(kind, g, start, commutation, conditions, weights);
        if (under.isPresent()) {
            text += " " + decay(kind, under.get(), weights);
        }
        return new MirrorStructure(kind, commutation, conditions, under, text);
    }

    /** Whether the decay is admissible: it keeps a mirror flow, of a map that moves. Empty where there is none. */
    public Optional<Boolean> admissible() {
        return underPenalty.map(under -> kind != Kind.NONE && under.admissible());
    }

    /**
     * The relative size of what proves that there is no mirror map, or what is left of an exact zero: the largest motion of
     * the weights along a bracket of two of their gradients.
     */
    public double defect() {
        return commutation.movesWeights();
    }

    private static String sentence(
            Kind kind,
            Reparametrization g,
            double[] start,
            Commutation commutation,
            Optional<LegendreConditions> conditions,
            Layout weights) {
        return switch (kind) {
            case NONE ->
                "No mirror map: the gradients of " + names(commutation, weights) + " do not commute (defect "
                        + number(commutation.movesWeights())
                        + "), so that the weights depend on the order in which the two signals come."
                        + aligned(g, start);
            case OPEN ->
                "Mirror map undecided: gradients of the weights do not commute (largest bracket "
                        + number(commutation.bracket()) + "), but their brackets move no weight.";
            case EXISTS -> "A mirror map exists, without a closed form here: " + commuting(commutation, weights) + ".";
            case INDUCED ->
                "Mirror map induced: " + commuting(commutation, weights) + "."
                        + conditions.map(each -> " " + each.sentence(weights)).orElse("");
        };
    }

    private static String commuting(Commutation commutation, Layout weights) {
        int all = weights.dimension();
        return commutation.worst().isEmpty()
                ? "a single weight commutes with itself"
                : "the gradients of "
                        + (commutation.among() < all ? commutation.among() + " of " + all + " weights" : "the weights")
                        + " commute (largest bracket " + number(commutation.bracket()) + ")";
    }

    private static String aligned(Reparametrization g, double[] start) {
        return g instanceof MatrixParametrization matrix
                        && matrix.alignedMap(start, 0).isPresent()
                ? " As long as all gradients share their singular vectors with the weights, it is the mirror flow of a"
                        + " spectral map."
                : "";
    }

    private static String decay(Kind kind, Commutation under, Layout weights) {
        if (kind == Kind.NONE) {
            return "Weight decay is not admissible: there is no mirror map for it to move.";
        }
        return under.admissible()
                ? "Weight decay is admissible: its penalty commutes with the weights (largest bracket "
                        + number(under.bracket()) + ") and moves the map."
                : "Weight decay is not admissible: " + names(under, weights) + " do not commute (defect "
                        + number(under.movesWeights())
                        + "), so that the weights depend on the order of gradient and decay.";
    }

    private static String names(Commutation commutation, Layout weights) {
        Commutation.Pair pair = commutation.worst().orElseThrow();
        return weights.entryName(pair.first()) + " and "
                + (pair.second() == weights.dimension() ? "the penalty" : weights.entryName(pair.second()));
    }

    private static String number(double x) {
        return x == 0 ? "0" : x < 0.001 ? String.format(Locale.ROOT, "%.0e", x) : String.format(Locale.ROOT, "%.2f", x);
    }
}
