/**
 * Figures for papers: the charts of the screen drawn at the size of the venue, in points, on the light palette, and written
 * as PDF, SVG or PNG with the specification of their run inside.
 */
@NullMarked
package org.mirrorflow.app.figure;

import org.jspecify.annotations.NullMarked;
