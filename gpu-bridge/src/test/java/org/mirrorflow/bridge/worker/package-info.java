/** The worker, with a small training of its own. */
@NullMarked
package org.mirrorflow.bridge.worker;

import org.jspecify.annotations.NullMarked;
