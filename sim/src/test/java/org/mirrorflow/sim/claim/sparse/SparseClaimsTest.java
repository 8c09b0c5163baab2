package org.mirrorflow.sim.claim.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.problem.NetworkLoss;

/** The claims of this package: complete, with a control each, and those about identities true. */
class SparseClaimsTest {

    /** Claims about identities and laws of the toys, which must hold with any seed. */
    private static final Set<String> LAWS =
            Set.of("SO-1", "SO-2", "SO-3", "SO-6", "NA-7", "NA-A2", "SI-1", "SI-2", "SI-4");

    static Stream<Claim> claims() {
        return ServiceLoader.load(Claim.class).stream()
                .filter(provider -> SparseClaim.class.isAssignableFrom(provider.type()))
                .map(ServiceLoader.Provider::get);
    }

    static Stream<String> laws() {
        return LAWS.stream().sorted();
    }

    @Test
    void everyRowOfThePapersIsThereOnceAndHasAControl() {
        Set<String> ids = new HashSet<>();
        claims().forEach(claim -> {
            assertTrue(ids.add(claim.id()), claim.id());
            assertFalse(claim.name().isBlank() || claim.formula().isBlank(), claim.id());
            assertTrue(claim.summary().endsWith(".") && claim.prediction().endsWith("."), claim.id());
            assertTrue(claim.checks().stream().anyMatch(check -> check.role() == Check.Role.PREDICTION), claim.id());
            assertTrue(claim.checks().stream().anyMatch(check -> check.role() == Check.Role.CONTROL), claim.id());
            claim.experiments()
                    .forEach(specification -> assertFalse(specification.title().isBlank()));
        });
        for (String paper : List.of("SO", "NA", "SI")) {
            for (int row = 1; row <= (paper.equals("SO") ? 8 : paper.equals("NA") ? 7 : 5); row++) {
                assertTrue(ids.contains(paper + "-" + row), paper + "-" + row);
            }
        }
    }

    /** What the comparison of HAM, Sign-In and plain training rests on: one mask, one start, and a null variant. */
    @Test
    void methodsUnderOneMaskDifferByTheirRuleAlone() {
        assertTrue(claims().anyMatch(claim -> claim.id().equals("HM-3")));
        NetworkLoss problem = PrunedDigits.problem(11);
        boolean[] mask = PrunedDigits.random(problem, 0.9, 11);
        double[] start = PrunedDigits.masked(problem.startWeights().orElseThrow(), mask);
        NetworkLoss masked = problem.with(mask, start);
        double[] plain = afterTwentySteps(masked, PrunedDigits.Method.PLAIN);
        assertArrayEquals(plain, afterTwentySteps(masked, PrunedDigits.Method.HAM_WITHOUT_STRENGTH), 1e-12);
        for (PrunedDigits.Method method : PrunedDigits.Method.values()) {
            double[] w = afterTwentySteps(masked, method);
            double farthest = 0;
            for (int i = 0; i < w.length; i++) {
                assertTrue(mask[i] || w[i] == 0, method + " moved a masked weight");
                farthest = Math.max(farthest, Math.abs(w[i] - plain[i]));
            }
            boolean named = method == PrunedDigits.Method.SIGN_IN || method == PrunedDigits.Method.HAM;
            assertEquals(named, farthest > 1e-3, method + " is " + farthest + " from plain training");
        }
    }

    private static double[] afterTwentySteps(NetworkLoss problem, PrunedDigits.Method method) {
        return Workbench.advance(PrunedDigits.train(problem, method, PrunedDigits.STEP_SIZE, 11), 20, new Trial())
                .weights();
    }

    /** With a seed that the ledger does not use. */
    @ParameterizedTest
    @MethodSource("laws")
    void lawsHoldAndTheirControlsDiffer(String id) {
        Claim claim = claims().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
        Trial trial = new Trial();
        claim.run(11, trial);
        assertEquals(claim.checks().size(), trial.values().size(), id);
        for (Check check : claim.checks()) {
            double value = trial.values().get(check.id());
            boolean satisfied =
                    check.relation() == Check.Relation.AT_MOST ? value <= check.bound() : value >= check.bound();
            assertTrue(satisfied, id + " " + check.id() + " is " + value + ", bound " + check.bound());
        }
    }

    @Test
    void sameSeedSameNumbers() {
        for (String id : List.of("SO-2", "SI-1")) {
            Trial first = new Trial();
            Trial second = new Trial();
            claims().filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .run(4, first);
            claims().filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .run(4, second);
            assertEquals(first.values(), second.values());
        }
    }

    @Test
    void theTStatisticIsStudents() {
        // mean 2, deviation 1, five values: 2/(1/√5)
        double[] values = {1, 2, 3, 2 + Math.sqrt(1), 2 - Math.sqrt(1)};
        assertEquals(2 * Math.sqrt(5), Workbench.tStatistic(values), 1e-12);
        assertEquals(0, Workbench.tStatistic(new double[] {0, 0, 0}));
    }
}
