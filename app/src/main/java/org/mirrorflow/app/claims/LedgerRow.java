package org.mirrorflow.app.claims;

import java.util.List;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.Paper;

/** A row of the ledger. */
sealed interface LedgerRow {

    /**
     * The name of a paper above its claims.
     *
     * @param paper the paper
     * @param listed its claims that are listed
     */
    record Head(Paper paper, List<Claim> listed) implements LedgerRow {
        public Head {
            listed = List.copyOf(listed);
        }
    }

    /**
     * A claim with what is known of it.
     *
     * @param claim the claim
     */
    record Entry(Claim claim) implements LedgerRow {}
}
