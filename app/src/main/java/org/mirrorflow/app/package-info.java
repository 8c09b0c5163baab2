/** The lab: one program with two doors, the window and the command line. */
@NullMarked
package org.mirrorflow.app;

import org.jspecify.annotations.NullMarked;
