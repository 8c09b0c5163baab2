/** Tests of the charts. */
@NullMarked
package org.mirrorflow.app.chart;

import org.jspecify.annotations.NullMarked;
