package org.mirrorflow.app.tour;

import java.util.List;

/**
 * One step: a few lines, a state to look at, and perhaps a question whose answer can be uncovered.
 *
 * @param title in a few words
 * @param text at most {@value #MOST_LINES} lines; TeX stands between dollar signs
 * @param commands what is done on entering the step, in order
 * @param question asked of the class; empty for none
 * @param reveal the answer, at most {@value #MOST_LINES} lines; empty where nothing is asked
 * @param revealCommands what is done when the answer is uncovered, in order
 */
public record TourStep(
        String title,
        List<String> text,
        List<TourCommand> commands,
        String question,
        List<String> reveal,
        List<TourCommand> revealCommands) {

    /** More lines than this nobody reads from the last row. */
    public static final int MOST_LINES = 4;

    /** More characters than this make a line wrap twice in presenter mode. */
    public static final int MOST_CHARACTERS = 160;

    /** Copies the lists. */
    public TourStep {
        text = List.copyOf(text);
        commands = List.copyOf(commands);
        reveal = List.copyOf(reveal);
        revealCommands = List.copyOf(revealCommands);
    }

    /** Whether the class is asked something. */
    public boolean asks() {
        return !question.isEmpty();
    }

    /** Whether nothing of the step before is left: it opens an experiment of its own first. */
    public boolean beginsAnew() {
        return !commands.isEmpty() && commands.getFirst() instanceof TourCommand.Open;
    }
}
