/** Measurements of the steps on which the speed of the laboratory depends, beside what others compute them with. */
@NullMarked
package org.mirrorflow.sim.bench;

import org.jspecify.annotations.NullMarked;
