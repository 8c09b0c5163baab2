package org.mirrorflow.bridge.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.bridge.nn.Network;
import org.mirrorflow.bridge.nn.NetworkParameter;
import org.mirrorflow.bridge.nn.Role;
import org.mirrorflow.bridge.optim.OptimizerBuilder;
import org.mirrorflow.bridge.optim.Part;
import org.mirrorflow.bridge.sparse.LayerDensities;
import org.mirrorflow.bridge.sparse.ScoredMasks;
import org.mirrorflow.bridge.torch.Devices;
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
        Settings settings = specification.optimizer().settings();
        this.decay = Decay.of(settings);
        this.task = Task.of(specification, device);
        try (PointerScope _ = new PointerScope()) {
            this.network = task.network(specification);
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
            int rest = Math.toIntExact(network.entries().numel()) - network.weights();
            add(keep(weights(network.entries())), keep(weights(network.gradients())), true, false, null, chosen);
            add(
                    keep(network.entries().narrow(0, network.weights(), rest)),
                    keep(network.gradients().narrow(0, network.weights(), rest)),
                    false,
                    false,
                    null,
                    null);
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
            add(parameter.entries(), parameter.gradient(), weight, parameter.role() == Role.NORMALISED, schedule, part);
            layer += weight ? 1 : 0;
            at += parameter.size();
        }
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
        boolean cheap = last || (steps + 1) % specification.log().wholeLong("every") == 0;
        try (PointerScope _ = new PointerScope()) {
            Batch batch = task.training(steps);
            Tensor scores = differentiate(batch);
            double loss = lossOf(scores, batch).item_double();
            double accuracy = cheap ? NetworkMetrics.accuracy(scores, batch.target()) : Double.NaN;
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
                metrics.put("batch-accuracy", accuracy);
                metrics.put("step-size", eta);
                metrics.put("gradient-norm", slope);
                metrics.put(
                        "step-norm",
                        Tensors.number(network.entries().sub(before).norm()));
                metrics.put(task.unit(), task.units() / ((System.nanoTime() - begun) * 1e-9));
            }
        }
        long interval = specification.log().wholeLong("full-every");
        if (last || (interval > 0 && steps % interval == 0)) {
            fullMetrics(metrics);
        }
        return metrics;
    }

    private Tensor lossOf(Tensor scores, Batch batch) {
        return NetworkMetrics.loss(
                scores, batch.target(), specification.model().settings().real("label-smoothing"));
    }

    /** Gradients ← those of the loss of the batch; returns its scores. */
    private Tensor differentiate(Batch batch) {
        network.forgetGradients();
        Tensor scores = network.forward(batch.input(), true);
        lossOf(scores, batch).backward();
        return scores;
    }

    /** From the gradients at θ to those at θ + e of the same batch; normalisation remembers the moments of both passes. */
    private void takeGradientAtWorst(SharpnessAware<Tensor> worst, Batch batch) {
        for (int i = 0; i < optimizers.size(); i++) {
            optimizers.get(i).confine(slopes.get(i));
        }
        if (worst.perturb(parts, slopes)) {
            differentiate(batch);
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

    private void fullMetrics(Map<String, Double> metrics) {
        int batch = NetworkMetrics.testBatch(task);
        NetworkMetrics.test(network, task, batch, metrics);
        if (specification.log().text("pruned").equals("yes")) {
            NetworkMetrics.pruned(network, task, batch, metrics);
        }
        NetworkMetrics.weights(
                network, start, specification.log().text("layers").equals("yes"), metrics);
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

    private Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        network.parameters().forEach(parameter -> tensors.put(parameter.name(), parameter.entries()));
        tensors.putAll(network.buffers());
        for (int i = 0; i < optimizers.size(); i++) {
            String prefix = "optimizer." + i + ".";
            optimizers.get(i).state().forEach((name, tensor) -> tensors.put(prefix + name, tensor));
        }
        return tensors;
    }

    @Override
    public void save(Path file) throws IOException {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(SPECIFICATION, JSON.writeValueAsString(specification.json()));
        words.put(CLOCK, JSON.writeValueAsString(new double[] {steps, time}));
        List<double[]> counters = optimizers.stream().map(Optimizer::counters).toList();
        words.put(COUNTERS, JSON.writeValueAsString(counters));
        if (controller != null) {
            double[] saved = controller.save();
            words.put(EPOCH, hex(epochLoss) + " " + hex(saved[0]) + " " + hex(saved[1]) + " " + hex(saved[2]));
        }
        Safetensors.write(file, tensors(), words);
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
        for (Map.Entry<String, Tensor> each : tensors().entrySet()) {
            content.into(each.getKey(), each.getValue());
        }
        double[] clock = JSON.readValue(content.words().getOrDefault(CLOCK, "[]"), double[].class);
        double[][] counters = JSON.readValue(content.words().getOrDefault(COUNTERS, "[]"), double[][].class);
        if (clock.length != 2 || counters.length != optimizers.size()) {
            throw new IOException(file + " is damaged: its clock and counters are incomplete");
        }
        steps = (long) clock[0];
        time = clock[1];
        try (PointerScope _ = new PointerScope()) {
            for (int i = 0; i < counters.length; i++) {
                optimizers.get(i).setCounters(counters[i]);
            }
        }
        if (controller != null) {
            double[] epoch = java.util.Arrays.stream(
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
