/** The page of the bridge: networks in training, over each other, with their toy twins beside them on the same clock. */
@NullMarked
package org.mirrorflow.app.bridge;

import org.jspecify.annotations.NullMarked;
