/** Tests of the house as a whole: its layers, and a window on no screen. */
@NullMarked
package org.mirrorflow.app;

import org.jspecify.annotations.NullMarked;
