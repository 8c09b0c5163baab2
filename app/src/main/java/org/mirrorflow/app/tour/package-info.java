/** Guided tours: the text format in which lecturers write them, and the player that the window and the command line share. */
@NullMarked
package org.mirrorflow.app.tour;

import org.jspecify.annotations.NullMarked;
