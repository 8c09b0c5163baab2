package org.mirrorflow.theory.reparam;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.Euclidean;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.weights.Layout;
import org.mirrorflow.theory.weights.Start;

/**
 * w = θ: no reparametrization. Gradient flow is Euclidean mirror flow, R(w) = ½‖w‖² − ⟨w₀, w⟩, and from w₀ = 0 it ends
 * at the interpolator of least ℓ2 norm.
 *
 * <p>Source: classical.
 */
public final class DirectWeights implements Reparametrization {

    private final double[] start;
    private final Layout layout;

    /** @param start w₀, of length d */
    public DirectWeights(double[] start) {
        this(start, Layout.vector(start.length));
    }

    /**
     * @param start w₀, of length d
     * @param layout how w is made up of blocks; the factors are made up alike
     */
    public DirectWeights(double[] start, Layout layout) {
        if (start.length != layout.dimension()) {
            throw new IllegalArgumentException(
                    "the start has length " + start.length + " but the weights are " + layout);
        }
        this.start = start.clone();
        this.layout = layout;
    }

    @Override
    public Layout factorLayout() {
        return layout;
    }

    @Override
    public int dimension() {
        return start.length;
    }

    @Override
    public int factorCount() {
        return start.length;
    }

    @Override
    public double[] start() {
        return start.clone();
    }

    @Override
    public void apply(double[] theta, double[] w) {
        Shapes.check(this, theta, w);
        System.arraycopy(theta, 0, w, 0, w.length);
    }

    @Override
    public void pushForward(double[] theta, double[] thetaDot, double[] wDot) {
        Shapes.check(this, theta, wDot);
        System.arraycopy(thetaDot, 0, wDot, 0, wDot.length);
    }

    @Override
    public void pullBack(double[] theta, double[] gradient, double[] out) {
        Shapes.check(this, theta, gradient);
        System.arraycopy(gradient, 0, out, 0, out.length);
    }

    @Override
    public int balanceCount() {
        return 0;
    }

    @Override
    public void balance(double[] theta, double[] out) {
        // nothing is conserved whatever the loss
    }

    @Override
    public String balanceFormula() {
        return "";
    }

    @Override
    public Optional<MirrorMap> inducedMap(double[] theta0) {
        Shapes.check(this, theta0, start);
        return Optional.of(
                SeparableMirrorMap.uniform(new Euclidean(), start.length).tilted(theta0));
    }

    /** The catalogue entry {@code direct}; parameter {@code initial-weight}. */
    public static final class Family implements ReparametrizationFamily {

        @Override
        public String id() {
            return "direct";
        }

        @Override
        public String name() {
            return "Direct weights";
        }

        @Override
        public String formula() {
            return "w = \\theta";
        }

        @Override
        public String summary() {
            return "The weights themselves: gradient flow from 0 ends at the interpolator of least ℓ2 norm.";
        }

        @Override
        public String source() {
            return "Classical; see Gunasekar, Lee, Soudry and Srebro 2018 (arXiv 1802.08246).";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(Starts.initialWeight());
        }

        @Override
        public DirectWeights create(Settings settings, Start start) {
            return new DirectWeights(Starts.weights(settings, start), start.layout());
        }
    }
}
