/** Optimizers from the settings of the toys, on any algebra. */
@NullMarked
package org.mirrorflow.bridge.optim;

import org.jspecify.annotations.NullMarked;
