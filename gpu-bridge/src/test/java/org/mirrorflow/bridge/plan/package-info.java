@NullMarked
package org.mirrorflow.bridge.plan;

import org.jspecify.annotations.NullMarked;
