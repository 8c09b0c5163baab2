package org.mirrorflow.bridge.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.bridge.data.MiniLm;
import org.mirrorflow.bridge.nn.Network;
import org.mirrorflow.bridge.nn.NetworkParameter;
import org.mirrorflow.bridge.nn.Role;
import org.mirrorflow.bridge.optim.OptimizerBuilder;
import org.mirrorflow.bridge.optim.Part;
import org.mirrorflow.bridge.sparse.LayerDensities;
import org.mirrorflow.bridge.sparse.ScoredMasks;
import org.mirrorflow.bridge.torch.Devices;
import org.mirrorflow.bridge.torch.OnnxFile;
import org.mirrorflow.bridge.torch.Safetensors;
import org.mirrorflow.bridge.torch.Tensors;
import org.mirrorflow.bridge.torch.TorchAlgebra;
import org.mirrorflow.bridge.training.Training;
import org.mirrorflow.sim.dynamics.Decay;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.MaskSchedule;
import org.mirrorflow.theory.optim.Masked;
import org.mirrorflow.theory.optim.Optimizer;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.optim.SharpnessAware;
import org.mirrorflow.theory.optim.SparsityController;

/**
 * The training of a network on libtorch. What is drawn in step k is a function of the seed and of k, so that a training
 * that goes on from a checkpoint takes the same steps; on the processor, with as many threads, bit for bit.
 */
final class TorchTraining implements Training {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Entries of a part, where the optimizer treats every entry by itself: so few that what an update reads and writes stays
     * in a core's cache from one of its operations to the next, and none of them wakes a second thread. On a device of
     * another kind a part is as long as may be.
     */
    private static final int CHUNK = 1 << 15;

    private static final String SPECIFICATION = "specification";
    private static final String CLOCK = "clock";
    private static final String COUNTERS = "counters";
    private static final String EPOCH = "epoch";

    private final Task task;
    private final Network network;
    private final TorchAlgebra algebra = new TorchAlgebra();
    private final OptimizerBuilder<Tensor> builder;
    private final List<Optimizer<Tensor>> optimizers = new ArrayList<>();
    private final List<Tensor> parts = new ArrayList<>();
    private final List<Tensor> slopes = new ArrayList<>();
    private final List<Tensor> kept = new ArrayList<>();

    /** For each part the number of those that it is saved with as one: of the weights, of all else, or of a parameter. */
    private final List<Integer> groups = new ArrayList<>();

    private final boolean mixed;
    private final Tensor before;
    private final Tensor start;
    private final @Nullable SharpnessAware<Tensor> ascent;
    private final @Nullable SparsityController controller;
    private TrainingSpecification specification;
    private Schedule decay;
    private double time;
    private long steps;
    private double epochLoss;

    /**
     * @param specification as it is, or as a checkpoint has it
     * @throws IOException when the data cannot be read
     */
    TorchTraining(TrainingSpecification specification) throws IOException {
        this.specification = specification;
        String device = Devices.resolve(specification.run().text("device"));
        int threads = specification.run().whole("threads");
        torch.set_num_threads(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
        boolean deterministic = specification.run().text("deterministic").equals("yes");
        torch.globalContext().setDeterministicAlgorithms(deterministic, false);
        torch.globalContext().setDeterministicCuDNN(deterministic);
        this.mixed = specification.run().text("precision").equals("mixed");
        Settings settings = specification.optimizer().settings();
        this.decay = Decay.of(settings);
        this.task = Task.of(specification, device);
        try (PointerScope _ = new PointerScope()) {
            this.network = task.network(specification);
            takeWeights(specification.model().settings().text("weights"));
            this.builder = new OptimizerBuilder<>(
                    algebra,
                    specification.optimizer().kind(),
                    settings,
                    specification.run().wholeLong("seed"));
            this.before = algebra.zerosLike(network.entries());
            Tensor weights = weights(network.entries());
            this.start = algebra.zerosLike(weights);
            algebra.copy(weights, start);
            try {
                buildOptimizers(weights);
            } catch (InvalidSettingException e) {
                close();
                throw e.within("optimizer");
            }
            if (settings.values().containsKey("radius")) {
                SharpnessAware<Tensor> worst = new SharpnessAware<>(algebra, parts, settings.real("radius"));
                builder.follow("radius", worst::setRadius);
                this.ascent = worst;
            } else {
                this.ascent = null;
            }
            this.controller = specification.optimizer().kind().equals("continuous-sparsification")
                    ? new SparsityController(
                            settings.real("penalty"),
                            settings.real("penalty-factor"),
                            settings.real("target-norm"),
                            settings.wholeLong("epochs") / 2)
                    : null;
        }
    }

    private Tensor weights(Tensor all) {
        return all.narrow(0, 0, network.weights());
    }

    private Tensor keep(Tensor view) {
        view.retainReference();
        kept.add(view);
        return view;
    }

    private void buildOptimizers(Tensor weights) {
        TrainingSpecification.Section mask = specification.mask();
        Tensor chosen = null;
        if (mask.kind().equals("snip") || mask.kind().equals("synflow")) {
            chosen = algebra.zerosLike(weights);
            score(mask, chosen);
        }
        boolean together =
                builder.entryByEntry() && (mask.kind().equals("none") || (chosen != null && !builder.correctsRows()));
        if (together) {
            // One operation for all weights and one for all else, whatever the number of layers.
            int all = Math.toIntExact(network.entries().numel());
            addTogether(0, network.weights(), true, chosen);
            addTogether(network.weights(), all, false, null);
            return;
        }
        double[] densities = densities(mask);
        int layer = 0;
        int at = 0;
        for (NetworkParameter parameter : network.parameters()) {
            boolean weight = parameter.role().isWeight();
            MaskSchedule schedule = weight && densities.length > 0 ? schedule(mask, 1 - densities[layer]) : null;
            Tensor part = weight && chosen != null
                    ? chosen.narrow(0, at, parameter.size()).view(parameter.shape())
                    : null;
            groups.add(parts.size());
            add(parameter.entries(), parameter.gradient(), weight, parameter.role() == Role.NORMALISED, schedule, part);
            layer += weight ? 1 : 0;
            at += parameter.size();
        }
    }

    /** Parts from one place of the vectors to another. */
    private void addTogether(int from, int to, boolean weight, @Nullable Tensor chosen) {
        int chunk = network.device().equals("cpu") ? CHUNK : Math.max(1, to - from);
        int group = weight ? 0 : 1;
        // An empty part too has its place.
        for (int at = from; at == from || at < to; at += chunk) {
            int size = Math.min(chunk, to - at);
            groups.add(group);
            add(
                    keep(network.entries().narrow(0, at, size)),
                    keep(network.gradients().narrow(0, at, size)),
                    weight,
                    false,
                    null,
                    chosen == null ? null : keep(chosen.narrow(0, at, size)));
        }
    }

    /** The weights of a file, where a path is given; a head of another shape stays as it was drawn. */
    private void takeWeights(String path) throws IOException {
        if (path.isEmpty()) {
            return;
        }
        Path file = path.equals(MiniLm.NAME) ? MiniLm.installed() : Path.of(path);
        if (!Files.isRegularFile(file)) {
            throw new FileNotFoundException(path + " is not there; model.weights must be a safetensors file");
        }
        Safetensors.Content content = OnnxFile.isMeant(file) ? OnnxFile.read(file) : Safetensors.read(file);
        for (NetworkParameter parameter : network.parameters()) {
            boolean head = parameter.role() == Role.HEAD || parameter.name().startsWith(Network.HEAD + ".");
            if (!take(content, parameter.name(), parameter.entries()) && !head) {
                throw new IOException(path + " has no " + parameter.name() + " of the shape "
                        + Arrays.toString(parameter.shape()) + "; it belongs to another network");
            }
        }
        for (Map.Entry<String, Tensor> buffer : network.buffers().entrySet()) {
            take(content, buffer.getKey(), buffer.getValue());
        }
    }

    private boolean take(Safetensors.Content content, String name, Tensor x) throws IOException {
        return content.convert(name, x) || content.convert(network.published(name), x);
    }

    private void add(
            Tensor entries,
            Tensor gradient,
            boolean weight,
            boolean normalised,
            @Nullable MaskSchedule schedule,
            @Nullable Tensor chosen) {
        optimizers.add(builder.build(new Part<>(parts.size(), entries, weight, normalised, schedule, chosen)));
        parts.add(entries);
        slopes.add(gradient);
    }

    private void score(TrainingSpecification.Section mask, Tensor chosen) {
        double sparsity = mask.settings().real("sparsity");
        if (mask.kind().equals("synflow")) {
            ScoredMasks.synflow(network, task.ones(), sparsity, mask.settings().whole("rounds"), chosen);
        } else {
            network.forgetGradients();
            Batch batch = task.training(0);
            NetworkMetrics.loss(network.forward(batch.input(), true), batch.target(), 0)
                    .backward();
            ScoredMasks.snip(network, sparsity, chosen);
        }
    }

    /** Of each layer that is masked by its own schedule; none where no layer is. */
    private double[] densities(TrainingSpecification.Section mask) {
        Settings settings = mask.settings();
        if (!settings.values().containsKey("distribution")) {
            return new double[0];
        }
        List<long[]> shapes = network.parameters().stream()
                .filter(parameter -> parameter.role().isWeight())
                .map(NetworkParameter::shape)
                .toList();
        return LayerDensities.of(settings.text("distribution"), shapes, settings.real("sparsity"));
    }

    private MaskSchedule schedule(TrainingSpecification.Section mask, double sparsity) {
        Settings settings = mask.settings();
        Map<String, Object> given = settings.values();
        long end = given.containsKey("end") ? settings.wholeLong("end") : 0;
        return new MaskSchedule(
                MaskSchedule.Kind.of(mask.kind()),
                Math.max(0, sparsity),
                given.containsKey("interval") ? settings.whole("interval") : 1,
                end == 0 ? specification.run().wholeLong("steps") * 3 / 4 : end,
                given.containsKey("drop") ? settings.real("drop") : 0,
                settings.whole("least-inputs"));
    }

    /** The specification as it now is. */
    TrainingSpecification specification() {
        return specification;
    }

    @Override
    public String device() {
        return network.device();
    }

    @Override
    public long parameters() {
        return network.entries().numel();
    }

    @Override
    public long step() {
        return steps;
    }

    @Override
    public double time() {
        return time;
    }

    @Override
    public long budget() {
        return specification.run().wholeLong("steps");
    }

    @Override
    public Map<String, Double> advance() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        long begun = System.nanoTime();
        boolean last = steps + 1 >= budget();
        long interval = specification.log().wholeLong("full-every");
        boolean full = last || (interval > 0 && (steps + 1) % interval == 0);
        double[] gradient = {};
        boolean cheap = last || (steps + 1) % specification.log().wholeLong("every") == 0;
        try (PointerScope _ = new PointerScope()) {
            Batch batch = task.training(steps);
            Pass pass = differentiate(batch, cheap);
            double loss = pass.loss();
            if (full) {
                // As the batch gave it: an optimizer may write over it.
                gradient = Tensors.values(weights(network.gradients()));
            }
            if (ascent != null) {
                takeGradientAtWorst(ascent, batch);
            }
            double slope = Tensors.number(network.gradients().norm());
            double clip = specification.optimizer().settings().real("gradient-clip");
            if (clip > 0 && slope > clip) {
                algebra.scale(clip / slope, network.gradients());
            }
            if (cheap) {
                algebra.copy(network.entries(), before);
            }
            double eta = LearningRate.at(specification, steps);
            builder.setDecay(decay.at(time));
            for (int i = 0; i < optimizers.size(); i++) {
                optimizers.get(i).step(parts.get(i), slopes.get(i), eta);
            }
            steps++;
            time += eta * optimizers.getFirst().timePerStep();
            if (controller != null) {
                steer(controller, loss);
            }
            if (cheap) {
                metrics.put("loss", loss);
                metrics.put("batch-accuracy", pass.accuracy());
                metrics.put("step-size", eta);
                metrics.put("gradient-norm", slope);
                metrics.put(
                        "step-norm",
                        Tensors.number(network.entries().sub(before).norm()));
                metrics.put(task.unit(), task.units() / ((System.nanoTime() - begun) * 1e-9));
            }
        }
        if (full) {
            fullMetrics(gradient, metrics);
        }
        return metrics;
    }

    /**
     * What a pass through a batch gave.
     *
     * @param loss its mean
     * @param accuracy NaN where it was not asked for
     */
    private record Pass(double loss, double accuracy) {}

    /** Gradients ← those of the mean loss of the batch, piece by piece. */
    private Pass differentiate(Batch batch, boolean withAccuracy) {
        network.forgetGradients();
        int pieces = specification.run().whole("accumulate");
        long inputs = batch.input().size(0) / pieces;
        long rows = batch.target().numel() / pieces;
        double smoothing = specification.model().settings().real("label-smoothing");
        double loss = 0;
        double accuracy = withAccuracy ? 0 : Double.NaN;
        for (int piece = 0; piece < pieces; piece++) {
            try (PointerScope _ = new PointerScope()) {
                Tensor target = pieces == 1 ? batch.target() : batch.target().narrow(0, piece * rows, rows);
                Tensor input = pieces == 1 ? batch.input() : batch.input().narrow(0, piece * inputs, inputs);
                Tensor scores = forward(input);
                Tensor mean = NetworkMetrics.loss(scores, target, smoothing);
                (pieces == 1 ? mean : mean.div(new Scalar((double) pieces))).backward();
                loss += mean.item_double() / pieces;
                if (withAccuracy) {
                    accuracy += NetworkMetrics.accuracy(scores, target) / pieces;
                }
            }
        }
        return new Pass(loss, accuracy);
    }

    /** The scores for learning; in mixed precision those operations that gain by it compute in bfloat16. */
    private Tensor forward(Tensor input) {
        if (!mixed) {
            return network.forward(input, true);
        }
        torch.DeviceType type = network.device().equals("cpu") ? torch.DeviceType.CPU : torch.DeviceType.CUDA;
        torch.set_autocast_dtype(type, torch.ScalarType.BFloat16);
        torch.set_autocast_enabled(type, true);
        try {
            return network.forward(input, true).to(torch.ScalarType.Float);
        } finally {
            torch.set_autocast_enabled(type, false);
        }
    }

    /** From the gradients at θ to those at θ + e of the same batch; normalisation remembers the moments of both passes. */
    private void takeGradientAtWorst(SharpnessAware<Tensor> worst, Batch batch) {
        for (int i = 0; i < optimizers.size(); i++) {
            optimizers.get(i).confine(slopes.get(i));
        }
        if (worst.perturb(parts, slopes)) {
            differentiate(batch, false);
            worst.restore(parts);
        }
    }

    /** After each epoch, the penalty of continuous sparsification by the mean loss of the epoch and the size of the weights. */
    private void steer(SparsityController steering, double loss) {
        epochLoss += loss;
        long epoch = specification.optimizer().settings().wholeLong("epoch-steps");
        if (steps % epoch == 0) {
            steering.epoch(epochLoss / epoch, algebra.absSum(weights(network.entries())));
            epochLoss = 0;
            builder.setPenalty(steering.penalty());
        }
    }

    private void fullMetrics(double[] gradient, Map<String, Double> metrics) {
        int batch = NetworkMetrics.testBatch(task);
        NetworkMetrics.test(network, task, batch, metrics);
        if (specification.log().text("pruned").equals("yes")) {
            NetworkMetrics.pruned(network, task, batch, metrics);
        }
        NetworkMetrics.weights(
                network, start, specification.log().text("layers").equals("yes"), metrics);
        NetworkMetrics.activations(network, task, batch, metrics);
        NetworkMetrics.plane(network, gradient, metrics);
        NetworkMetrics.balances(builder.splits(), metrics);
        double live = 0;
        double explored = 0;
        double size = 0;
        try (PointerScope _ = new PointerScope()) {
            for (Optimizer<Tensor> optimizer : optimizers) {
                if (optimizer instanceof Masked<Tensor> masked) {
                    live += algebra.nonZeros(masked.mask());
                    explored += algebra.nonZeros(masked.explored());
                    size += masked.mask().numel();
                }
            }
        }
        if (size > 0) {
            metrics.put("mask-density", live / size);
            metrics.put("exploration-rate", explored / size);
        }
    }

    @Override
    public void set(String path, JsonNode value) {
        take(specification.with(path, value));
    }

    private void take(TrainingSpecification changed) {
        specification = changed;
        Settings settings = changed.optimizer().settings();
        decay = Decay.of(settings);
        builder.adjust(settings);
    }

    /** All that is saved, by name; the parts that are saved as one in their order. */
    private Map<String, List<Tensor>> tensors() {
        Map<String, List<Tensor>> tensors = new LinkedHashMap<>();
        network.parameters().forEach(parameter -> tensors.put(parameter.name(), List.of(parameter.entries())));
        network.buffers().forEach((name, buffer) -> tensors.put(name, List.of(buffer)));
        for (int i = 0; i < optimizers.size(); i++) {
            String prefix = "optimizer." + groups.get(i) + ".";
            optimizers
                    .get(i)
                    .state()
                    .forEach((name, tensor) -> tensors.computeIfAbsent(prefix + name, _ -> new ArrayList<>())
                            .add(tensor));
        }
        return tensors;
    }

    /** The first part of each of those that are saved as one. */
    private List<Integer> firsts() {
        return groups.stream().distinct().map(groups::indexOf).toList();
    }

    @Override
    public void save(Path file) throws IOException {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(SPECIFICATION, JSON.writeValueAsString(specification.json()));
        words.put(CLOCK, JSON.writeValueAsString(new double[] {steps, time}));
        List<double[]> counters =
                firsts().stream().map(i -> optimizers.get(i).counters()).toList();
        words.put(COUNTERS, JSON.writeValueAsString(counters));
        if (controller != null) {
            double[] saved = controller.save();
            words.put(EPOCH, hex(epochLoss) + " " + hex(saved[0]) + " " + hex(saved[1]) + " " + hex(saved[2]));
        }
        try (PointerScope _ = new PointerScope()) {
            Map<String, Tensor> whole = new LinkedHashMap<>();
            tensors()
                    .forEach((name, pieces) -> whole.put(
                            name,
                            pieces.size() == 1
                                    ? pieces.getFirst()
                                    : torch.cat(new TensorVector(pieces.toArray(Tensor[]::new)))));
            Safetensors.write(file, whole, words);
        }
    }

    /** Exact, and able to be infinite. */
    private static String hex(double x) {
        return Double.toHexString(x);
    }

    /**
     * Continues from a checkpoint.
     *
     * @param wanted the specification that is to go on; its fixed settings must be those of the checkpoint, and its
     *     adjustable ones are those of the checkpoint from here on, so that the path is the same
     * @throws IOException when the file cannot be read or is damaged
     * @throws InvalidSettingException when it belongs to another training, naming a setting in which they differ
     */
    static TorchTraining resume(TrainingSpecification wanted, Path file) throws IOException {
        Safetensors.Content content = Safetensors.read(file);
        JsonNode saved = JSON.readTree(content.words().getOrDefault(SPECIFICATION, ""));
        if (!(saved instanceof ObjectNode own)) {
            throw new IOException(file + " is no checkpoint of a training: it has no specification");
        }
        // Where and with how many threads it goes on is a matter of the machine.
        own.put("device", wanted.run().text("device"));
        own.put("threads", wanted.run().whole("threads"));
        TrainingSpecification specification = TrainingSpecification.of(own);
        specification.requireSameTraining(wanted, file.toString());
        TorchTraining training = new TorchTraining(specification);
        try {
            training.restore(content, file);
        } catch (IOException | RuntimeException e) {
            training.close();
            throw e;
        }
        return training;
    }

    private void restore(Safetensors.Content content, Path file) throws IOException {
        for (Map.Entry<String, List<Tensor>> each : tensors().entrySet()) {
            List<Tensor> pieces = each.getValue();
            if (pieces.size() == 1) {
                content.into(each.getKey(), pieces.getFirst());
            } else {
                try (PointerScope _ = new PointerScope()) {
                    Tensor whole = torch.cat(new TensorVector(pieces.toArray(Tensor[]::new)));
                    content.into(each.getKey(), whole);
                    long at = 0;
                    for (Tensor piece : pieces) {
                        piece.copy_(whole.narrow(0, at, piece.numel()));
                        at += piece.numel();
                    }
                }
            }
        }
        double[] clock = JSON.readValue(content.words().getOrDefault(CLOCK, "[]"), double[].class);
        double[][] counters = JSON.readValue(content.words().getOrDefault(COUNTERS, "[]"), double[][].class);
        if (clock.length != 2 || counters.length != firsts().size()) {
            throw new IOException(file + " is damaged: its clock and counters are incomplete");
        }
        steps = (long) clock[0];
        time = clock[1];
        try (PointerScope _ = new PointerScope()) {
            List<Integer> firsts = firsts();
            for (int i = 0; i < optimizers.size(); i++) {
                optimizers.get(i).setCounters(counters[firsts.indexOf(groups.indexOf(groups.get(i)))]);
            }
        }
        if (controller != null) {
            double[] epoch = Arrays.stream(
                            content.words().getOrDefault(EPOCH, "").split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            epochLoss = epoch[0];
            controller.restore(new double[] {epoch[1], epoch[2], epoch[3]});
            builder.setPenalty(controller.penalty());
        }
        take(specification);
    }

    @Override
    public void close() {
        algebra.close();
        kept.forEach(Tensor::releaseReference);
        kept.clear();
        network.close();
    }
}
