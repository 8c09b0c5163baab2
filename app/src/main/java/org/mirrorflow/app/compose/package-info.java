/** The composer of figures: panels from any runs and sweeps, saved as one small file, drawn by the code that draws the window. */
@NullMarked
package org.mirrorflow.app.compose;

import org.jspecify.annotations.NullMarked;
