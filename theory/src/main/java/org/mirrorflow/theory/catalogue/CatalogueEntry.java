package org.mirrorflow.theory.catalogue;

import java.util.List;

/**
 * Anything the lab can list: a mirror map, a reparametrization, a problem, a dynamics, an observable. Entries are found
 * by {@link java.util.ServiceLoader}; adding one is one class and one service line.
 */
public interface CatalogueEntry {

    /** Stable id in files and on the command line, lower case with hyphens. */
    String id();

    /** Display name, sentence case. */
    String name();

    /** Defining formula as TeX, or empty. */
    String formula();

    /** One sentence. */
    String summary();

    /** Where the definition comes from, with its equation where it has one. */
    String source();

    /** The declared parameters, in the order in which controls should show them. */
    List<Parameter> parameters();
}
