/** A training as its surroundings see it, whatever trains. */
@NullMarked
package org.mirrorflow.bridge.training;

import org.jspecify.annotations.NullMarked;
