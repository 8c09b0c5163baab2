/** Tests of the lab page. */
@NullMarked
package org.mirrorflow.app.lab;

import org.jspecify.annotations.NullMarked;
