@NullMarked
package org.mirrorflow.app.compose;

import org.jspecify.annotations.NullMarked;
