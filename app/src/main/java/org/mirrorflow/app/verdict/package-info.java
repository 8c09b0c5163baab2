/** What the engine's verdicts are called in the window, wherever they stand. */
@NullMarked
package org.mirrorflow.app.verdict;

import org.jspecify.annotations.NullMarked;
