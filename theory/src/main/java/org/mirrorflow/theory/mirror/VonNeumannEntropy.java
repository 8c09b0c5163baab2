package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * The {@link EigenvalueMap} of {@link NegativeEntropy}, catalogue entry {@code von-neumann}; no parameters. Induced, with
 * factor ¼, by X = UUᵀ where the gradients commute with X.
 */
public final class VonNeumannEntropy implements MirrorMapFamily {

    @Override
    public String id() {
        return "von-neumann";
    }

    @Override
    public String name() {
        return "Von Neumann entropy";
    }

    @Override
    public String formula() {
        return "R(X) = \\mathrm{tr}(X\\log X - X),\\quad X \\succ 0";
    }

    @Override
    public String summary() {
        return "The negative entropy of the eigenvalues of a positive definite matrix: matrix exponentiated gradient.";
    }

    @Override
    public String source() {
        return "Tsuda, Rätsch and Warmuth 2005, Matrix exponentiated gradient updates.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public SpectralMirrorMap create(Settings settings, Layout layout) {
        return new EigenvalueMap(
                new NegativeEntropy(), SpectralMirrorMap.squareMatrix(layout).rows());
    }
}
