package org.mirrorflow.sim.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/** Flows and steps of matrices, by factors and by spectral maps: they resume exactly and end where theory says. */
class MatrixDynamicsTest {

    private static final String HEAD = "attention-head";

    static final Set<String> MATRICES = Set.of(
            "factor-product",
            "low-rank-adapter",
            "attention-product",
            HEAD,
            "deep-matrix-product",
            "symmetric-factorization",
            "symmetric-difference",
            "spectral-hyperbolic-entropy",
            "schatten",
            "von-neumann",
            "log-det");

    private static final Set<String> MAPS = Set.of("spectral-hyperbolic-entropy", "schatten", "von-neumann", "log-det");

    private static Specification of(Object... changes) {
        Specification specification = SpecificationCodec.parse("""
                {"schema": 1, "seed": 3,
                 "problem": {"kind": "matrix-sensing", "rows": 4, "columns": 4, "samples": 5, "rank": 1},
                 "model": {"kind": "symmetric-difference", "initial-scale": 0.3},
                 "dynamics": {"kind": "gradient-flow"}}
                """, "the test");
        for (int i = 0; i < changes.length; i += 2) {
            specification = specification.with((String) changes[i], changes[i + 1]);
        }
        return specification;
    }

    static Stream<Specification> pairs() {
        List<Specification> pairs = new ArrayList<>();
        for (String model : MATRICES.stream().sorted().toList()) {
            for (String dynamics : MAPS.contains(model)
                    ? List.of("mirror-flow")
                    : List.of("gradient-flow", "gradient-descent", "momentum")) {
                // a head has two blocks of weights, which its own problem alone has
                Specification specification =
                        of("problem.kind", model.equals(HEAD) ? "attention-regression" : "matrix-sensing");
                pairs.add(specification
                        .with("model.kind", model)
                        .with("dynamics.kind", dynamics)
                        .with("title", model + ", " + dynamics));
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void movesLandsAndContinuesFromASaveBitForBit(Specification specification) throws ProblemException {
        Experiment experiment = Experiment.of(specification, Path.of("."));
        Dynamics dynamics = experiment.newDynamics();
        assertArrayEquals(experiment.model().startWeights(), dynamics.weights(), 1e-13);
        double startLoss = dynamics.loss();
        double mark = 3e-3;
        for (int k = 0; k < 2000 && dynamics.time() < mark; k++) {
            dynamics.advance(mark);
        }
        assertEquals(dynamics.continuous(), dynamics.time() == mark);
        for (int k = 0; k < 20; k++) {
            dynamics.advance(1e9);
        }
        assertTrue(dynamics.loss() < startLoss);
        Map<String, double[]> saved = dynamics.save();
        Dynamics resumed = experiment.newDynamics();
        resumed.restore(saved);
        for (int k = 0; k < 10; k++) {
            assertArrayEquals(dynamics.state(), resumed.state());
            assertArrayEquals(dynamics.weights(), resumed.weights());
            dynamics.advance(1e9);
            resumed.advance(1e9);
        }
    }

    @Test
    void aSpectralMapIsNotMovedByFactorsNorByRodas() {
        InvalidSettingException factors = assertThrows(
                InvalidSettingException.class, () -> Experiment.of(of("model.kind", "schatten"), Path.of(".")));
        assertTrue(factors.getMessage().contains("use \"mirror-flow\""), factors.getMessage());
        InvalidSettingException rodas = assertThrows(
                InvalidSettingException.class,
                () -> Experiment.of(
                        of("model.kind", "schatten", "dynamics.kind", "mirror-flow", "dynamics.integrator", "rodas"),
                        Path.of(".")));
        assertTrue(rodas.getMessage().contains("dormand-prince"), rodas.getMessage());
        InvalidSettingException none = assertThrows(
                InvalidSettingException.class, () -> Experiment.of(of("dynamics.kind", "mirror-flow"), Path.of(".")));
        assertFalse(none.getMessage().isBlank());
    }
}
