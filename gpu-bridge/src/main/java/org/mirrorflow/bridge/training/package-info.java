/** What a training of a network is to its worker, whatever library does the arithmetic. */
@NullMarked
package org.mirrorflow.bridge.training;

import org.jspecify.annotations.NullMarked;
