/** The training of a network on libtorch from its specification. */
@NullMarked
package org.mirrorflow.bridge.worker;

import org.jspecify.annotations.NullMarked;
