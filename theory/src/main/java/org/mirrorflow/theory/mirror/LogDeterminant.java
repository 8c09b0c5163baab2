package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * The {@link EigenvalueMap} of {@link Burg}, catalogue entry {@code log-det}; no parameters. Its divergence is Stein's loss.
 */
public final class LogDeterminant implements MirrorMapFamily {

    @Override
    public String id() {
        return "log-det";
    }

    @Override
    public String name() {
        return "Log-determinant";
    }

    @Override
    public String formula() {
        return "R(X) = -\\log\\det X,\\quad X \\succ 0";
    }

    @Override
    public String summary() {
        return "The logarithmic barrier of the positive definite matrices: relative changes of the eigenvalues count.";
    }

    @Override
    public String source() {
        return "James and Stein 1961 for its divergence; Dhillon and Tropp 2007.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public SpectralMirrorMap create(Settings settings, Layout layout) {
        return new EigenvalueMap(
                new Burg(), SpectralMirrorMap.squareMatrix(layout).rows());
    }
}
