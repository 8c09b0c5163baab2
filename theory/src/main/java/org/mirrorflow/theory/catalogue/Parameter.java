package org.mirrorflow.theory.catalogue;

import java.util.List;

/**
 * One declared parameter of a catalogue entry. The same declaration yields the control in the window, the key and its
 * range in the specification and its JSON Schema, and the help text on the command line.
 *
 * <p>{@code adjustable} tells parameters that may change while a run is in progress (a step size) from those that fix
 * its start (an initial scale).
 */
public sealed interface Parameter {

    /** Stable key in files, lower case with hyphens, e.g. {@code initial-scale}. */
    String id();

    /** The field's own symbol as TeX, e.g. {@code \alpha}; empty when there is none. */
    String symbol();

    /** One or two plain words for the control. */
    String label();

    /** What it means, in one sentence, with its unit if it has one. */
    String help();

    /** Whether a change takes effect at once in a running experiment. */
    boolean adjustable();

    /** Value used when the specification is silent: a {@link Double}, {@link Long}, or {@link String}. */
    Object defaultValue();

    /** A real number within {@code [min, max]}; {@code logarithmic} asks for a logarithmic slider. */
    record Real(
            String id,
            String symbol,
            String label,
            String help,
            boolean adjustable,
            double defaultReal,
            double min,
            double max,
            boolean logarithmic)
            implements Parameter {
        @Override
        public Double defaultValue() {
            return defaultReal;
        }
    }

    /** A whole number within {@code [min, max]}. */
    record Whole(
            String id,
            String symbol,
            String label,
            String help,
            boolean adjustable,
            long defaultWhole,
            long min,
            long max)
            implements Parameter {
        @Override
        public Long defaultValue() {
            return defaultWhole;
        }
    }

    /** One of a few words. */
    record Choice(
            String id,
            String symbol,
            String label,
            String help,
            boolean adjustable,
            String defaultChoice,
            List<String> options)
            implements Parameter {
        public Choice {
            options = List.copyOf(options);
        }

        @Override
        public String defaultValue() {
            return defaultChoice;
        }
    }

    /** Free text; with {@code file} set, a path, relative to the specification that names it. */
    record Text(
            String id, String symbol, String label, String help, boolean adjustable, String defaultText, boolean file)
            implements Parameter {
        @Override
        public String defaultValue() {
            return defaultText;
        }
    }
}
