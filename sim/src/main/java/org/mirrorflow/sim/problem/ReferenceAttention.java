package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;

/**
 * Three margins qᵢ = ⟨Mᵢ, W⟩ with M₁ = [[1, 2, 0], [0, −1, 1], [1, 0, 1]], M₂ = [[0, 1, −1], [2, 1, 0], [−1, 0, 1]],
 * M₃ = [[1, 0, 1], [1, 2, −1], [0, 1, 0]].
 */
public final class ReferenceAttention implements ProblemFamily {

    @Override
    public String id() {
        return "reference-attention";
    }

    @Override
    public String name() {
        return "Attention by hand";
    }

    @Override
    public String formula() {
        return "f(W) = \\sum_{i=1}^3 \\ell(\\langle M_i, W\\rangle)";
    }

    @Override
    public String summary() {
        return "Three margins of a 3 × 3 matrix whose nuclear and Frobenius solutions are known to six digits.";
    }

    @Override
    public String source() {
        return "The reference problem P4 of this project: nuclear optimum 0.6233082 of rank 1, Frobenius optimum 0.5564572";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(MarginProblem.lossParameter());
    }

    @Override
    public AttentionSelection create(Settings settings, long seed, Path base) {
        DMatrixRMaj rows = new DMatrixRMaj(new double[][] {
            {1, 2, 0, 0, -1, 1, 1, 0, 1},
            {0, 1, -1, 2, 1, 0, -1, 0, 1},
            {1, 0, 1, 1, 2, -1, 0, 1, 0}
        });
        return new AttentionSelection(
                rows, 3, 3, MarginProblem.tail(settings), "Attention by hand: three margins of a 3 × 3 matrix");
    }
}
