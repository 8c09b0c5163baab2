package org.mirrorflow.app.plot;

/** Whose mark it is; the only thing that decides a hue. */
public enum Role {
    /** Run A, blue, circles. */
    RUN_A("A"),
    /** Run B, vermillion, squares. */
    RUN_B("B"),
    /** Run C, bluish green, diamonds. */
    RUN_C("C"),
    /** Run D, reddish purple, triangles. */
    RUN_D("D"),
    /** A fifth run and what lies behind: grey. */
    GREY(""),
    /** Data or the planted truth: hollow marks. */
    DATA("");

    private final String letter;

    Role(String letter) {
        this.letter = letter;
    }

    /** The letter of the run, empty when the role is no lettered run. */
    public String letter() {
        return letter;
    }

    /** Whether this is one of the four lettered runs. */
    public boolean isRun() {
        return !letter.isEmpty();
    }

    /**
     * The role of the run with this index.
     *
     * @param index 0 for A; from 4 on the run is grey
     */
    public static Role run(int index) {
        return index >= 0 && index < 4 ? values()[index] : GREY;
    }
}
