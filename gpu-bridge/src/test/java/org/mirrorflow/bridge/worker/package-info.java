/** Trainings of real networks on real data, few and short. */
@NullMarked
package org.mirrorflow.bridge.worker;

import org.jspecify.annotations.NullMarked;
