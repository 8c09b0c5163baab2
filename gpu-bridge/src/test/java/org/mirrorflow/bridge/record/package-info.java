/** What is kept of trainings. */
@NullMarked
package org.mirrorflow.bridge.record;

import org.jspecify.annotations.NullMarked;
