/** What the theory says about limits, each prediction with its certificate. */
@NullMarked
package org.mirrorflow.theory.predict;

import org.jspecify.annotations.NullMarked;
