/** Numpy scripts that reproduce a run: one {@link org.mirrorflow.app.copy.python.PythonForm} for each part of a specification. */
@org.jspecify.annotations.NullMarked
package org.mirrorflow.app.copy.python;
