/** Geometries of steepest descent: a norm, its dual norm, and the direction in which a loss falls fastest. */
@NullMarked
package org.mirrorflow.theory.descent;

import org.jspecify.annotations.NullMarked;
