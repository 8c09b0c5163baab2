package org.mirrorflow.bridge.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mirrorflow.bridge.torch.Tensors;
import org.mirrorflow.theory.weights.SeededRandom;

final class NetworkTest {

    private final PointerScope scope = new PointerScope();

    @BeforeAll
    static void onOneThread() {
        // So small that waiting for a second thread takes longer than the work.
        torch.set_num_threads(1);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static Tensor images(int count, int channels, int side) {
        SeededRandom random = new SeededRandom(2, "images");
        double[] pixels = new double[count * channels * side * side];
        Arrays.setAll(pixels, i -> random.nextGaussian());
        return AbstractTensor.create(pixels, count, channels, side, side);
    }

    private static double loss(Network network, Tensor input, Tensor target) {
        try (PointerScope _ = new PointerScope()) {
            return lossTensor(network, input, target).item_double();
        }
    }

    private static Tensor lossTensor(Network network, Tensor input, Tensor target) {
        return torch.cross_entropy_loss(network.forward(input, true), target, new TensorOptional(), 1, -100, 0.1);
    }

    /** Of every network, at entries of every parameter, against the difference of two losses. */
    static void assertGradient(Network network, Tensor input, Tensor target) {
        network.forgetGradients();
        lossTensor(network, input, target).backward();
        double[] gradients = Tensors.values(network.gradients());
        double[] entries = Tensors.values(network.entries());
        assertTrue(Arrays.stream(gradients).filter(g -> g != 0).count() > entries.length / 4);
        int at = 0;
        SeededRandom random = new SeededRandom(1, "entries");
        for (NetworkParameter parameter : network.parameters()) {
            for (int trial = 0; trial < 3; trial++) {
                int i = at + random.nextInt(parameter.size());
                double h = 1e-6;
                double[] moved = entries.clone();
                moved[i] += h;
                Tensors.assign(moved, network.entries());
                double above = loss(network, input, target);
                moved[i] -= 2 * h;
                Tensors.assign(moved, network.entries());
                double below = loss(network, input, target);
                assertEquals((above - below) / (2 * h), gradients[i], 1e-6, parameter.name() + ", entry " + (i - at));
            }
            at += parameter.size();
        }
    }

    @Test
    void gradientsAreThoseOfTheLoss() {
        Tensor two = AbstractTensor.create(new long[] {1, 0, 2});
        try (Network network = new SmallCnn(ScalarType.Double, "cpu", Initialisation.HE, 1, 1, 1, 8, 8, 3, 3, true)) {
            assertGradient(network, images(3, 1, 8), two);
        }
        try (Network network = new ResNet(ScalarType.Double, "cpu", Initialisation.HE, 1, 1, 8, 2, 3, 4)) {
            assertGradient(network, images(3, 2, 8), two);
        }
        try (Network network =
                new VisionTransformer(ScalarType.Double, "cpu", Initialisation.LECUN, 1, 1, 1, 8, 8, 3, 4, 6, 2, 2)) {
            assertGradient(network, images(3, 1, 8), two);
        }
        try (Network network = new CharacterGpt(ScalarType.Double, "cpu", Initialisation.LECUN, 1, 1, 5, 3, 6, 2, 2)) {
            assertGradient(
                    network,
                    AbstractTensor.create(new long[] {0, 4, 2}, 1, 3),
                    AbstractTensor.create(new long[] {4, 2, 1}));
        }
    }

    @Test
    void largeResNetsHaveTheirPublishedSizeAndNames() {
        for (int depth : new int[] {18, 50}) {
            try (Network network =
                    new LargeResNet(ScalarType.Float, "cpu", Initialisation.HE, 1, 1, depth, 3, 1000, 64, true)) {
                assertEquals(
                        depth == 18 ? 11_689_512 : 25_557_032, network.entries().numel());
                var names = network.parameters().stream()
                        .map(parameter -> network.published(parameter.name()))
                        .toList();
                assertTrue(names.containsAll(java.util.List.of(
                        "conv1.weight",
                        "bn1.bias",
                        "layer2.0.conv1.weight",
                        "layer2.0.downsample.0.weight",
                        "layer2.0.downsample.1.weight",
                        "layer4.1.bn2.weight",
                        "fc.weight",
                        "fc.bias")));
                assertTrue(network.buffers().keySet().stream()
                        .map(network::published)
                        .anyMatch("layer1.0.bn2.running_mean"::equals));
            }
        }
        // So large that normalisation has more than two values to look at in the last stage.
        Tensor target = AbstractTensor.create(new long[] {2, 0, 1});
        try (Network network = new LargeResNet(ScalarType.Double, "cpu", Initialisation.HE, 1, 1, 18, 2, 3, 2, true)) {
            assertGradient(network, images(3, 2, 64), target);
        }
        try (Network network = new LargeResNet(ScalarType.Double, "cpu", Initialisation.HE, 1, 1, 50, 2, 3, 2, false)) {
            assertGradient(network, images(3, 2, 16), target);
        }
    }

    @Test
    void resNetsHaveTheirPublishedSize() {
        try (Network network = new ResNet(ScalarType.Float, "cpu", Initialisation.HE, 1, 1, 20, 3, 10, 16)) {
            assertEquals(269_722, network.entries().numel());
            // All kernels are batch-normalised weights; the head is not pruned.
            assertEquals(267_696, network.weights());
            assertEquals(
                    19,
                    network.parameters().stream()
                            .filter(parameter -> parameter.role() == Role.NORMALISED)
                            .count());
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new ResNet(ScalarType.Float, "cpu", Initialisation.HE, 1, 1, 21, 3, 10, 16));
    }

    @Test
    void aCharacterDoesNotSeeThoseAfterIt() {
        try (Network network = new CharacterGpt(ScalarType.Double, "cpu", Initialisation.LECUN, 1, 1, 5, 4, 8, 2, 2)) {
            double[] one = Tensors.values(network.forward(AbstractTensor.create(new long[] {0, 1, 2, 3}, 1, 4), false));
            double[] other =
                    Tensors.values(network.forward(AbstractTensor.create(new long[] {0, 1, 2, 4}, 1, 4), false));
            assertArrayEquals(Arrays.copyOf(one, 15), Arrays.copyOf(other, 15), 1e-12);
            assertFalse(Arrays.equals(one, other));
        }
    }

    @Test
    void theStartIsAFunctionOfTheSeed() {
        double[][] starts = new double[3][];
        for (int i = 0; i < 3; i++) {
            try (Network network =
                    new SmallCnn(ScalarType.Float, "cpu", Initialisation.GLOROT, 1, i / 2, 1, 8, 8, 3, 2, false)) {
                starts[i] = Tensors.values(network.entries());
            }
        }
        assertArrayEquals(starts[0], starts[1]);
        assertFalse(Arrays.equals(starts[0], starts[2]));
    }

    @Test
    void initialisationsHaveTheirVariance() {
        for (Initialisation each : Initialisation.values()) {
            double[] drawn = each.draw(40_000, 50, 150, 2, new SeededRandom(3, each.id()));
            double variance = Arrays.stream(drawn).map(x -> x * x).average().orElseThrow();
            double expected = 4
                    * switch (each) {
                        case HE -> 2.0 / 50;
                        case GLOROT -> 2.0 / 200;
                        case LECUN -> 1.0 / 50;
                        case SMALL -> 0.0004;
                    };
            assertEquals(expected, variance, 0.03 * expected, each.id());
        }
    }
}
