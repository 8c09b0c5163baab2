/** Tests of the chart. */
@NullMarked
package org.mirrorflow.app.plot;

import org.jspecify.annotations.NullMarked;
