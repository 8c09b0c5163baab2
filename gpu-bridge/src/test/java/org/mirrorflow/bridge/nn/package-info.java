/** Networks against what is known of them. */
@NullMarked
package org.mirrorflow.bridge.nn;

import org.jspecify.annotations.NullMarked;
