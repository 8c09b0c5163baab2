/** What the readers of files refuse, and what batches are. */
@NullMarked
package org.mirrorflow.bridge.data;

import org.jspecify.annotations.NullMarked;
