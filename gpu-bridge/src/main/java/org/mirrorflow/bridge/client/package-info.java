/** The lab's side of the bridge: starts a worker, watches over it, and survives its death. */
@NullMarked
package org.mirrorflow.bridge.client;

import org.jspecify.annotations.NullMarked;
