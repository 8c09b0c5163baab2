package org.mirrorflow.bridge.worker;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.mirrorflow.bridge.data.Augmentation;
import org.mirrorflow.bridge.data.DataSets;
import org.mirrorflow.bridge.data.ImageBatches;
import org.mirrorflow.bridge.data.ImageSet;
import org.mirrorflow.bridge.data.MiniLm;
import org.mirrorflow.bridge.data.Text;
import org.mirrorflow.bridge.data.TextBatches;
import org.mirrorflow.bridge.data.TextClassBatches;
import org.mirrorflow.bridge.data.TextClasses;
import org.mirrorflow.bridge.data.WordPieces;
import org.mirrorflow.bridge.nn.CharacterGpt;
import org.mirrorflow.bridge.nn.Encoder;
import org.mirrorflow.bridge.nn.Initialisation;
import org.mirrorflow.bridge.nn.LargeResNet;
import org.mirrorflow.bridge.nn.Network;
import org.mirrorflow.bridge.nn.ResNet;
import org.mirrorflow.bridge.nn.SmallCnn;
import org.mirrorflow.bridge.nn.VisionTransformer;
import org.mirrorflow.bridge.torch.Devices;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;

/** The data of a training and the network that fits them. What it returns is freed by the caller's scope. */
abstract class Task {

    private final ScalarType precision;
    private final String device;
    private final int size;

    private Task(TrainingSpecification specification, String device) {
        this.precision = specification.run().text("precision").equals("double") ? ScalarType.Double : ScalarType.Float;
        this.device = device;
        this.size = specification.run().whole("batch");
    }

    /**
     * Reads the data.
     *
     * @throws IOException when they cannot be read
     */
    static Task of(TrainingSpecification specification, String device) throws IOException {
        String model = specification.model().kind();
        return model.equals(Sections.ENCODER)
                ? new Classifying(specification, device)
                : Sections.reads(model) ? new Reading(specification, device) : new Seeing(specification, device);
    }

    /** The k-th training batch. */
    abstract Batch training(long k);

    /** How many are held out: images, or contexts. */
    abstract int heldOut();

    /** Held-out images or contexts {@code from}, {@code from} + 1, …. */
    abstract Batch heldOut(int from, int count);

    /** A new network at its start. */
    abstract Network network(TrainingSpecification specification);

    /** One image of ones. */
    abstract Tensor ones();

    private static IllegalArgumentException noImageOfOnes() {
        return new IllegalArgumentException("mask.kind is \"synflow\", which asks the network about an image of ones;"
                + " a text has none. Use snip, magnitude or random.");
    }

    /** Images or characters in a training batch. */
    abstract long units();

    /** Whether its rows of scores are of inputs by themselves, each with a class. */
    abstract boolean classifies();

    /** What the throughput counts. */
    abstract String unit();

    final int size() {
        return size;
    }

    final ScalarType precision() {
        return precision;
    }

    final String device() {
        return device;
    }

    final Tensor there(Tensor here, ScalarType type) {
        return here.to(Devices.of(device), type);
    }

    final Tensor targets(long[] classes) {
        return there(AbstractTensor.create(classes), ScalarType.Long);
    }

    private static @org.jspecify.annotations.Nullable Path root(Settings data) {
        return path(data, "root");
    }

    private static @org.jspecify.annotations.Nullable Path path(Settings data, String id) {
        Object given = data.values().get(id);
        return given == null || given.equals("") ? null : Path.of(given.toString());
    }

    /** Classes of images. */
    private static final class Seeing extends Task {

        private final ImageBatches training;
        private final ImageBatches test;
        private final ImageSet images;

        Seeing(TrainingSpecification specification, String device) throws IOException {
            super(specification, device);
            Settings data = specification.data().settings();
            int side = data.values().containsKey("side") ? data.whole("side") : 0;
            DataSets.Images sets = DataSets.images(specification.data().kind(), root(data), side);
            images = sets.training().first(data.whole("subset"));
            double[] means = images.means();
            double[] deviations = images.deviations();
            long seed = specification.run().wholeLong("seed");
            training = new ImageBatches(images, means, deviations, Augmentation.of(data.text("augment")), seed);
            test = new ImageBatches(
                    sets.test().first(specification.log().whole("test-most")),
                    means,
                    deviations,
                    Augmentation.NONE,
                    seed);
        }

        private Batch batch(float[] inputs, long[] labels) {
            return new Batch(
                    there(
                            AbstractTensor.create(
                                    inputs, labels.length, images.channels(), images.height(), images.width()),
                            precision()),
                    targets(labels));
        }

        @Override
        Batch training(long k) {
            float[] inputs = new float[size() * images.imageSize()];
            long[] labels = new long[size()];
            training.training(k, inputs, labels);
            return batch(inputs, labels);
        }

        @Override
        int heldOut() {
            return test.images().count();
        }

        @Override
        Batch heldOut(int from, int count) {
            float[] inputs = new float[count * images.imageSize()];
            long[] labels = new long[count];
            test.plain(from, inputs, labels);
            return batch(inputs, labels);
        }

        @Override
        Tensor ones() {
            float[] ones = new float[images.imageSize()];
            java.util.Arrays.fill(ones, 1);
            return there(
                    AbstractTensor.create(ones, 1, images.channels(), images.height(), images.width()), precision());
        }

        @Override
        Network network(TrainingSpecification specification) {
            String kind = specification.model().kind();
            Settings model = specification.model().settings();
            Initialisation initialisation = Initialisation.of(model.text("initialisation"));
            double scale = model.real("initial-scale");
            long seed = specification.run().wholeLong("seed");
            try {
                return switch (kind) {
                    case Sections.SMALL_CNN ->
                        new SmallCnn(
                                precision(),
                                device(),
                                initialisation,
                                scale,
                                seed,
                                images.channels(),
                                images.height(),
                                images.width(),
                                images.classes(),
                                model.whole("width"),
                                model.text("norm").equals("batch"));
                    case Sections.RESNET_18, Sections.RESNET_50 ->
                        new LargeResNet(
                                precision(),
                                device(),
                                initialisation,
                                scale,
                                seed,
                                kind.equals(Sections.RESNET_18) ? 18 : 50,
                                images.channels(),
                                images.classes(),
                                model.whole("width"),
                                model.text("stem").equals("large"));
                    case Sections.VIT, Sections.VIT_SMALL ->
                        new VisionTransformer(
                                precision(),
                                device(),
                                initialisation,
                                scale,
                                seed,
                                images.channels(),
                                images.height(),
                                images.width(),
                                images.classes(),
                                model.whole("patch"),
                                model.whole("width"),
                                model.whole("depth"),
                                model.whole("heads"));
                    default ->
                        new ResNet(
                                precision(),
                                device(),
                                initialisation,
                                scale,
                                seed,
                                Integer.parseInt(kind.substring(kind.indexOf('-') + 1)),
                                images.channels(),
                                images.classes(),
                                model.whole("width"));
                };
            } catch (IllegalArgumentException e) {
                throw new InvalidSettingException(
                        "model", "does not fit " + specification.data().kind() + ": " + e.getMessage());
            }
        }

        @Override
        long units() {
            return size();
        }

        @Override
        String unit() {
            return "images-per-second";
        }

        @Override
        boolean classifies() {
            return true;
        }
    }

    /** Classes of texts. */
    private static final class Classifying extends Task {

        private final WordPieces pieces;
        private final TextClasses texts;
        private final TextClassBatches batches;
        private final int most;

        Classifying(TrainingSpecification specification, String device) throws IOException {
            super(specification, device);
            Settings data = specification.data().settings();
            Path tokenizer = path(data, "tokenizer");
            pieces = WordPieces.read(tokenizer == null ? MiniLm.installed() : tokenizer);
            texts = DataSets.classes(specification.data().kind(), root(data), data.whole("subset"));
            batches = new TextClassBatches(
                    texts,
                    pieces,
                    specification.model().settings().whole("context"),
                    specification.run().wholeLong("seed"));
            most = specification.log().whole("test-most");
        }

        private Batch batch(TextClassBatches.Rows rows) {
            return new Batch(
                    there(
                            AbstractTensor.create(
                                    rows.inputs(), rows.labels().length, rows.inputs().length / rows.labels().length),
                            ScalarType.Long),
                    targets(rows.labels()));
        }

        @Override
        Batch training(long k) {
            return batch(batches.training(k, size()));
        }

        @Override
        int heldOut() {
            return most == 0 ? batches.heldOut() : Math.min(most, batches.heldOut());
        }

        @Override
        Batch heldOut(int from, int count) {
            return batch(batches.plain(from, count));
        }

        @Override
        Tensor ones() {
            throw noImageOfOnes();
        }

        @Override
        Network network(TrainingSpecification specification) {
            Settings model = specification.model().settings();
            return new Encoder(
                    precision(),
                    device(),
                    Initialisation.of(model.text("initialisation")),
                    model.real("initial-scale"),
                    specification.run().wholeLong("seed"),
                    pieces.vocabulary(),
                    pieces.padding(),
                    texts.classes().size(),
                    model.whole("width"),
                    model.whole("depth"),
                    model.whole("heads"));
        }

        @Override
        long units() {
            return size();
        }

        @Override
        String unit() {
            return "texts-per-second";
        }

        @Override
        boolean classifies() {
            return true;
        }
    }

    /** The next character of a text. */
    private static final class Reading extends Task {

        private final Text text;
        private final TextBatches batches;
        private final int most;

        Reading(TrainingSpecification specification, String device) throws IOException {
            super(specification, device);
            Settings data = specification.data().settings();
            text = specification.model().kind().equals(Sections.GPT_BPE)
                    ? DataSets.tokens(specification.data().kind(), root(data), path(data, "tokenizer"))
                            .first(data.whole("subset"))
                    : DataSets.text(specification.data().kind(), root(data)).first(data.whole("subset"));
            try {
                batches = new TextBatches(
                        text,
                        specification.model().settings().whole("context"),
                        specification.run().wholeLong("seed"));
            } catch (IllegalArgumentException e) {
                throw new InvalidSettingException("model.context", "is too long: " + e.getMessage());
            }
            most = specification.log().whole("test-most");
        }

        private Batch batch(long[] inputs, long[] targets) {
            return new Batch(
                    there(
                            AbstractTensor.create(inputs, inputs.length / batches.context(), batches.context()),
                            ScalarType.Long),
                    targets(targets));
        }

        @Override
        Batch training(long k) {
            long[] inputs = new long[size() * batches.context()];
            long[] targets = new long[inputs.length];
            batches.training(k, inputs, targets);
            return batch(inputs, targets);
        }

        @Override
        int heldOut() {
            return most == 0 ? batches.heldOut() : Math.min(most, batches.heldOut());
        }

        @Override
        Batch heldOut(int from, int count) {
            long[] inputs = new long[count * batches.context()];
            long[] targets = new long[inputs.length];
            batches.plain(from, inputs, targets);
            return batch(inputs, targets);
        }

        @Override
        Tensor ones() {
            throw noImageOfOnes();
        }

        @Override
        Network network(TrainingSpecification specification) {
            Settings model = specification.model().settings();
            return new CharacterGpt(
                    precision(),
                    device(),
                    Initialisation.of(model.text("initialisation")),
                    model.real("initial-scale"),
                    specification.run().wholeLong("seed"),
                    text.vocabulary(),
                    model.whole("context"),
                    model.whole("width"),
                    model.whole("depth"),
                    model.whole("heads"));
        }

        @Override
        long units() {
            return (long) size() * batches.context();
        }

        @Override
        String unit() {
            return "tokens-per-second";
        }

        @Override
        boolean classifies() {
            return false;
        }
    }
}
