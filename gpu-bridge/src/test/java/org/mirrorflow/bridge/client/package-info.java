@NullMarked
package org.mirrorflow.bridge.client;

import org.jspecify.annotations.NullMarked;
