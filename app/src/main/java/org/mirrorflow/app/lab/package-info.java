/** The lab page: an experiment live against what the theory predicts. */
@NullMarked
package org.mirrorflow.app.lab;

import org.jspecify.annotations.NullMarked;
