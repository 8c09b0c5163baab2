package org.mirrorflow.bridge.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The tokenizer of BERT, uncased: words in small letters without accents, each split from the left into the longest pieces that
 * the vocabulary has; signs are words of their own.
 *
 * <p>Source: Wu et al. 2016 (arXiv 1609.08144) for the pieces; Devlin et al. 2019 (arXiv 1810.04805) for words and marks.
 */
public final class WordPieces {

    /** The piece that fills up a batch. */
    public static final String PADDING = "[PAD]";

    private static final String FIRST = "[CLS]";
    private static final String LAST = "[SEP]";
    private static final String UNKNOWN = "[UNK]";
    private static final String WITHIN = "##";
    private static final String WORDS = "vocab.txt";
    private static final String JSON = "tokenizer.json";
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> numbers;

    private WordPieces(Map<String, Integer> numbers, String from) throws IOException {
        this.numbers = numbers;
        for (String mark : List.of(PADDING, FIRST, LAST, UNKNOWN)) {
            if (!numbers.containsKey(mark)) {
                throw new IOException(from + " has no piece " + mark + "; it is no vocabulary of BERT");
            }
        }
    }

    /**
     * Reads a vocabulary.
     *
     * @param at a folder with {@value #WORDS} or {@value #JSON}, one of these files, or a jar that has one
     * @throws IOException when there is none, or it is another file
     */
    public static WordPieces read(Path at) throws IOException {
        if (Files.isDirectory(at)) {
            for (String name : List.of(WORDS, JSON)) {
                if (Files.isRegularFile(at.resolve(name))) {
                    return read(at.resolve(name));
                }
            }
            throw new FileNotFoundException(at + " has neither " + WORDS + " nor " + JSON
                    + "; data.tokenizer must be the folder, file or jar of a vocabulary of BERT");
        }
        if (!Files.isRegularFile(at)) {
            throw new FileNotFoundException(
                    at + " is not there; data.tokenizer must be the folder, file or jar of a vocabulary of BERT");
        }
        String name = at.getFileName().toString();
        if (name.endsWith(".jar") || name.endsWith(".zip")) {
            try (ZipFile jar = new ZipFile(at.toFile());
                    Stream<? extends ZipEntry> entries = jar.stream()) {
                ZipEntry entry = entries.filter(each ->
                                each.getName().endsWith(JSON) || each.getName().endsWith(WORDS))
                        .findFirst()
                        .orElseThrow(() ->
                                new FileNotFoundException(at + " holds no " + JSON + " and no " + WORDS + " of BERT"));
                try (InputStream in = jar.getInputStream(entry)) {
                    return of(new String(in.readAllBytes(), StandardCharsets.UTF_8), at.toString());
                }
            }
        }
        return of(Files.readString(at), at.toString());
    }

    /** Of the text of a vocabulary: a piece on each line, or a tokenizer in JSON. */
    private static WordPieces of(String text, String from) throws IOException {
        Map<String, Integer> numbers = new HashMap<>();
        if (text.stripLeading().startsWith("{")) {
            try {
                JsonNode vocabulary =
                        new ObjectMapper().readTree(text).path("model").path("vocab");
                vocabulary
                        .properties()
                        .forEach(each ->
                                numbers.put(each.getKey(), each.getValue().asInt()));
            } catch (JsonProcessingException e) {
                throw new IOException(from + " cannot be read: " + e.getOriginalMessage(), e);
            }
        } else {
            text.lines().forEach(line -> numbers.putIfAbsent(line.strip(), numbers.size()));
        }
        return new WordPieces(numbers, from);
    }

    /** Number of pieces. */
    public int vocabulary() {
        return 1 + numbers.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    /** The number of the piece that fills up a batch. */
    public int padding() {
        return number(PADDING);
    }

    private int number(String piece) {
        return numbers.getOrDefault(piece, -1);
    }

    /**
     * The numbers of a text's pieces, between the marks of the beginning and the end.
     *
     * @param most numbers, marks included, at least 2; what is longer is cut off before the end
     */
    public int[] encode(String text, int most) {
        List<Integer> pieces = new ArrayList<>();
        pieces.add(number(FIRST));
        for (String word : words(text)) {
            add(word, pieces);
            if (pieces.size() >= most) {
                break;
            }
        }
        int size = Math.min(pieces.size(), most - 1);
        int[] encoded = new int[size + 1];
        for (int i = 0; i < size; i++) {
            encoded[i] = pieces.get(i);
        }
        encoded[size] = number(LAST);
        return encoded;
    }

    /** Words and signs; what cannot be seen is left out, and a Chinese character is a word. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .codePoints()
                .forEach(c -> {
                    int type = Character.getType(c);
                    if (type == Character.NON_SPACING_MARK || c == 0 || c == 0xFFFD) {
                        return;
                    }
                    if (Character.isWhitespace(c) || type == Character.SPACE_SEPARATOR) {
                        end(word, words);
                    } else if (isControl(type)) {
                        return;
                    } else if (isSign(c, type) || Character.isIdeographic(c)) {
                        end(word, words);
                        words.add(Character.toString(c));
                    } else {
                        word.appendCodePoint(c);
                    }
                });
        end(word, words);
        return words;
    }

    private static boolean isControl(int type) {
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.PRIVATE_USE
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED;
    }

    /** All of ASCII that is neither letter nor digit, and what Unicode calls punctuation. */
    private static boolean isSign(int c, int type) {
        return (c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c))
                || type == Character.CONNECTOR_PUNCTUATION
                || type == Character.DASH_PUNCTUATION
                || type == Character.START_PUNCTUATION
                || type == Character.END_PUNCTUATION
                || type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || type == Character.OTHER_PUNCTUATION;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** The pieces of a word, or the unknown one where a rest has none. */
    private void add(String word, List<Integer> pieces) {
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            pieces.add(number(UNKNOWN));
            return;
        }
        List<Integer> own = new ArrayList<>();
        int from = 0;
        while (from < word.length()) {
            int to = word.length();
            int found = -1;
            while (to > from && found < 0) {
                found = number((from == 0 ? "" : WITHIN) + word.substring(from, to));
                to -= found < 0 ? 1 : 0;
            }
            if (found < 0) {
                pieces.add(number(UNKNOWN));
                return;
            }
            own.add(found);
            from = to;
        }
        pieces.addAll(own);
    }
}
