/** Statements of the theory that are held against a run while it goes on. */
@NullMarked
package org.mirrorflow.sim.statement;

import org.jspecify.annotations.NullMarked;
