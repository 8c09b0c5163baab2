package org.mirrorflow.app.claims;

/**
 * Where the columns of the ledger stand in a row, in pixels. The name takes what the others leave; where that is too little,
 * the number of seeds goes first, then the tolerance; then the gauge narrows, and at last it goes as well.
 *
 * @param id width of the id
 * @param name width of the name
 * @param number width of the deciding number
 * @param gauge width of the gauge; 0 where it is left out
 * @param bound width of the tolerance; 0 where it is left out
 * @param seeds width of the number of seeds; 0 where it is left out
 * @param verdict width of the verdict
 * @param gap between two columns, and half of it at both ends more
 */
record Columns(
        double id, double name, double number, double gauge, double bound, double seeds, double verdict, double gap) {

    private static final double ID = 4;
    private static final double NUMBER = 5.4;
    private static final double GAUGE = 8;
    private static final double NARROW_GAUGE = 5;
    private static final double BOUND = 5;
    private static final double SEEDS = 1.8;
    private static final double VERDICT = 7.4;
    private static final double GAP = 0.9;
    private static final double MARGIN = 1.2;

    /** The least room for a name. */
    private static final double NAME = 18;

    /** The least room for a name beside a gauge. */
    private static final double SHORT_NAME = 9;

    /** The columns of a row so wide, in a text of that size. */
    static Columns fit(double width, double em) {
        double room = width / em - 2 * MARGIN - ID - NUMBER - VERDICT - 4 * GAP;
        double gauge = GAUGE;
        double bound = BOUND;
        double seeds = SEEDS;
        if (room - gauge - bound - seeds - 2 * GAP < NAME) {
            seeds = 0;
        }
        if (room - gauge - bound - seeds - GAP < NAME) {
            bound = 0;
        }
        if (room - gauge - bound - seeds < NAME) {
            gauge = NARROW_GAUGE;
        }
        if (room - gauge - bound - seeds < SHORT_NAME) {
            // With it goes the gap beside it.
            gauge = 0;
            room += GAP;
        }
        double gaps = (bound > 0 ? GAP : 0) + (seeds > 0 ? GAP : 0);
        double name = Math.max(0, room - gauge - bound - seeds - gaps);
        return new Columns(ID * em, name * em, NUMBER * em, gauge * em, bound * em, seeds * em, VERDICT * em, GAP * em);
    }

    /** Free space at both ends of a row. */
    double margin() {
        return gap * MARGIN / GAP;
    }
}
