/** The theorems that name a limit: each takes an experiment and says where its weights end. */
@NullMarked
package org.mirrorflow.sim.limit;

import org.jspecify.annotations.NullMarked;
