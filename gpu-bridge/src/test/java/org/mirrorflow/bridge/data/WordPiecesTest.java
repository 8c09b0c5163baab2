package org.mirrorflow.bridge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WordPiecesTest {

    private static final List<String> PIECES = List.of(
            "[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "cat", "##s", "cafe", "un", "##aff", "##able", "!", "-", "世");

    @TempDir
    private Path folder;

    @Test
    void wordsAreSplitIntoTheLongestPiecesFromTheLeft() throws IOException {
        Files.write(folder.resolve("vocab.txt"), PIECES);
        WordPieces pieces = WordPieces.read(folder);
        assertEquals(PIECES.size(), pieces.vocabulary());
        assertEquals(0, pieces.padding());
        // Small letters, no accents, signs and Chinese characters by themselves; what has no pieces is unknown as a
        // whole.
        assertArrayEquals(new int[] {2, 4, 5, 6, 11, 12, 7, 3}, pieces.encode("The  CATS!-Café", 20));
        assertArrayEquals(new int[] {2, 8, 9, 10, 1, 13, 4, 3}, pieces.encode("unaffable\tcatsx世the\u0007", 20));
        // The end stays where a text is cut off.
        assertArrayEquals(new int[] {2, 4, 5, 3}, pieces.encode("the cat the cat", 4));
    }

    @Test
    void aJarMayHoldTheVocabularyAndAnotherFileIsNamed() throws IOException {
        Path jar = folder.resolve("encoder.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("a-tokenizer.json"));
            out.write("{\"model\":{\"vocab\":{\"[PAD]\":3,\"[UNK]\":2,\"[CLS]\":1,\"[SEP]\":0,\"a\":4}}}"
                    .getBytes("UTF-8"));
        }
        assertArrayEquals(new int[] {1, 4, 2, 0}, WordPieces.read(jar).encode("a b", 9));
        assertEquals(3, WordPieces.read(jar).padding());
        Path other = Files.writeString(folder.resolve("vocab.txt"), "a\nb\n");
        assertTrue(assertThrows(IOException.class, () -> WordPieces.read(other))
                .getMessage()
                .contains("no piece [PAD]"));
        assertTrue(assertThrows(IOException.class, () -> WordPieces.read(folder.resolve("none")))
                .getMessage()
                .contains("is not there"));
    }

    @Test
    void versesHaveTheirBooksAndWholeChaptersAreHeldOut() throws IOException {
        TextClasses books = DataSets.classes(DataSets.BOOKS, null, 0);
        assertEquals(
                List.of("Matthew", "Mark", "Luke", "John", "Acts", "Romans", "1 Corinthians", "Revelation"),
                books.classes());
        assertEquals(new TextClasses.Labelled("Jesus wept.", 3), learntOrHeld(books, "Jesus wept."));
        assertTrue(
                books.training().stream()
                        .anyMatch(
                                each -> each.text()
                                        .equals(
                                                "And Judas begat Phares and Zara of Thamar; and Phares begat Esrom; and Esrom begat Aram;")));
        // The fifth chapter of Matthew is held out, and so is no other part of the sermon.
        assertTrue(books.test().stream().anyMatch(each -> each.text().startsWith("Blessed are the poor in spirit")));
        // The first of what is held out are of all classes.
        assertEquals(
                8,
                books.test().stream()
                        .limit(40)
                        .mapToInt(TextClasses.Labelled::label)
                        .distinct()
                        .count());
        assertEquals(
                8,
                DataSets.classes(DataSets.BOOKS, null, 80).training().stream()
                        .mapToInt(TextClasses.Labelled::label)
                        .distinct()
                        .count());
    }

    private static TextClasses.Labelled learntOrHeld(TextClasses books, String text) {
        return java.util.stream.Stream.concat(books.training().stream(), books.test().stream())
                .filter(each -> each.text().equals(text))
                .findFirst()
                .orElseThrow();
    }
}
