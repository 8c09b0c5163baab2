/** The claims page: the ledger of what the papers claim, run and decided in the window. */
@NullMarked
package org.mirrorflow.app.claims;

import org.jspecify.annotations.NullMarked;
