package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * A network that can tell the first classes of a data set has to learn the others. The body is kept, the head is new; with
 * the old head put back, {@link Scored#EARLIER_ACCURACY} says what has been forgotten. Pretraining is stochastic gradient
 * descent with momentum 0.9, step 0.03 falling to 0 as a cosine, batches of 32 and weight decay 0.02, long enough
 * for weights to tell what was learned from what was drawn. A quarter of the
 * rows of either task is held out. Rows, start, batches and the new head are streams of the seed.
 */
public final class FineTuning implements ProblemFamily {

    private static final double RATE = 0.03;
    private static final double MOMENTUM = 0.9;
    private static final double DECAY = 2e-2;
    private static final int BATCH = 32;

    private final List<SampleData> dataSets = SampleData.ofClasses().stream()
            .filter(data -> data.classes().size() >= 4 && data.classes().size() % 2 == 0)
            .toList();

    @Override
    public String id() {
        return "fine-tuning";
    }

    @Override
    public String name() {
        return "Fine-tuning to new classes";
    }

    @Override
    public String formula() {
        return "f(\\theta) = -\\frac1n\\sum_i \\log\\mathrm{softmax}(W_L^{\\mathrm{new}}\\,h_\\theta(x_i))_{y_i},\\quad \\theta_0"
                + " = \\theta^{\\mathrm{old}}";
    }

    @Override
    public String summary() {
        return "A network trained on the first half of the classes goes on with the second half, and forgets or does not.";
    }

    @Override
    public String source() {
        return "Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374), the forgetting study, in the small";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Choice(
                        "data-set",
                        "",
                        "Data set",
                        "Which of the data sets with an even number of classes, four at least.",
                        false,
                        "digits",
                        dataSets.stream().map(SampleData::name).toList()),
                MultilayerPerceptron.rows(400),
                MultilayerPerceptron.hiddenLayers(),
                MultilayerPerceptron.width(64),
                new Parameter.Choice(
                        "start",
                        "",
                        "Start",
                        "Whether the network has learned the first half of the classes, or nothing yet.",
                        false,
                        "pretrained",
                        List.of("pretrained", "scratch")),
                new Parameter.Whole(
                        "pretraining",
                        "",
                        "Pretraining steps",
                        "Steps of stochastic gradient descent on the first half of the classes.",
                        false,
                        1000,
                        0,
                        1_000_000));
    }

    @Override
    public NetworkLoss create(Settings settings, long seed, Path base) {
        SampleData data = dataSets.stream()
                .filter(each -> each.name().equals(settings.text("data-set")))
                .findFirst()
                .orElseThrow();
        int half = data.classes().size() / 2;
        int rows = settings.whole("rows");
        SampleClasses second = SampleClasses.of(data, half, 2 * half, 0.75, rows, new SeededRandom(seed, "rows 2"));
        FeedForward network = MultilayerPerceptron.of(
                second.inputs(),
                settings.whole("hidden-layers"),
                settings.whole("width"),
                half,
                FeedForward.Normalisation.NONE);
        double[] start = MultilayerPerceptron.start(network, new SeededRandom(seed, "start"));
        FeedForward.Layer last = network.layers().getLast();
        int headAt = start.length - last.outputs() * (last.inputs() + 1);
        Map<String, NetworkLoss.Held> held = new LinkedHashMap<>();
        held.put(Scored.TEST_ACCURACY, new NetworkLoss.Held(second.held(), null));
        boolean pretrained = settings.text("start").equals("pretrained");
        if (pretrained) {
            SampleClasses first = SampleClasses.of(data, 0, half, 0.75, rows, new SeededRandom(seed, "rows 1"));
            NetworkLoss earlier = new NetworkLoss(network, first.train(), null, start, null, Map.of(), "");
            descend(earlier, start, settings.whole("pretraining"), new SeededRandom(seed, "batches"));
            held.put(
                    Scored.EARLIER_ACCURACY,
                    new NetworkLoss.Held(first.held(), Arrays.copyOfRange(start, headAt, start.length)));
        }
        double[] head = MultilayerPerceptron.start(network, new SeededRandom(seed, "new head"));
        System.arraycopy(head, headAt, start, headAt, start.length - headAt);
        return new NetworkLoss(
                network,
                second.train(),
                null,
                start,
                null,
                held,
                String.format(
                        Locale.ROOT,
                        "%s: classes %d to %d %s, %d to train on, %d hidden layers of %d, seed %d",
                        data.title(),
                        half,
                        2 * half - 1,
                        pretrained ? "after classes 0 to " + (half - 1) : "from scratch",
                        second.train().n(),
                        settings.whole("hidden-layers"),
                        settings.whole("width"),
                        seed));
    }

    private static void descend(NetworkLoss problem, double[] w, int steps, SeededRandom random) {
        double[] gradient = new double[w.length];
        double[] velocity = new double[w.length];
        int[] batch = new int[Math.min(BATCH, problem.samples())];
        for (int step = 0; step < steps; step++) {
            for (int i = 0; i < batch.length; i++) {
                batch[i] = random.nextInt(problem.samples());
            }
            problem.lossAndGradient(w, batch, gradient);
            double rate = RATE * 0.5 * (1 + StrictMath.cos(StrictMath.PI * step / steps));
            for (int i = 0; i < w.length; i++) {
                velocity[i] = MOMENTUM * velocity[i] + gradient[i] + DECAY * w[i];
                w[i] -= rate * velocity[i];
            }
        }
    }
}
