/** libtorch as an algebra of tensors, its devices and its memory. */
@NullMarked
package org.mirrorflow.bridge.torch;

import org.jspecify.annotations.NullMarked;
