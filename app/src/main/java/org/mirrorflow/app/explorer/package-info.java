/** The mirror-map explorer: one map's functions, balls, horizon and trajectories side by side. */
@NullMarked
package org.mirrorflow.app.explorer;

import org.jspecify.annotations.NullMarked;
