/** Tests of the command line, as a person types it. */
@NullMarked
package org.mirrorflow.app.cli;

import org.jspecify.annotations.NullMarked;
