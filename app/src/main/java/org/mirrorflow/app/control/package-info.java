/**
 * Reusable parts of the window: typeset mathematics, parameter controls, verdict chips, the gallery list, transport, runs
 * strip and the pixel surface on which charts are drawn. They know nothing of simulations.
 */
@NullMarked
package org.mirrorflow.app.control;

import org.jspecify.annotations.NullMarked;
