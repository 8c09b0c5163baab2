/** What is to be trained. */
@NullMarked
package org.mirrorflow.bridge.plan;

import org.jspecify.annotations.NullMarked;
