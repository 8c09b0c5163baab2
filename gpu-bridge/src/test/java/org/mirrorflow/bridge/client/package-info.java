/** The lab’s side of the bridge, against real processes. */
@NullMarked
package org.mirrorflow.bridge.client;

import org.jspecify.annotations.NullMarked;
