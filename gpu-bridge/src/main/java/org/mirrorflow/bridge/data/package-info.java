/** Images and text from files, and batches of them. */
@NullMarked
package org.mirrorflow.bridge.data;

import org.jspecify.annotations.NullMarked;
