/** Numpy scripts that reproduce a run, one {@link org.mirrorflow.app.copy.python.PythonForm} for each part. */
@NullMarked
package org.mirrorflow.app.copy.python;

import org.jspecify.annotations.NullMarked;
