package org.mirrorflow.app.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake gets one sentence that names it, exit code 2, and leaves nothing behind. */
class MistakesTest {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        String good = Typed.lab("presets", "kernel-or-rich").out();
        write("good.json", good);
        write("syntax.json", "{\"schema\": 1,\n");
        write("misspelt.json", good.replace("\"samples\"", "\"smaples\""));
        write("section.json", good.replace("\"problem\"", "\"problme\""));
        write("kind.json", good.replace("\"linear-regression\"", "\"linear-regresion\""));
        write("type.json", good.replace("\"samples\" : 40", "\"samples\" : \"forty\""));
        write("negative.json", good.replace("\"samples\" : 40", "\"samples\" : -4"));
        write("nan.json", good.replace("\"noise\" : 0.0", "\"noise\" : NaN"));
        write("seed.json", good.replace("\"seed\" : 11", "\"seed\" : 99999999999999999999"));
        write("schema.json", good.replace("\"schema\" : 1", "\"schema\" : 2"));
        write("twice.json", good.replace("\"seed\" : 11", "\"seed\" : 11, \"seed\" : 12"));
        write("sparse.json", good.replace("\"sparsity\" : 5", "\"sparsity\" : 500"));

        write("x.csv", "1,0,2\n0,1,1\n");
        write("y.csv", "1\n2\n");
        write("y3.csv", "1\n2\n3\n");
        write("wide.csv", "1,2\n2,3\n");
        write("ragged.csv", "1,0,2\n0,1\n");
        write("words.csv", "1,0,2\n0,red,1\n");
        write("nan.csv", "1,0,2\n0,NaN,1\n");

        write("file", "no folder, no figure");
        Files.createDirectory(folder.resolve("empty"));
        write("full/thing", "in the way");
        String[] run = {"run", path("good.json"), "--set", "problem.features=50", "--quiet", "--out", path("done")};
        assertEquals(0, Typed.lab(run).code());
    }

    private static void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    /** What is typed, with @name for a path in the folder; and words that the sentence needs, parted by |. */
    record Mistake(String words, String needed) {
        @Override
        public String toString() {
            return "lab " + words;
        }
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                // the words themselves
                new Mistake("rnu", "\"rnu\"|did you mean run?"),
                new Mistake("help rnu", "rnu"),
                new Mistake("--foo", "--foo|lab --help"),
                new Mistake("run --sed 3 kernel-or-rich", "--sed|did you mean --se"),
                new Mistake("run kernel-or-rich extra", "\"extra\"|too many|lab run --help"),
                new Mistake("run kernel-or-rich --seed", "--seed needs a value"),
                new Mistake("run kernel-or-rich --seed x", "--seed|\"x\"|whole number"),
                new Mistake("run kernel-or-rich --seed 1 --seed 2", "--seed|only once"),
                new Mistake("run kernel-or-rich --seed -3 --out @new", "seed|-3|0"),
                new Mistake("run kernel-or-rich --checkpoint -1 --out @new", "--checkpoint|-1"),
                new Mistake("run", "needs a preset or a specification|lab presets"),
                new Mistake("plot", "lab plot needs DIR"),
                new Mistake("inspect", "lab inspect needs FIGURE"),
                new Mistake("schema extra", "\"extra\""),
                new Mistake("catalogue mirror-map", "mirror-map|did you mean \"mirror-maps\"?"),
                new Mistake("presets kernel-or-rhic", "did you mean \"kernel-or-rich\"?"),
                // the specification
                new Mistake("run @missing.json --out @new", "no file|missing.json"),
                new Mistake("run @empty --out @new", "empty|is a folder"),
                new Mistake("run kernel-or-rhic --out @new", "neither a preset nor a file|\"kernel-or-rich\"?"),
                new Mistake("run @syntax.json --out @new", "syntax.json, line 2|not valid JSON"),
                new Mistake("run @misspelt.json --out @new", "misspelt.json|problem.smaples|\"samples\"?"),
                new Mistake("run @section.json --out @new", "section.json|problme|\"problem\"?"),
                new Mistake("run @kind.json --out @new", "kind.json|problem.kind|\"linear-regression\"?"),
                new Mistake("run @type.json --out @new", "problem.samples|\"forty\"|whole number"),
                new Mistake("run @negative.json --out @new", "problem.samples|-4|between 1 and"),
                new Mistake("run @nan.json --out @new", "nan.json, line|NaN"),
                new Mistake("run @seed.json --out @new", "seed.json: seed|whole number"),
                new Mistake("run @schema.json --out @new", "schema is 2|reads schema 1"),
                new Mistake("run @twice.json --out @new", "twice.json, line|seed"),
                new Mistake("run @sparse.json --out @new", "problem.sparsity|500|lower sparsity"),
                new Mistake("run @good.json --out @new --set problem.samples", "--set|no value|path=value"),
                new Mistake("run @good.json --out @new --set =3", "--set|path=value"),
                new Mistake("run @good.json --out @new --set problem.smaples=3", "problem.smaples|\"samples\"?"),
                new Mistake("run @good.json --out @new --set problme.samples=3", "problme.samples|\"problem\"?"),
                new Mistake("run @good.json --out @new --set problem=3", "problem|whole section"),
                new Mistake("run @good.json --out @new --set problem.noise=NaN", "problem.noise|NaN|between"),
                new Mistake("run @good.json --out @new --set problem.noise=", "problem.noise|\"\"|a number"),
                // the data
                new Mistake(data("", ""), "x-file|names no file"),
                new Mistake(data("@x.csv", "@z.csv"), "z.csv|does not exist|did you mean"),
                new Mistake(data("@empty", "@y.csv"), "empty|is a folder"),
                new Mistake(data("@ragged.csv", "@y.csv"), "ragged.csv, line 2|2 field(s)|3"),
                new Mistake(data("@words.csv", "@y.csv"), "words.csv, line 2, column 2|\"red\""),
                new Mistake(data("@nan.csv", "@y.csv"), "nan.csv, line 2, column 2|\"NaN\""),
                new Mistake(data("@x.csv", "@y3.csv"), "x.csv has 2 row(s)|y3.csv has 3 row(s)"),
                new Mistake(data("@x.csv", "@wide.csv"), "wide.csv has 2 columns|one column"),
                // where it goes
                new Mistake("run @good.json --out @full", "full is not empty|--out"),
                new Mistake("run @good.json --out @file", "file is a file|--out"),
                new Mistake("run @good.json --out @file/in", "cannot be created"),
                new Mistake("run @good.json --out @done", "done holds a run already|--resume"),
                new Mistake("run @good.json --out=", "--out names no folder"),
                // going on
                new Mistake("run --resume @done", "done holds a finished run|nothing to continue"),
                new Mistake("run --resume @empty", "empty holds no run"),
                new Mistake("run --resume @missing", "missing holds no run"),
                new Mistake("run @good.json --resume @done", "--resume|leave out the preset"),
                new Mistake("run --resume @done --alone", "--resume|leave out|--alone"),
                // figures
                new Mistake("plot @empty --out @f.pdf", "empty holds no run"),
                new Mistake("plot @good.json --out @f.pdf", "good.json is no figure of this lab"),
                new Mistake("plot @done --out @f.pdf --chart coordinats", "--chart|\"coordinates\"?"),
                new Mistake(
                        "plot @done --out @f.pdf --chart loss,loss,loss,loss,loss,loss,loss,loss,loss,loss,loss,loss,loss",
                        "1 to 12 charts|13"),
                new Mistake("plot @done --out @f.pdf --venue icmll", "\"icmll\"|icml"),
                new Mistake("plot @done --out @f.pdf --column doubel", "\"doubel\"|column, page"),
                new Mistake("plot @done --out @f.gif", "\"gif\"|csv, npz, pdf, pgf, png, svg"),
                new Mistake("plot @done --out @f.pdf --as gif", "\"gif\"|csv, npz, pdf, pgf, png, svg"),
                new Mistake("plot @done --out @f.pdf --as svg", "--as svg|contradicts|f.pdf"),
                new Mistake("plot @done --out @f.pdf --clock sun", "--clock|\"sun\"|s\""),
                new Mistake("plot @done --out @f.pdf --height tall", "--height|\"tall\"|a number"),
                new Mistake("plot @done --out @f.pdf --height 0", "height|half an inch"),
                new Mistake("plot @done --out @missing/f.pdf", "missing|does not exist"),
                new Mistake("plot @done --out @empty --as pdf", "empty is a folder"),
                new Mistake("inspect @missing.pdf", "missing.pdf"),
                new Mistake("inspect @file", "file|PDF, SVG, PNG, PGF, CSV or NPZ"),
                new Mistake("inspect @empty", "empty is a folder"));
    }

    private static String data(String x, String y) {
        return "run your-data --set problem.x-file=" + x + " --set problem.y-file=" + y + " --out @new";
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isAnsweredInOneSentence(Mistake mistake) throws IOException {
        Map<Path, String> before = contents();
        String[] words = Stream.of(mistake.words().split(" ", -1))
                .map(word -> word.replace("@", folder + "/"))
                .toArray(String[]::new);
        Typed typed = Typed.lab(words);
        List<String> lines = typed.errLines();
        assertAll(
                () -> assertEquals(LabCommand.MISTAKE, typed.code(), typed.err()),
                () -> assertEquals("", typed.out()),
                () -> assertEquals(1, lines.size(), typed.err()),
                () -> assertTrue(typed.err().matches("(?s)lab: .*[^.?][.?]\\R"), typed.err()),
                () -> assertTrue(!typed.err().contains("Exception"), typed.err()),
                () -> assertEquals(before, contents()));
        for (String needed : mistake.needed().split("\\|", -1)) {
            assertTrue(typed.err().contains(needed), () -> "\"" + needed + "\" is missing in: " + typed.err());
        }
    }

    private static Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                contents.put(path, Files.isDirectory(path) ? "" : Long.toString(Files.size(path)));
            }
        }
        return contents;
    }
}
