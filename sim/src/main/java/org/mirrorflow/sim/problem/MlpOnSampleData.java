package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * Classification of data that come with the lab by a multilayer perceptron, with or without batch norm. A quarter of the
 * rows is held out for the test accuracy; the seed decides which, and the start.
 */
public final class MlpOnSampleData implements ProblemFamily {

    private final List<SampleData> dataSets = SampleData.ofClasses();

    @Override
    public String id() {
        return "mlp-on-sample-data";
    }

    @Override
    public String name() {
        return "Multilayer perceptron on real data";
    }

    @Override
    public String formula() {
        return "f(\\theta) = -\\frac1n\\sum_i \\log \\mathrm{softmax}(W_L\\,\\mathrm{relu}(\\cdots N(W_1x_i)+b_1)\\cdots)_{y_i}";
    }

    @Override
    public String summary() {
        return "Classification by a small network: "
                + dataSets.stream()
                        .map(data -> data.title() + " (" + data.name() + ")")
                        .collect(Collectors.joining("; "))
                + ".";
    }

    @Override
    public String source() {
        return dataSets.stream().map(data -> data.name() + ": " + data.source()).collect(Collectors.joining("; "));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Choice(
                        "data-set",
                        "",
                        "Data set",
                        "Which of the data sets with classes that come with the lab.",
                        false,
                        "digits",
                        dataSets.stream().map(SampleData::name).toList()),
                MultilayerPerceptron.rows(600),
                MultilayerPerceptron.hiddenLayers(),
                MultilayerPerceptron.width(32),
                new Parameter.Choice(
                        "normalisation",
                        "N",
                        "Normalisation",
                        "Whether the hidden layers have batch norm, layer norm, or none.",
                        false,
                        FeedForward.Normalisation.NONE.id(),
                        List.of(
                                FeedForward.Normalisation.NONE.id(),
                                FeedForward.Normalisation.BATCH.id(),
                                FeedForward.Normalisation.LAYER.id())));
    }

    @Override
    public NetworkLoss create(Settings settings, long seed, Path base) {
        SampleData data = dataSets.stream()
                .filter(each -> each.name().equals(settings.text("data-set")))
                .findFirst()
                .orElseThrow();
        int classes = data.classes().size();
        SampleClasses samples =
                SampleClasses.of(data, 0, classes, 0.75, settings.whole("rows"), new SeededRandom(seed, "rows"));
        FeedForward.Normalisation norm = FeedForward.Normalisation.of(settings.text("normalisation"));
        FeedForward network = MultilayerPerceptron.of(
                samples.inputs(), settings.whole("hidden-layers"), settings.whole("width"), classes, norm);
        double[] start = MultilayerPerceptron.start(network, new SeededRandom(seed, "start"));
        Map<String, NetworkLoss.Held> held = new LinkedHashMap<>();
        held.put(Scored.TEST_ACCURACY, new NetworkLoss.Held(samples.held(), null));
        return new NetworkLoss(
                network,
                samples.train(),
                null,
                start,
                null,
                held,
                String.format(
                        Locale.ROOT,
                        "%s: %d to train on, %d held out, %d hidden layers of %d, normalisation %s, seed %d",
                        data.title(),
                        samples.train().n(),
                        samples.held().n(),
                        settings.whole("hidden-layers"),
                        settings.whole("width"),
                        norm.id(),
                        seed));
    }
}
