/** The same rule on both algebras. */
@NullMarked
package org.mirrorflow.bridge.optim;

import org.jspecify.annotations.NullMarked;
