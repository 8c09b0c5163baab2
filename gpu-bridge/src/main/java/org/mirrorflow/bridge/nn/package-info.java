/** Networks: what they compute, and what each of their parameters is. */
@NullMarked
package org.mirrorflow.bridge.nn;

import org.jspecify.annotations.NullMarked;
