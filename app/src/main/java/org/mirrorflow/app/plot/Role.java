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
    /** A fifth run, grey, circles; never a fifth hue. */
    RUN_E("E"),
    /** A sixth run, grey. */
    RUN_F("F"),
    /** A seventh run, grey. */
    RUN_G("G"),
    /** An eighth run, grey. */
    RUN_H("H"),
    /** What lies behind, and any further run: grey. */
    GREY(""),
    /** Data or the planted truth: hollow marks. */
    DATA("");

    /** What tells runs apart without hue. */
    public enum Mark {
        CIRCLE,
        SQUARE,
        DIAMOND,
        TRIANGLE
    }

    private final String letter;

    Role(String letter) {
        this.letter = letter;
    }

    /** The shape of its marks. */
    public Mark mark() {
        return switch (this) {
            case RUN_B -> Mark.SQUARE;
            case RUN_C -> Mark.DIAMOND;
            case RUN_D -> Mark.TRIANGLE;
            case RUN_A, RUN_E, RUN_F, RUN_G, RUN_H, GREY, DATA -> Mark.CIRCLE;
        };
    }

    /** The letter of the run, empty when the role is no lettered run. */
    public String letter() {
        return letter;
    }

    /** Whether this is a lettered run. */
    public boolean isRun() {
        return !letter.isEmpty();
    }

    /**
     * The role of the run with this index.
     *
     * @param index 0 for A; from 8 on it has no letter
     */
    public static Role run(int index) {
        return index >= 0 && index < 8 ? values()[index] : GREY;
    }
}
