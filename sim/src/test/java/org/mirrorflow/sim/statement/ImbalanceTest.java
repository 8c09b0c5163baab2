package org.mirrorflow.sim.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mirrorflow.sim.Specs;
import org.mirrorflow.sim.curve.ImbalanceLaw;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.TheoryCurve;
import org.mirrorflow.sim.run.Verdict;

/** The law of the imbalance against runs under weight decay. */
class ImbalanceTest {

    private static Specification of(Object... changes) {
        Specification specification = SpecificationCodec.parse("""
                {"schema": 1, "seed": 2,
                 "problem": {"kind": "low-rank-adaptation", "rows": 4, "columns": 5, "samples": 8},
                 "model": {"kind": "low-rank-adapter", "width": 3},
                 "dynamics": {"kind": "gradient-flow", "weight-decay": 0.2, "decay-off": 3, "tolerance": 1e-10},
                 "stop": {"loss": 0, "time": 5}}
                """, "the test");
        for (int i = 0; i < changes.length; i += 2) {
            specification = specification.with((String) changes[i], changes[i + 1]);
        }
        return specification;
    }

    @Test
    void theCurveIsTheDoseLawAndTheRunFollowsIt() throws ProblemException {
        Experiment experiment = Experiment.of(of(), Path.of("."));
        Run run = Specs.finished(experiment);
        History history = run.history();
        TheoryCurve curve = new ImbalanceLaw().curves(experiment, history).getFirst();
        assertEquals("factor-imbalance", curve.quantity());
        int last = history.size() - 1;
        assertEquals(5, history.time(last));
        // dose 0.2 · 3, then none: e^{−1.2}
        assertEquals(Math.exp(-1.2), curve.values()[last] / curve.values()[0], 1e-12);
        Verdict verdict = new ImbalanceStatement()
                .judge(experiment, history, run.outcome())
                .orElseThrow();
        assertEquals(Verdict.Status.HOLDS, verdict.status(), verdict.toString());
        assertTrue(verdict.value() > 0 && verdict.value() < 1e-7, verdict.toString());
    }

    @Test
    void aCoarseFlowLeavesTheLawByAsMuchAsItIsCoarse() throws ProblemException {
        Experiment experiment = Experiment.of(of("dynamics.tolerance", 1e-2), Path.of("."));
        Run run = Specs.finished(experiment);
        Verdict verdict = new ImbalanceStatement()
                .judge(experiment, run.history(), run.outcome())
                .orElseThrow();
        assertTrue(verdict.value() > 1e-7, verdict.toString());
        assertEquals(
                verdict.value() <= verdict.tolerance() ? Verdict.Status.HOLDS : Verdict.Status.FAILS,
                verdict.status(),
                verdict.toString());
    }

    @Test
    void itSaysNothingOfStepsOfUnfactoredWeightsOrOfBalancedStarts() throws ProblemException {
        for (Specification specification : new Specification[] {
            of("model.kind", "direct"),
            of("dynamics.kind", "gradient-descent"),
            of(
                    "problem.kind",
                    "matrix-sensing",
                    "model.kind",
                    "factor-product",
                    "model.start",
                    "identity",
                    "problem.rows",
                    4,
                    "problem.columns",
                    4)
        }) {
            Experiment experiment = Experiment.of(specification, Path.of("."));
            Run run = Run.start(experiment);
            run.advance();
            Optional<Verdict> verdict = new ImbalanceStatement().judge(experiment, run.history(), run.outcome());
            assertFalse(verdict.isPresent(), specification.toString());
        }
    }
}
