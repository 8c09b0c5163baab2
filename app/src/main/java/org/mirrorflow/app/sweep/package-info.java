/** The page of sweeps: one experiment over a grid of settings and seeds, filled in while one watches. */
@NullMarked
package org.mirrorflow.app.sweep;

import org.jspecify.annotations.NullMarked;
