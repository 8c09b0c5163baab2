/** The charts that the lab knows: how runs and what theory says of them become a drawing. Free of any toolkit. */
@NullMarked
package org.mirrorflow.app.chart;

import org.jspecify.annotations.NullMarked;
