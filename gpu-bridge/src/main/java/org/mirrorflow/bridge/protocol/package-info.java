/** Versioned messages between the lab and a worker, one line of JSON each. */
@NullMarked
package org.mirrorflow.bridge.protocol;

import org.jspecify.annotations.NullMarked;
