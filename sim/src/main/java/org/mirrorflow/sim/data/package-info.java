/**
 * Files of numbers: tables from CSV and NPY, archives of arrays that numpy reads, and writing that leaves either the
 * old file or the whole new one.
 */
@NullMarked
package org.mirrorflow.sim.data;

import org.jspecify.annotations.NullMarked;
