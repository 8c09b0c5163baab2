/** The worker: a process of its own that trains, and says over its standard streams how it goes. */
@NullMarked
package org.mirrorflow.bridge.worker;

import org.jspecify.annotations.NullMarked;
