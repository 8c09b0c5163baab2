/** Formulas in one variable that a person types: parsing, differentiation with rounding bounds, and TeX. */
@NullMarked
package org.mirrorflow.theory.formula;

import org.jspecify.annotations.NullMarked;
