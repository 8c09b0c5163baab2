package org.mirrorflow.app.plot;

import org.jspecify.annotations.Nullable;

/**
 * One thing drawn in a chart.
 *
 * <p>Arrays are taken as they are, for a live chart hands over thousands of points each frame: the caller does not
 * change them afterwards. NaN breaks a line; a value that the axis cannot show (not positive on a logarithmic axis) is a
 * gap as well. Labels may hold TeX between dollar signs.
 */
public sealed interface Layer {

    /** What is wrong with two arrays of unequal length, in one sentence. */
    private static void requireSameLength(String what, double[] xs, double[] ys) {
        if (xs.length != ys.length) {
            throw new IllegalArgumentException(
                    what + " needs as many ordinates as abscissae; got " + xs.length + " and " + ys.length + ".");
        }
    }

    /** How strongly a line speaks. */
    enum Emphasis {
        /** The live run, 2 px. */
        LIVE,
        /** A pinned run, 1.75 px. */
        PINNED,
        /** One of many coordinates, 0.9 px and nearly transparent. */
        FAINT,
        /** What goes on after a mean has lost a seed, 1 px. */
        THIN
    }

    /**
     * A measured curve; solid always.
     *
     * @param xs abscissae, rising for a time series, any order for a path in a plane
     * @param ys ordinates
     * @param label the name that stands on the line, empty for none
     * @param role whose line it is
     * @param emphasis its weight
     * @param ended whether the run stopped there: the last point becomes a dot
     */
    record Line(double[] xs, double[] ys, String label, Role role, Emphasis emphasis, boolean ended) implements Layer {

        public Line {
            requireSameLength("A line", xs, ys);
        }

        /** A line that has not ended early. */
        public Line(double[] xs, double[] ys, String label, Role role, Emphasis emphasis) {
            this(xs, ys, label, role, emphasis, false);
        }
    }

    /**
     * A curve that is one of a family over a magnitude, coloured by viridis; solid and thin.
     *
     * @param xs abscissae, any order
     * @param ys ordinates
     * @param share the rank of its magnitude, between 0 and 1
     */
    record Graded(double[] xs, double[] ys, double share) implements Layer {

        public Graded {
            requireSameLength("A graded line", xs, ys);
        }
    }

    /**
     * What the theory says: dashed ink, drawn last, on top of the runs. Infinite coordinates reach to the edge of the
     * plot.
     *
     * @param xs abscissae
     * @param ys ordinates
     * @param label the name, empty for none
     */
    record Theorem(double[] xs, double[] ys, String label) implements Layer {

        public Theorem {
            requireSameLength("A theorem", xs, ys);
        }

        /** A horizontal limit across the plot. */
        public static Theorem level(double y, String label) {
            return new Theorem(
                    new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}, new double[] {y, y}, label);
        }

        /** A vertical limit across the plot. */
        public static Theorem at(double x, String label) {
            return new Theorem(
                    new double[] {x, x}, new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}, label);
        }
    }

    /**
     * A band over seeds, in a light tint of its run without an edge.
     *
     * @param xs abscissae, rising
     * @param lower lower edge
     * @param upper upper edge
     * @param role whose band it is
     * @param definition what the band is, with N, in words, e.g. "mean ± 1 sem, N = 10"; goes into the legend
     */
    record Band(double[] xs, double[] lower, double[] upper, Role role, String definition) implements Layer {

        public Band {
            requireSameLength("A band", xs, lower);
            requireSameLength("A band", xs, upper);
        }
    }

    /**
     * Single points: hollow circles for {@link Role#DATA}, filled marks of the run's shape otherwise.
     *
     * @param xs abscissae
     * @param ys ordinates
     * @param label the name, empty for none
     * @param role whose points they are
     */
    record Marks(double[] xs, double[] ys, String label, Role role) implements Layer {

        public Marks {
            requireSameLength("A set of marks", xs, ys);
        }

        /** Data or planted truth. */
        public static Marks data(double[] xs, double[] ys, String label) {
            return new Marks(xs, ys, label, Role.DATA);
        }
    }

    /** The body of a stem. */
    enum StemBody {
        /** A solid bar. */
        BAR,
        /** A hairline with a small head. */
        PIN
    }

    /**
     * A vector over its index: solid is now, the dashed outline is predicted.
     *
     * @param index positions
     * @param values current values
     * @param predicted predicted values, or null when nothing is predicted
     * @param label the name, empty for none
     * @param role whose weights they are
     * @param body bars or pins
     */
    record Stems(double[] index, double[] values, double @Nullable [] predicted, String label, Role role, StemBody body)
            implements Layer {

        public Stems {
            requireSameLength("A set of stems", index, values);
            if (predicted != null) {
                requireSameLength("A prediction of stems", index, predicted);
            }
        }
    }

    /**
     * A matrix, cell by cell: the area of a square is the size of its entry, a hollow square is negative, the dashed outline
     * is predicted.
     *
     * @param rows number of rows
     * @param columns number of columns
     * @param values the entries, row by row
     * @param predicted predicted entries, or null when nothing is predicted
     * @param full the size of an entry that fills its cell, positive
     * @param role whose weights they are
     */
    record Cells(int rows, int columns, double[] values, double @Nullable [] predicted, double full, Role role)
            implements Layer {

        public Cells {
            if (values.length != rows * columns || (predicted != null && predicted.length != values.length)) {
                throw new IllegalArgumentException("A matrix of " + rows + " × " + columns + " cells needs "
                        + rows * columns + " values; got " + values.length
                        + (predicted == null ? "" : " and " + predicted.length + " predicted") + ".");
            }
            if (!(full > 0)) {
                throw new IllegalArgumentException("The size that fills a cell is " + full + "; give a positive one.");
            }
        }
    }

    /**
     * A tolerance: a dotted level whose forbidden side is shaded.
     *
     * @param y the level
     * @param forbiddenAbove whether what is above is forbidden, else what is below
     * @param label the words on it, e.g. "tolerance 1e−8"
     */
    record Tolerance(double y, boolean forbiddenAbove, String label) implements Layer {}

    /**
     * Something that happened: a short ink stem with a word.
     *
     * @param x when
     * @param word what
     */
    record Event(double x, String word) implements Layer {}

    /** What a cell of a heat map has. */
    enum CellState {
        /** A number, shown as a colour. */
        PRESENT,
        /** A run without a number: hatched, never coloured. */
        MISSING,
        /** Nothing yet: hollow. */
        WAITING
    }

    /**
     * A magnitude over the plane, cell by cell, coloured by cividis, with a bar of numbers at the right of the plot.
     *
     * @param xEdges rising edges of the columns, one more than there are columns
     * @param yEdges rising edges of the rows
     * @param values row by row from below; read only where the state is {@link CellState#PRESENT}
     * @param states what each cell has
     * @param lower the magnitude of the darkest colour
     * @param upper that of the lightest, above {@code lower}
     */
    record Heat(double[] xEdges, double[] yEdges, double[] values, CellState[] states, double lower, double upper)
            implements Layer {

        public Heat {
            int cells = (xEdges.length - 1) * (yEdges.length - 1);
            if (values.length != cells || states.length != cells) {
                throw new IllegalArgumentException("A heat map of " + (xEdges.length - 1) + " × " + (yEdges.length - 1)
                        + " cells needs " + cells + " values and states; got " + values.length + " and "
                        + states.length + ".");
            }
            if (!(lower < upper) || Double.isInfinite(upper - lower)) {
                throw new IllegalArgumentException(
                        "The colours cannot run from " + lower + " to " + upper + "; give two finite rising numbers.");
            }
        }

        /** Columns. */
        public int columns() {
            return xEdges.length - 1;
        }

        /** Rows. */
        public int rows() {
            return yEdges.length - 1;
        }
    }

    /**
     * A measured level line on a heat map: thin solid ink.
     *
     * @param xs abscissae
     * @param ys ordinates
     */
    record Contour(double[] xs, double[] ys) implements Layer {

        public Contour {
            requireSameLength("A level line", xs, ys);
        }
    }
}
