/** The inner loops on which the speed of the laboratory depends, behind one interface with the same bits from every implementation. */
@NullMarked
package org.mirrorflow.theory.kernel;

import org.jspecify.annotations.NullMarked;
