/** What can be copied of an experiment: its command line, its specification, a Python script, its formulas. */
@NullMarked
package org.mirrorflow.app.copy;

import org.jspecify.annotations.NullMarked;
