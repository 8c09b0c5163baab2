package org.mirrorflow.app.tour;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Charts;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationException;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;

/**
 * Reads the text of a tour, line by line; docs/tours.md describes the format. Everything that can be known without running
 * anything is checked: presets, settings and their values, charts, clocks and observables exist, and no step says more than can
 * be read.
 */
final class TourParser {

    /** More charts than this are too small to be read from afar. */
    static final int MOST_CHARTS = 4;

    private static final List<Integer> SPEEDS = List.of(1, 2, 5, 20, 100);
    private static final String TITLE_SIGN = "# ";
    private static final String STEP_SIGN = "## ";
    private static final List<String> COMMANDS =
            List.of("preset", "set", "rewind", "charts", "clock", "speed", "play", "run", "look", "pin", "expect");
    private static final Pattern RELATION = Pattern.compile("\\s(<=|>=|<|>)\\s");
    private static final Pattern MULTIPLE = Pattern.compile("(\\S+)\\s*\\*\\s*(.+)");
    private static final Pattern OF_RUN = Pattern.compile("([A-Z])\\s+(.+)");

    private final String file;
    private final List<TourStep> steps = new ArrayList<>();
    private final List<String> sentence = new ArrayList<>();
    private int line;
    private String title = "";
    private @Nullable Draft step;
    /** The specification as the commands so far have made it; null before the first preset. */
    private @Nullable Specification specification;

    private TourParser(String file) {
        this.file = file;
    }

    /** A step that is being read. */
    private static final class Draft {
        private final String title;
        private final int line;
        private final List<String> text = new ArrayList<>();
        private final List<TourCommand> commands = new ArrayList<>();
        private String question = "";
        private final List<String> reveal = new ArrayList<>();
        private final List<TourCommand> revealCommands = new ArrayList<>();
        private boolean revealing;

        private Draft(String title, int line) {
            this.title = title;
            this.line = line;
        }
    }

    /**
     * The tour.
     *
     * @param id what to call it
     * @param file where the text comes from, for messages
     * @throws TourException naming file and line, what was given and what is allowed
     */
    static Tour parse(String id, String file, String text) {
        TourParser parser = new TourParser(file);
        for (String line : text.lines().toList()) {
            parser.line++;
            parser.read(line.strip());
        }
        parser.finish();
        if (parser.title.isEmpty()) {
            parser.line = 1;
            throw parser.mistake("the tour has no title; begin with \"# \" and a few words");
        }
        if (parser.steps.isEmpty()) {
            throw parser.mistake("the tour has no step; begin one with \"## \" and a few words");
        }
        return new Tour(id, parser.title, String.join(" ", parser.sentence), parser.steps);
    }

    private void read(String text) {
        if (text.isEmpty() || text.startsWith("//")) {
            return;
        }
        Draft now = step;
        if (text.startsWith(STEP_SIGN)) {
            if (title.isEmpty()) {
                throw mistake("a step comes before the title; begin the tour with \"# \" and a few words");
            }
            finish();
            step = new Draft(text.substring(STEP_SIGN.length()).strip(), line);
        } else if (text.startsWith(TITLE_SIGN)) {
            if (!title.isEmpty()) {
                throw mistake("this is a second title, and a tour has one; a step begins with \"## \"");
            }
            title = text.substring(TITLE_SIGN.length()).strip();
        } else if (now == null) {
            if (title.isEmpty() || isMarked(text)) {
                throw mistake("\"" + shortened(text) + "\" stands before the first "
                        + (title.isEmpty() ? "title; begin the tour with \"# \"" : "step; begin one with \"## \"")
                        + " and a few words");
            }
            sentence.add(text);
        } else {
            inStep(now, text);
        }
    }

    private static boolean isMarked(String text) {
        return text.startsWith(">") || text.startsWith("?") || text.startsWith("!");
    }

    private void inStep(Draft now, String text) {
        String rest = text.substring(1).strip();
        switch (text.charAt(0)) {
            case '>' -> (now.revealing ? now.revealCommands : now.commands).add(command(rest));
            case '?' -> {
                if (!now.question.isEmpty()) {
                    throw mistake("this is a second question, and a step asks one; begin a new step with \"## \"");
                }
                now.question = readable(rest);
            }
            case '!' -> {
                if (now.question.isEmpty()) {
                    throw mistake("an answer comes before its question; a question begins with \"?\"");
                }
                now.revealing = true;
                add(now.reveal, rest, "answer");
            }
            case '#' -> throw mistake("\"" + shortened(text) + "\" is no heading; a step begins with \"## \"");
            default -> {
                if (!now.question.isEmpty()) {
                    throw mistake("\"" + shortened(text)
                            + "\" comes after the question; the lines of the answer begin with \"!\"");
                }
                add(now.text, text, "step");
            }
        }
    }

    private void add(List<String> lines, String text, String what) {
        if (lines.size() == TourStep.MOST_LINES) {
            throw mistake("this is line " + (TourStep.MOST_LINES + 1) + " of the " + what + ", and a class reads "
                    + TourStep.MOST_LINES + "; leave something out, or begin a new step");
        }
        lines.add(readable(text));
    }

    private String readable(String text) {
        if (text.isEmpty()) {
            throw mistake("there are no words after the sign");
        }
        if (text.length() > TourStep.MOST_CHARACTERS) {
            throw mistake("the line has " + text.length() + " characters, and a class reads at most "
                    + TourStep.MOST_CHARACTERS + "; break it, or say less");
        }
        if (text.chars().filter(c -> c == '$').count() % 2 != 0) {
            throw mistake("a formula is not closed; TeX stands between two dollar signs");
        }
        return text;
    }

    private void finish() {
        Draft now = step;
        if (now == null) {
            return;
        }
        step = null;
        int end = line;
        line = now.line;
        if (now.title.isEmpty()) {
            throw mistake("the step has no title; write a few words after \"## \"");
        }
        if (now.text.isEmpty()) {
            throw mistake("the step \"" + now.title + "\" says nothing; write one to " + TourStep.MOST_LINES
                    + " lines below its title");
        }
        if (!now.question.isEmpty() && now.reveal.isEmpty()) {
            throw mistake("the step \"" + now.title + "\" asks and does not answer; the answer begins with \"!\"");
        }
        TourStep made = new TourStep(now.title, now.text, now.commands, now.question, now.reveal, now.revealCommands);
        if (steps.isEmpty() && !made.beginsAnew()) {
            throw mistake("the first step opens nothing; its first command must be \"> preset\" and a preset's id");
        }
        line = end;
        steps.add(made);
    }

    private TourCommand command(String text) {
        String word = text.split("\\s", 2)[0];
        String rest = text.substring(word.length()).strip();
        return switch (word) {
            case "preset" -> open(rest);
            case "set" -> set(rest);
            case "rewind" -> bare(word, rest, new TourCommand.Rewind());
            case "charts" -> charts(rest);
            case "clock" -> new TourCommand.Run(checked(() -> Clock.named("clock", rest)));
            case "speed" -> new TourCommand.Speed(speed(rest));
            case "play", "run" ->
                new TourCommand.Play(target(word, rest.replaceFirst("^to\\s+", ""), false), word.equals("play"));
            case "look" -> new TourCommand.Look(target(word, rest.replaceFirst("^at\\s+", ""), true));
            case "pin" -> bare(word, rest, new TourCommand.Pin());
            case "expect" -> new TourCommand.Expect(expectation(rest));
            default -> throw mistake("\"" + word + "\" is no command; " + Names.suggest(word, COMMANDS));
        };
    }

    private TourCommand bare(String word, String rest, TourCommand command) {
        if (!rest.isEmpty()) {
            throw mistake("\"" + word + "\" stands alone; \"" + shortened(rest) + "\" is too much");
        }
        return command;
    }

    private TourCommand open(String id) {
        Preset preset = checked(() -> Presets.get(id));
        specification = preset.specification();
        return new TourCommand.Open(preset);
    }

    private TourCommand set(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw mistake("\"set " + shortened(text) + "\" has no value; write > set path = value, such as"
                    + " > set model.initial-scale = 0.01");
        }
        String path = text.substring(0, equals).strip();
        Object value = value(text.substring(equals + 1).strip());
        Specification before = specification;
        if (before == null) {
            throw mistake("a setting comes before every preset; open one first with > preset and its id");
        }
        specification = checked(() -> before.with(path, value));
        return new TourCommand.Set(path, value);
    }

    private static Object value(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notWhole) {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException notReal) {
                return text;
            }
        }
    }

    private TourCommand charts(String text) {
        List<String> ids = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .toList();
        if (ids.isEmpty() || ids.size() > MOST_CHARTS) {
            throw mistake("\"charts\" names " + ids.size() + " charts; 1 to " + MOST_CHARTS
                    + " are allowed, separated by commas");
        }
        for (String id : ids) {
            if (!Charts.contains(id)) {
                throw mistake("there is no chart \"" + id + "\"; " + Names.suggest(id, Charts.ALL.ids()));
            }
        }
        return new TourCommand.Show(ids);
    }

    private int speed(String text) {
        Object given = value(text);
        if (given instanceof Long number && SPEEDS.contains(Math.toIntExact(Math.min(number, Integer.MAX_VALUE)))) {
            return number.intValue();
        }
        throw mistake("the speed is \"" + text + "\"; allowed are 1, 2, 5, 20 and 100 samples a frame");
    }

    private TourCommand.Target target(String word, String text, boolean start) {
        if (text.equals("end")) {
            return new TourCommand.Target.End();
        }
        if (text.equals("start") && start) {
            return new TourCommand.Target.Start();
        }
        Matcher time = Pattern.compile("t\\s*=\\s*(\\S+)").matcher(text);
        if (time.matches() && value(time.group(1)) instanceof Number number && number.doubleValue() >= 0) {
            return new TourCommand.Target.Time(number.doubleValue());
        }
        Matcher sample = Pattern.compile("sample\\s+(\\d{1,9})").matcher(text);
        if (sample.matches()) {
            return new TourCommand.Target.Sample(Integer.parseInt(sample.group(1)));
        }
        throw mistake("\"" + shortened(word + " " + text) + "\" says not how far; allowed are "
                + (start ? "start, " : "") + "end, t = a time of 0 or more, and sample with a number");
    }

    private Expectation expectation(String text) {
        List<String> words = List.of(text.split("\\s+"));
        char letter = 'A';
        int at = 0;
        if (words.getFirst().matches("[A-Z]")) {
            letter = words.getFirst().charAt(0);
            at = 1;
        }
        if (words.size() == at + 3 && words.get(at).equals("verdict")) {
            return new Expectation.Judged(text, letter, words.get(at + 1), status(words.get(at + 2)));
        }
        if (words.size() == at + 2 && words.get(at).equals("outcome")) {
            return new Expectation.Ended(text, letter, outcome(words.get(at + 1)));
        }
        Matcher relation = RELATION.matcher(text);
        if (relation.find()) {
            Quantity left = quantity(text.substring(0, relation.start()).strip());
            Quantity right = quantity(text.substring(relation.end()).strip());
            Expectation.Relation sign = Arrays.stream(Expectation.Relation.values())
                    .filter(each -> each.sign().equals(relation.group(1)))
                    .findFirst()
                    .orElseThrow();
            return new Expectation.Comparison(text, left, sign, right);
        }
        throw mistake("\"expect " + shortened(text) + "\" cannot be tested; write a comparison such as l1-norm < 3.1 or"
                + " A loss < 0.5 * B loss, verdict limit holds, or outcome converged");
    }

    private Verdict.Status status(String word) {
        return Arrays.stream(Verdict.Status.values())
                .filter(status -> status.id().equals(word))
                .findFirst()
                .orElseThrow(() -> mistake("\"" + word + "\" is no verdict; "
                        + Names.suggest(
                                word,
                                Arrays.stream(Verdict.Status.values())
                                        .map(Verdict.Status::id)
                                        .toList())));
    }

    private Outcome.Kind outcome(String word) {
        return Arrays.stream(Outcome.Kind.values())
                .filter(kind -> kind.id().equals(word))
                .findFirst()
                .orElseThrow(() -> mistake("\"" + word + "\" is no outcome; "
                        + Names.suggest(
                                word,
                                Arrays.stream(Outcome.Kind.values())
                                        .map(Outcome.Kind::id)
                                        .toList())));
    }

    private Quantity quantity(String text) {
        Matcher multiple = MULTIPLE.matcher(text);
        if (multiple.matches() && value(multiple.group(1)) instanceof Number factor) {
            return new Quantity.Multiple(factor.doubleValue(), quantity(multiple.group(2)));
        }
        if (value(text) instanceof Number number) {
            return new Quantity.Constant(number.doubleValue());
        }
        Matcher of = OF_RUN.matcher(text);
        char letter = of.matches() ? of.group(1).charAt(0) : 'A';
        String what = of.matches() ? of.group(2) : text;
        if (what.equals("t")) {
            return new Quantity.Time(letter);
        }
        Matcher weight = Pattern.compile("weight\\s+([1-9]\\d{0,8})").matcher(what);
        if (weight.matches()) {
            return new Quantity.Weight(letter, Integer.parseInt(weight.group(1)));
        }
        if (!Run.OBSERVABLES.contains(what)) {
            throw mistake("\"" + what + "\" is no observable; " + Names.suggest(what, Run.OBSERVABLES.ids())
                    + " Besides there are weight with a number, and t");
        }
        return new Quantity.Observed(letter, what);
    }

    /** What the catalogue says of a name or value, with the line before it. */
    private <T> T checked(java.util.function.Supplier<T> what) {
        try {
            return what.get();
        } catch (InvalidSettingException | SpecificationException e) {
            throw new TourException(at(String.valueOf(e.getMessage())), e);
        }
    }

    private TourException mistake(String sentence) {
        return new TourException(at(sentence));
    }

    private String at(String sentence) {
        return file + ", line " + line + ": " + sentence;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40).strip() + "\u2026";
    }
}
