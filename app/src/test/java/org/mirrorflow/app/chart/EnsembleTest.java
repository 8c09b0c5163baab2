package org.mirrorflow.app.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;
import org.mirrorflow.app.chart.Ensemble.Spread;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;

/** The spread over seeds. */
class EnsembleTest {

    private static Ensemble.Member run(long seed, int steps, double stepSize) throws ProblemException {
        Specification specification = Presets.get("kernel-or-rich")
                .specification()
                .with("problem.samples", 6)
                .with("problem.features", 10)
                .with("dynamics.kind", "gradient-descent")
                .with("dynamics.step-size", stepSize)
                .with("seed", seed);
        Run run = Run.start(Experiment.of(specification, Path.of("")));
        for (int k = 0; k < steps; k++) {
            run.advance();
        }
        return new Ensemble.Member(seed, run.history());
    }

    /** Against the statistics of another library. */
    @Test
    void theSpreadIsWhatItsNameSays() {
        double[] sample = {0.3, -1.2, 4, 2.5, 0.7, 9};
        DescriptiveStatistics other = new DescriptiveStatistics(sample);
        double mean = other.getMean();
        double sd = other.getStandardDeviation();
        assertArrayEquals(new double[] {mean - sd, mean, mean + sd}, Spread.SD.of(sample.clone()), 1e-13);
        double sem = sd / Math.sqrt(6);
        assertArrayEquals(new double[] {mean - sem, mean, mean + sem}, Spread.SEM.of(sample.clone()), 1e-13);
        // Order statistics -1.2 0.3 0.7 2.5 4 9: a quarter of the way lies at 1.25 and 3.75 of 0..5.
        assertArrayEquals(new double[] {0.4, 1.6, 3.625}, Spread.QUARTILES.of(sample.clone()), 1e-13);
        assertArrayEquals(new double[] {-1.2, 1.6, 9}, Spread.RANGE.of(sample.clone()), 1e-13);
    }

    @Test
    void theCentreIsDrawnAsFarAsAllHaveData() throws ProblemException {
        List<Ensemble.Member> members = List.of(run(1, 40, 0.01), run(2, 25, 0.01), run(3, 40, 0.01));
        Ensemble.Band band = new Ensemble(Spread.SD, members).band("loss", Clock.TIME);
        assertEquals(26, band.rows());
        for (int i : new int[] {0, 10, 25}) {
            DescriptiveStatistics other = new DescriptiveStatistics();
            for (Ensemble.Member member : members) {
                other.addValue(member.history().value("loss", i));
            }
            assertEquals(other.getMean(), band.centre()[i], 1e-14 * other.getMean());
            assertEquals(other.getMean() - other.getStandardDeviation(), band.lower()[i], 1e-13 * other.getMean());
        }
    }

    /** With other steps the instants differ; the line between two rows is then the value. */
    @Test
    void betweenRowsAValueIsInterpolated() throws ProblemException {
        Ensemble.Member coarse = run(1, 20, 0.02);
        Ensemble.Member fine = run(1, 40, 0.01);
        Ensemble.Band band = new Ensemble(Spread.RANGE, List.of(fine, coarse)).band("loss", Clock.TIME);
        History history = coarse.history();
        double between = (history.value("loss", 3) + history.value("loss", 4)) / 2;
        assertEquals((between + fine.history().value("loss", 7)) / 2, band.centre()[7], 1e-12);
    }

    @Test
    void onePictureSaysHowManyThereAre() throws ProblemException {
        List<Ensemble.Member> members = new ArrayList<>();
        for (int seed = 1; seed <= 3; seed++) {
            members.add(run(seed, 2, 0.01));
        }
        assertEquals("mean ± 1 sem, N = 3", new Ensemble(Spread.SEM, members).definition());
        assertTrue(Ensemble.NONE.isSingle());
        assertThrows(IllegalArgumentException.class, () -> Spread.of("variance"));
    }
}
