/** How the lab lists what it has: entries, their declared parameters and validated settings. */
@NullMarked
package org.mirrorflow.theory.catalogue;

import org.jspecify.annotations.NullMarked;
