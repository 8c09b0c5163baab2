/** Tests of the explorer. */
@NullMarked
package org.mirrorflow.app.explorer;

import org.jspecify.annotations.NullMarked;
