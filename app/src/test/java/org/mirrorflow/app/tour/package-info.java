/** Tests of guided tours. */
@NullMarked
package org.mirrorflow.app.tour;

import org.jspecify.annotations.NullMarked;
