package org.mirrorflow.sim.problem;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.weights.SeededRandom;

/** The classifiers of this package: fully connected ReLU layers with shifts, with or without batch norm, and a head. */
final class MultilayerPerceptron {

    /** ε of batch norm, as in Ioffe and Szegedy. */
    private static final double EPSILON = 1e-5;

    private MultilayerPerceptron() {}

    static Parameter hiddenLayers() {
        return new Parameter.Whole(
                "hidden-layers", "L-1", "Hidden layers", "Number of hidden layers.", false, 2, 1, 20);
    }

    static Parameter width(long preset) {
        return new Parameter.Whole("width", "m", "Width", "Neurons of a hidden layer.", false, preset, 2, 4096);
    }

    static Parameter rows(long preset) {
        return new Parameter.Whole(
                "rows",
                "n",
                "Rows",
                "Most rows to train on; a quarter of the data is held out whatever this is.",
                false,
                preset,
                10,
                1_000_000);
    }

    static FeedForward of(int inputs, int hiddenLayers, int width, int classes, FeedForward.Normalisation norm) {
        List<FeedForward.Layer> layers = new ArrayList<>();
        int below = inputs;
        for (int l = 1; l <= hiddenLayers; l++) {
            layers.add(new FeedForward.Layer("W" + l, below, width, norm, true, true));
            below = width;
        }
        layers.add(new FeedForward.Layer(
                "W" + (hiddenLayers + 1), below, classes, FeedForward.Normalisation.NONE, true, false));
        return new FeedForward(layers, FeedForward.Loss.CROSS_ENTROPY, EPSILON);
    }

    /** Normal weights of variance 2/fan-in, 1/fan-in for the head, shifts 0 (He et al. 2015, arXiv 1502.01852). */
    static double[] start(FeedForward network, SeededRandom random) {
        double[] w = new double[network.layout().dimension()];
        int at = 0;
        for (FeedForward.Layer layer : network.layers()) {
            double deviation = Math.sqrt((layer.rectified() ? 2.0 : 1.0) / layer.inputs());
            for (int i = 0; i < layer.inputs() * layer.outputs(); i++) {
                w[at++] = deviation * random.nextGaussian();
            }
            at += layer.shift() ? layer.outputs() : 0;
        }
        return w;
    }
}
