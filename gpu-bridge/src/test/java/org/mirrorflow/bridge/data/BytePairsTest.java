package org.mirrorflow.bridge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BytePairsTest {

    @TempDir
    private Path folder;

    /** A tokenizer of the 256 bytes, in the order of their values, and of four joins. */
    private void write() throws IOException {
        ObjectNode numbers = new ObjectMapper().createObjectNode();
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean seen = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
            numbers.put(String.valueOf((char) (seen ? b : next++)), b);
        }
        numbers.put("th", 256).put("the", 257).put("\u0120the", 258).put("in", 259);
        Files.writeString(folder.resolve("encoder.json"), numbers.toString());
        Files.writeString(folder.resolve("vocab.bpe"), "#version: 0.2\nt h\nth e\n\u0120 the\ni n\n");
    }

    @Test
    void neighboursAreJoinedInTheOrderOfTheList() throws IOException {
        write();
        BytePairs pairs = BytePairs.read(folder);
        assertArrayEquals(new int[] {257, 258}, pairs.encode("the the"));
        // Of the space before a word only the last belongs to it.
        assertArrayEquals(new int[] {256, 259, ' ', 258}, pairs.encode("thin  the"));
        assertArrayEquals(new int[] {'i', '\'', 't', '!', '1', '2'}, pairs.encode("i't!12"));
        // é is two bytes.
        assertArrayEquals(new int[] {0xC3, 0xA9, '\n'}, pairs.encode("é\n"));

        Path text = Files.writeString(folder.resolve("a.txt"), "the thin ".repeat(30));
        Text tokens = DataSets.tokens(DataSets.TEXT, text, folder);
        // Numbered anew from 0.
        assertEquals(tokens.vocabulary(), (int)
                java.util.Arrays.stream(tokens.symbols()).distinct().count());
        assertTrue(tokens.vocabulary() <= 6 && tokens.symbols().length < 30 * 9);
    }

    @Test
    void missingAndOtherFilesAreNamed() throws IOException {
        assertTrue(assertThrows(IOException.class, () -> BytePairs.read(folder))
                .getMessage()
                .contains("encoder.json is not there"));
        write();
        Files.writeString(folder.resolve("encoder.json"), "{\"a\":1}");
        assertTrue(assertThrows(IOException.class, () -> BytePairs.read(folder))
                .getMessage()
                .contains("not that of GPT-2"));
    }
}
