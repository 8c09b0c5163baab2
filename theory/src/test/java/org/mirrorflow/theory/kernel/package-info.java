@NullMarked
package org.mirrorflow.theory.kernel;

import org.jspecify.annotations.NullMarked;
