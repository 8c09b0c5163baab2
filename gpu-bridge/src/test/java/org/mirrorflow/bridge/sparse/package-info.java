/** Masks against what they promise. */
@NullMarked
package org.mirrorflow.bridge.sparse;

import org.jspecify.annotations.NullMarked;
