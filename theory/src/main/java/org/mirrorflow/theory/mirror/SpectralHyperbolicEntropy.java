package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;

/**
 * The family of {@link SingularValueMap}s of {@link HyperbolicEntropy}, catalogue entry {@code spectral-hyperbolic-entropy};
 * parameter {@code beta}.
 */
public final class SpectralHyperbolicEntropy implements MirrorMapFamily {

    @Override
    public String id() {
        return "spectral-hyperbolic-entropy";
    }

    @Override
    public String name() {
        return "Spectral hyperbolic entropy";
    }

    @Override
    public String formula() {
        return "R(X) = \\sum_i \\sigma_i\\,\\mathrm{asinh}\\frac{\\sigma_i}{\\beta} - \\sqrt{\\sigma_i^2+\\beta^2}";
    }

    @Override
    public String summary() {
        return "The hyperbolic entropy of the singular values: the dial between the Frobenius and the nuclear norm.";
    }

    @Override
    public String source() {
        return "Ghai, Hazan and Singer 2020 (arXiv 1902.01903), section 4.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter.Real(
                "beta",
                "\\beta",
                "Scale",
                "Where the potential turns from quadratic to entropic, in units of the singular values.",
                false,
                0.01,
                1e-300,
                1e300,
                true));
    }

    @Override
    public SpectralMirrorMap create(Settings settings, Layout layout) {
        Block block = SpectralMirrorMap.matrix(layout);
        return new SingularValueMap(new HyperbolicEntropy(settings.real("beta")), block.rows(), block.columns());
    }
}
