/** Which weights of a network live: masks chosen before training. */
@NullMarked
package org.mirrorflow.bridge.sparse;

import org.jspecify.annotations.NullMarked;
