/** Optimizers written once over an abstract algebra: the same code moves a toy's array and a network's tensor. */
@NullMarked
package org.mirrorflow.theory.optim;

import org.jspecify.annotations.NullMarked;
