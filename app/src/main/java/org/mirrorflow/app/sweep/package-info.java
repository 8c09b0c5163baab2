/** The page of sweeps: one quantity over one or two parameters, filling in live. */
@NullMarked
package org.mirrorflow.app.sweep;

import org.jspecify.annotations.NullMarked;
