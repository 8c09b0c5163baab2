/** The protocol, held by its wire form. */
@NullMarked
package org.mirrorflow.bridge.protocol;

import org.jspecify.annotations.NullMarked;
