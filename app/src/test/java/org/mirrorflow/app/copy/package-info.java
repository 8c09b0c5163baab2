/** Tests of what can be copied of an experiment. */
@NullMarked
package org.mirrorflow.app.copy;

import org.jspecify.annotations.NullMarked;
