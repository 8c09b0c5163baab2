/** The frame of the window: themes, pages, actions with their keys, and messages. */
@NullMarked
package org.mirrorflow.app.shell;

import org.jspecify.annotations.NullMarked;
