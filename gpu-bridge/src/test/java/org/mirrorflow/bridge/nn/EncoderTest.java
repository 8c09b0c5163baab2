package org.mirrorflow.bridge.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mirrorflow.bridge.data.MiniLm;
import org.mirrorflow.bridge.data.WordPieces;
import org.mirrorflow.bridge.torch.OnnxFile;
import org.mirrorflow.bridge.torch.Safetensors;
import org.mirrorflow.bridge.torch.Tensors;

/** The encoder against its formulas, written out here without libtorch. */
final class EncoderTest {

    private static final int WIDTH = 6;
    private static final int HEADS = 2;

    private final PointerScope scope = new PointerScope();

    @BeforeAll
    static void onOneThread() {
        torch.set_num_threads(1);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static Encoder encoder(int depth) {
        return new Encoder(ScalarType.Double, "cpu", Initialisation.LECUN, 1, 4, 7, 0, 3, WIDTH, depth, HEADS);
    }

    private static Map<String, double[]> parameters(Network network) {
        Map<String, double[]> parameters = new HashMap<>();
        network.parameters().forEach(each -> parameters.put(each.name(), Tensors.values(each.entries())));
        return parameters;
    }

    /** Wx + b of each row. */
    private static double[][] linear(double[][] x, double[] matrix, double[] shift) {
        double[][] y = new double[x.length][shift.length];
        for (int r = 0; r < x.length; r++) {
            for (int i = 0; i < shift.length; i++) {
                y[r][i] = shift[i];
                for (int j = 0; j < x[r].length; j++) {
                    y[r][i] += matrix[i * x[r].length + j] * x[r][j];
                }
            }
        }
        return y;
    }

    private static double[][] normalised(double[][] x, double[] scale, double[] shift) {
        double[][] y = new double[x.length][];
        for (int r = 0; r < x.length; r++) {
            double mean = Arrays.stream(x[r]).average().orElseThrow();
            double variance = Arrays.stream(x[r])
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElseThrow();
            double[] row = x[r];
            y[r] = new double[row.length];
            Arrays.setAll(y[r], i -> (row[i] - mean) / Math.sqrt(variance + 1e-12) * scale[i] + shift[i]);
        }
        return y;
    }

    private static double[][] sum(double[][] x, double[][] y) {
        double[][] z = new double[x.length][x[0].length];
        for (int r = 0; r < x.length; r++) {
            for (int i = 0; i < z[r].length; i++) {
                z[r][i] = x[r][i] + y[r][i];
            }
        }
        return z;
    }

    /** The Gauss error function by its series. */
    private static double erf(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    private static double[][] attended(double[][] q, double[][] k, double[][] v) {
        double[][] y = new double[q.length][WIDTH];
        int size = WIDTH / HEADS;
        for (int head = 0; head < HEADS; head++) {
            for (int r = 0; r < q.length; r++) {
                double[] shares = new double[k.length];
                for (int s = 0; s < k.length; s++) {
                    double score = 0;
                    for (int i = head * size; i < (head + 1) * size; i++) {
                        score += q[r][i] * k[s][i];
                    }
                    shares[s] = Math.exp(score / Math.sqrt(size));
                }
                double total = Arrays.stream(shares).sum();
                for (int s = 0; s < k.length; s++) {
                    for (int i = head * size; i < (head + 1) * size; i++) {
                        y[r][i] += shares[s] / total * v[s][i];
                    }
                }
            }
        }
        return y;
    }

    @Test
    void aBlockIsItsFormula() {
        int[] text = {2, 5, 1, 6};
        try (Encoder network = encoder(1)) {
            Map<String, double[]> p = parameters(network);
            double[][] x = new double[text.length][WIDTH];
            for (int r = 0; r < text.length; r++) {
                for (int i = 0; i < WIDTH; i++) {
                    x[r][i] = p.get("embeddings.word_embeddings")[text[r] * WIDTH + i]
                            + p.get("embeddings.position_embeddings")[r * WIDTH + i]
                            + p.get("embeddings.token_type_embeddings")[i];
                }
            }
            x = normalised(x, p.get("embeddings.LayerNorm.scale"), p.get("embeddings.LayerNorm.shift"));
            String at = "encoder.layer.0.";
            double[][][] split = new double[3][][];
            List<String> names = List.of("query", "key", "value");
            for (int i = 0; i < 3; i++) {
                String name = at + "attention.self." + names.get(i);
                split[i] = linear(x, p.get(name), p.get(name + ".bias"));
            }
            double[][] y = linear(
                    attended(split[0], split[1], split[2]),
                    p.get(at + "attention.output.dense"),
                    p.get(at + "attention.output.dense.bias"));
            y = normalised(
                    sum(x, y),
                    p.get(at + "attention.output.LayerNorm.scale"),
                    p.get(at + "attention.output.LayerNorm.shift"));
            double[][] wide = linear(y, p.get(at + "intermediate.dense"), p.get(at + "intermediate.dense.bias"));
            for (double[] row : wide) {
                Arrays.setAll(row, i -> row[i] * 0.5 * (1 + erf(row[i] / Math.sqrt(2))));
            }
            double[][] z = sum(y, linear(wide, p.get(at + "output.dense"), p.get(at + "output.dense.bias")));
            z = normalised(z, p.get(at + "output.LayerNorm.scale"), p.get(at + "output.LayerNorm.shift"));

            double[] states = Tensors.values(network.states(AbstractTensor.create(new long[] {2, 5, 1, 6}, 1, 4)));
            for (int r = 0; r < text.length; r++) {
                assertArrayEquals(z[r], Arrays.copyOfRange(states, r * WIDTH, (r + 1) * WIDTH), 1e-12);
            }
        }
    }

    @Test
    void paddingChangesNothingAndTheGradientIsThatOfTheLoss() {
        try (Encoder network = encoder(2)) {
            double[] alone = Tensors.values(network.forward(AbstractTensor.create(new long[] {2, 5, 1}, 1, 3), false));
            double[] beside = Tensors.values(
                    network.forward(AbstractTensor.create(new long[] {2, 5, 1, 0, 0, 2, 3, 4, 5, 6}, 2, 5), false));
            assertArrayEquals(alone, Arrays.copyOf(beside, 3), 1e-12);
            NetworkTest.assertGradient(
                    network,
                    AbstractTensor.create(new long[] {2, 5, 1, 0, 0, 2, 3, 4, 5, 6}, 2, 5),
                    AbstractTensor.create(new long[] {2, 0}));
        }
    }

    /** Only where the package is. The first values are those of ONNX Runtime 1.30 on the same file, whose products are of eight bits. */
    @Test
    void theWeightsOfMiniLmGiveItsStates() throws IOException {
        Optional<Path> jar = MiniLm.find();
        assumeTrue(jar.isPresent(), "MiniLM is not installed");
        WordPieces pieces = WordPieces.read(jar.get());
        int[] text = pieces.encode("And Jesus went about all Galilee, teaching in their synagogues.", 64);
        Safetensors.Content content = OnnxFile.read(jar.get());
        try (Encoder network =
                        new Encoder(ScalarType.Float, "cpu", Initialisation.SMALL, 1, 1, 30_522, 0, 2, 384, 6, 12);
                NoGradGuard _ = new NoGradGuard()) {
            for (NetworkParameter each : network.parameters()) {
                assertTrue(
                        content.convert(network.published(each.name()), each.entries())
                                || each.name().startsWith(Network.HEAD),
                        each.name());
            }
            assertEquals(22_565_376 + 2 * 385, network.entries().numel());
            long[] numbers = Arrays.stream(text).asLongStream().toArray();
            double[] states = Tensors.values(network.states(AbstractTensor.create(numbers, 1, numbers.length)));
            double[] reference = {0.400, 0.420, -0.216, -0.319, -0.673, 0.033, -0.089, -0.143};
            assertArrayEquals(reference, Arrays.copyOf(states, reference.length), 0.08);
        }
    }
}
