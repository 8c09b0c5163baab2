/** Theorems about what happens along the way, drawn dashed over what was measured. */
@NullMarked
package org.mirrorflow.sim.curve;

import org.jspecify.annotations.NullMarked;
