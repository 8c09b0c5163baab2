package org.mirrorflow.bridge.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Texts with a class each.
 *
 * @param name what errors and logs call them
 * @param classes the names of the classes
 * @param training what is learnt
 * @param test what is held out
 */
public record TextClasses(String name, List<String> classes, List<Labelled> training, List<Labelled> test) {

    private static final int FEWEST_VERSES = 400;
    private static final int MOST_CLASSES = 256;
    private static final Pattern CHAPTER = Pattern.compile("(?:\\d )?[A-Z][A-Za-z ]* (\\d+)");
    private static final Pattern VERSE = Pattern.compile("  (\\d+) (.*)");

    /**
     * A text.
     *
     * @param text as it is
     * @param label number of its class
     */
    public record Labelled(String text, int label) {}

    public TextClasses {
        classes = List.copyOf(classes);
        training = List.copyOf(training);
        test = mixed(classes.size(), test);
    }

    /** Class beside class, so that the first of them are of all classes as the whole is. */
    private static List<Labelled> mixed(int classes, List<Labelled> texts) {
        int[] sizes = new int[classes];
        texts.forEach(each -> sizes[each.label()]++);
        int[] seen = new int[classes];
        IdentityHashMap<Labelled, Double> places = new IdentityHashMap<>();
        texts.forEach(each -> places.put(each, (0.5 + seen[each.label()]++) / sizes[each.label()]));
        List<Labelled> mixed = new ArrayList<>(texts);
        mixed.sort(Comparator.comparingDouble(each -> places.getOrDefault(each, 0.0)));
        return List.copyOf(mixed);
    }

    /** The same with the first texts of the training part, class by class in turn; 0 for all. */
    TextClasses first(int most) {
        if (most == 0 || most >= training.size()) {
            return this;
        }
        // Files and verses come class by class; a part of them has to have every class.
        List<Labelled> chosen = new ArrayList<>();
        double step = (double) training.size() / most;
        for (int i = 0; i < most; i++) {
            chosen.add(training.get((int) (i * step)));
        }
        return new TextClasses(name, classes, chosen, test);
    }

    /**
     * Verses by their book: those books of the text that have at least 400 verses. Every fifth chapter of a book is held out, so
     * that no held-out verse stands beside one that was learnt.
     *
     * @param text with a line of book and chapter before each chapter, and verses that begin with two spaces and a number
     */
    static TextClasses books(String text) {
        Map<String, List<Labelled>> books = new LinkedHashMap<>();
        String book = "";
        int chapter = 0;
        StringBuilder verse = new StringBuilder();
        for (String line : (text + "\n\n").split("\n", -1)) {
            Matcher begun = VERSE.matcher(line);
            boolean verseBegins = begun.matches();
            boolean chapterBegins = !verseBegins && CHAPTER.matcher(line).matches();
            if (verseBegins || chapterBegins || line.isBlank()) {
                if (!verse.isEmpty()) {
                    books.computeIfAbsent(book, _ -> new ArrayList<>()).add(new Labelled(verse.toString(), chapter));
                    verse.setLength(0);
                }
            } else if (!verse.isEmpty()) {
                verse.append(' ').append(line.strip());
            }
            if (verseBegins) {
                verse.append(begun.group(2).strip());
            } else if (chapterBegins) {
                int space = line.lastIndexOf(' ');
                book = line.substring(0, space);
                chapter = Integer.parseInt(line.substring(space + 1));
            }
        }
        List<String> classes = books.entrySet().stream()
                .filter(each -> each.getValue().size() >= FEWEST_VERSES)
                .map(Map.Entry::getKey)
                .toList();
        List<Labelled> learnt = new ArrayList<>();
        List<Labelled> held = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            for (Labelled each : books.getOrDefault(classes.get(label), List.of())) {
                (each.label() % 5 == 0 ? held : learnt).add(new Labelled(each.text(), label));
            }
        }
        return new TextClasses("King James Bible", classes, learnt, held);
    }

    /**
     * A folder for each class, with a text in each file; every fifth file of a class is held out.
     *
     * @throws IOException when there is nothing to read, or too little; one sentence says what is missing
     */
    static TextClasses folders(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new FileNotFoundException(
                    root + " is not there; data.root must be a folder with a folder of texts for each class");
        }
        List<Path> folders;
        try (Stream<Path> entries = Files.list(root)) {
            folders = entries.filter(Files::isDirectory)
                    .filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
        if (folders.size() < 2 || folders.size() > MOST_CLASSES) {
            throw new IOException(root + " has " + folders.size()
                    + " folders; there must be one for each class, from 2 to " + MOST_CLASSES);
        }
        List<Labelled> learnt = new ArrayList<>();
        List<Labelled> held = new ArrayList<>();
        for (int label = 0; label < folders.size(); label++) {
            List<Path> files;
            try (Stream<Path> entries = Files.list(folders.get(label))) {
                files = entries.filter(TextClasses::isText).sorted().toList();
            }
            for (int i = 0; i < files.size(); i++) {
                (i % 5 == 4 ? held : learnt).add(new Labelled(read(files.get(i)), label));
            }
        }
        if (learnt.isEmpty() || held.isEmpty()) {
            throw new IOException(root + " has " + (learnt.size() + held.size())
                    + " texts in its folders of classes; at least 5 of a class are needed");
        }
        return new TextClasses(
                String.valueOf(root.toAbsolutePath().normalize().getFileName()),
                folders.stream()
                        .map(folder -> String.valueOf(folder.getFileName()))
                        .toList(),
                learnt,
                held);
    }

    private static boolean isText(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && !name.startsWith(".") && (name.endsWith(".txt") || !name.contains("."));
    }

    /** As UTF-8, and old mail that is none byte by byte. */
    private static String read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
