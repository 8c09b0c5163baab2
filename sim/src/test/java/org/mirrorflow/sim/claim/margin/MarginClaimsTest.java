package org.mirrorflow.sim.claim.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.Trial;

/** The claims that take a fraction of a second, with the seed that the ledger takes second. */
class MarginClaimsTest {

    static Stream<Claim> claims() {
        return Stream.of(new SparseSpeed(), new SlowRegimes(), new NeuronCompetition());
    }

    @ParameterizedTest
    @MethodSource("claims")
    void everyCheckIsSatisfied(Claim claim) {
        Trial trial = new Trial();
        claim.run(2, trial);
        List<String> ids = claim.checks().stream().map(Check::id).toList();
        assertEquals(
                List.of(),
                ids.stream().filter(id -> !trial.values().containsKey(id)).toList());
        for (Check check : claim.checks()) {
            double value = trial.values().get(check.id());
            boolean satisfied =
                    check.relation() == Check.Relation.AT_MOST ? value <= check.bound() : value >= check.bound();
            assertTrue(satisfied, claim.id() + " " + check.id() + " = " + value + ", bound " + check.bound());
        }
    }
}
