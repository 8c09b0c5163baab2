/** What is kept of trainings: their metrics in memory, and their folders on disk. */
@NullMarked
package org.mirrorflow.bridge.record;

import org.jspecify.annotations.NullMarked;
