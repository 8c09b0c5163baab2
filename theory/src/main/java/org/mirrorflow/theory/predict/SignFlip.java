package org.mirrorflow.theory.predict;

/**
 * When a weight of m⊙w passes 0 under a constant gradient: after the dual way ½asinh(|x₀|/β), hence at
 * asinh(|x₀|/β)/(2|g|) under gradient g of the sign of x₀. It grows only like log(1/β); with β = 0 no weight ever changes its sign.
 *
 * <p>Source: derived from x = β sinh(2η + asinh(x₀/β)); Jacobs and Burkholz 2024 (arXiv 2408.09966) for β = 0.
 */
public final class SignFlip {

    private SignFlip() {}

    /**
     * The time of the flip; infinite for β = 0.
     *
     * @param start x₀
     * @param beta β = ½|m₀² − w₀²|, at least 0
     * @param gradient size of the gradient, positive, pulling the weight to 0 and beyond
     */
    public static double time(double start, double beta, double gradient) {
        if (!(beta >= 0 && gradient > 0)) {
            throw new IllegalArgumentException(
                    "a flip time needs beta >= 0 and a positive gradient; given " + beta + " and " + gradient);
        }
        double size = Math.abs(start);
        if (size == 0) {
            return 0;
        }
        if (beta == 0) {
            return Double.POSITIVE_INFINITY;
        }
        // log(|x|/β + √(1 + x²/β²)), also where |x|/β overflows
        double asinh = size < 1e-4 * beta
                ? size / beta * (1 - size / beta * (size / beta) / 6)
                : Math.log(size + Math.hypot(size, beta)) - Math.log(beta);
        return asinh / (2 * gradient);
    }
}
