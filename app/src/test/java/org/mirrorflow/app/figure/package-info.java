/** Tests of the figure writers. */
@NullMarked
package org.mirrorflow.app.figure;

import org.jspecify.annotations.NullMarked;
