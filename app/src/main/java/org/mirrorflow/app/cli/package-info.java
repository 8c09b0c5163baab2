/** The command line: the same experiments and figures as the window, without a toolkit. */
@NullMarked
package org.mirrorflow.app.cli;

import org.jspecify.annotations.NullMarked;
