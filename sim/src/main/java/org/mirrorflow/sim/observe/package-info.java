/** What is measured along a run. */
@NullMarked
package org.mirrorflow.sim.observe;

import org.jspecify.annotations.NullMarked;
