package org.mirrorflow.sim.claim;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.mirrorflow.sim.experiment.Preset;

/** The eight papers. */
public enum Paper {
    /** P1. */
    SPARSE_OPT("sparse-opt", "SparseOpt", "Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541)"),
    /** P2. */
    HORST("horst", "HORST", "Jacobs, Jain and Burkholz 2026 (arXiv 2605.21104)"),
    /** P3. */
    HOMOGENEOUS(
            "homogeneous-mirror-flow",
            "Mirror flow in homogeneous networks",
            "Jacobs and Montúfar 2026 (arXiv 2605.19458)",
            "Implicit Bias of Mirror Flow in Homogeneous Neural Networks: Sparse and Dense Feature Learning"),
    /** P4. */
    STEEPEST(
            "steepest-mirror-flows",
            "Steepest mirror flows",
            "Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064)",
            "Never Saddle for Reparameterized Steepest Descent as Mirror Flow"),
    /** P5. */
    NANO_ADAM("nano-adam", "NanoAdam", "Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374)"),
    /** P6. */
    SIGN_IN("sign-in", "Sign-In", "Gadhikar, Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12801)"),
    /** P7. */
    MIRROR_MIRROR(
            "mirror-mirror",
            "Mirror, Mirror of the Flow",
            "Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883)",
            "Mirror, Mirror of the Flow: How Does Regularization Shape Implicit Bias?"),
    /** P8. */
    CONTINUOUS_SPARSIFICATION(
            "continuous-sparsification",
            "Continuous sparsification",
            "Jacobs and Burkholz 2025 (arXiv 2408.09966)",
            "Mask in the Mirror: Implicit Sparsification");

    private final String id;
    private final String shortName;
    private final String reference;
    private final String title;

    Paper(String id, String shortName, String reference) {
        this(id, shortName, reference, "");
    }

    Paper(String id, String shortName, String reference, String title) {
        this.id = id;
        this.shortName = shortName;
        this.reference = reference;
        this.title = title;
    }

    /** The paper that is called so: by its id, its number ({@code P3}), its short name or its title, in any case. */
    public static Optional<Paper> named(String name) {
        String asked = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(paper -> asked.equals(paper.id)
                        || asked.matches(paper.number().toLowerCase(Locale.ROOT) + "(\\W.*)?")
                        || asked.startsWith(paper.shortName.toLowerCase(Locale.ROOT))
                        || (!paper.title.isEmpty()
                                && asked.startsWith(paper.mainTitle().toLowerCase(Locale.ROOT))))
                .findFirst();
    }

    /** The paper whose claim a preset shows; empty where that is none of the eight. */
    public static Optional<Paper> of(Preset preset) {
        return named(preset.paper());
    }

    /** The title without what follows its colon. */
    private String mainTitle() {
        return title.replaceFirst(":.*", "");
    }

    /** {@code P1} to {@code P8}. */
    public String number() {
        return "P" + (ordinal() + 1);
    }

    /** Stable id. */
    public String id() {
        return id;
    }

    /** How people call it. */
    public String shortName() {
        return shortName;
    }

    /** Authors, year and number. */
    public String reference() {
        return reference;
    }

    /** The whole title; empty where the lab does not know it. */
    public String title() {
        return title;
    }
}
