package org.mirrorflow.theory.formula;

/** A text that is no formula: where it stops being one, what was expected there and what was found. */
public final class FormulaException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int column;

    /**
     * @param column the first character at fault, counted from 1
     * @param problem a clause that follows "at column …"
     */
    FormulaException(int column, String problem) {
        super("at column " + column + " " + problem);
        this.column = column;
    }

    /** The first character at fault, counted from 1. */
    public int column() {
        return column;
    }
}
