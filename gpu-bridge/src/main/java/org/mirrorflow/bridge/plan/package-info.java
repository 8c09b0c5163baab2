/** What is to be trained: one network under several optimizers and seeds, and the experiments of that kind that ship. */
@NullMarked
package org.mirrorflow.bridge.plan;

import org.jspecify.annotations.NullMarked;
