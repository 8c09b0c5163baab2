package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;

/**
 * The family of {@link SingularValueMap}s of {@link PowerPotential}, catalogue entry {@code schatten}; parameter {@code p}.
 */
public final class SchattenPower implements MirrorMapFamily {

    @Override
    public String id() {
        return "schatten";
    }

    @Override
    public String name() {
        return "Schatten p-norm";
    }

    @Override
    public String formula() {
        return "R(X) = \\frac1p\\sum_i \\sigma_i^p,\\quad p > 1";
    }

    @Override
    public String summary() {
        return "The p-th power of the Schatten norm: low rank near p = 1, spread over all directions for large p.";
    }

    @Override
    public String source() {
        return "Lewis 1995; Gunasekar, Lee, Soudry and Srebro 2018 (arXiv 1802.08246) for its bias.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Real("p", "p", "Exponent", "Power of the norm, above 1.", false, 1.5, 1.01, 100, true));
    }

    @Override
    public SpectralMirrorMap create(Settings settings, Layout layout) {
        Block block = SpectralMirrorMap.matrix(layout);
        return new SingularValueMap(new PowerPotential(settings.real("p")), block.rows(), block.columns());
    }
}
