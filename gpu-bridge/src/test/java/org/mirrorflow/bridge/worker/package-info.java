@NullMarked
package org.mirrorflow.bridge.worker;

import org.jspecify.annotations.NullMarked;
