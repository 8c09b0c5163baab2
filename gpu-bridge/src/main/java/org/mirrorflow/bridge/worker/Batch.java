package org.mirrorflow.bridge.worker;

import org.bytedeco.pytorch.Tensor;

/**
 * What a network is shown at once.
 *
 * @param input images, or numbers of characters
 * @param target a class for each row of scores
 */
record Batch(Tensor input, Tensor target) {}
