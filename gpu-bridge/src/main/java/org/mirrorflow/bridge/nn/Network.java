package org.mirrorflow.bridge.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.LayoutOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.mirrorflow.bridge.torch.Devices;
import org.mirrorflow.bridge.torch.Tensors;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * A network with its parameters. A subclass declares them in its constructor and then calls {@link #complete}; from then on
 * all lie in one vector, those that may be sparse first, and their gradients in another, so that what concerns all of them is
 * one operation.
 *
 * <p>A network belongs to one thread at a time. What its functions return is freed by the caller's scope.
 */
public abstract class Network implements AutoCloseable {

    /** The name of the last layer, in every network. */
    public static final String HEAD = "head";

    private final ScalarType precision;
    private final String device;
    private final long seed;
    private final Initialisation initialisation;
    private final double scale;
    private final List<NetworkParameter> parameters = new ArrayList<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();
    private final List<Tensor> owned = new ArrayList<>();
    private int weights;
    private boolean counting;
    private long active;
    private long counted;

    /**
     * @param precision single or double
     * @param device id of the device
     * @param initialisation how matrices and kernels are drawn
     * @param scale factor of their deviation
     * @param seed seed of the draws
     */
    protected Network(ScalarType precision, String device, Initialisation initialisation, double scale, long seed) {
        this.precision = precision;
        this.device = device;
        this.initialisation = initialisation;
        this.scale = scale;
        this.seed = seed;
    }

    /**
     * The scores of a batch.
     *
     * @param input images, batch × channels × height × width, or numbers of characters, batch × context
     * @param training whether normalisation takes its moments from the batch and remembers them
     * @return one row of scores for each image, or for each character of each context
     */
    public abstract Tensor forward(Tensor input, boolean training);

    /** What files of published weights call a parameter or buffer of that name. */
    public String published(String name) {
        return name;
    }

    /** max(x, 0), written over x; counted while {@link #activationSparsity} asks. */
    protected final Tensor rectified(Tensor x) {
        Tensor y = torch.relu_(x);
        if (counting) {
            active += torch.count_nonzero(y.detach()).item_long();
            counted += y.numel();
        }
        return y;
    }

    /**
     * The share of zeros among what rectified layers pass on for some inputs; NaN for a network without rectified layers.
     *
     * @param input as for {@link #forward}
     */
    public final double activationSparsity(Tensor input) {
        counting = true;
        active = 0;
        counted = 0;
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            forward(input, false);
        } finally {
            counting = false;
        }
        return counted == 0 ? Double.NaN : 1 - (double) active / counted;
    }

    /** A kernel, outputs × inputs × size × size. */
    protected final NetworkParameter kernel(String name, Role role, int outputs, int inputs, int size) {
        long area = (long) size * size;
        return drawn(name, role, 1, outputs * area, inputs * area, outputs, inputs, size, size);
    }

    /** A matrix, outputs × inputs. */
    protected final NetworkParameter matrix(String name, Role role, int outputs, int inputs) {
        return matrix(name, role, outputs, inputs, 1);
    }

    /** A matrix with a factor of its own beside that of the network. */
    protected final NetworkParameter matrix(String name, Role role, int outputs, int inputs, double factor) {
        return drawn(name, role, factor, outputs, inputs, outputs, inputs);
    }

    private NetworkParameter drawn(String name, Role role, double factor, long outputs, long inputs, long... shape) {
        int size = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        return add(new NetworkParameter(
                name,
                role,
                shape,
                initialisation.draw(size, inputs, outputs, factor * scale, new SeededRandom(seed, name))));
    }

    /** An embedding, entries × width, of deviation 0.02. */
    protected final NetworkParameter embedding(String name, int entries, int width) {
        double[] start = Initialisation.SMALL.draw(entries * width, 1, 1, 1, new SeededRandom(seed, name));
        return add(new NetworkParameter(name, Role.EMBEDDING, new long[] {entries, width}, start));
    }

    /** A vector that begins with one value everywhere. */
    protected final NetworkParameter vector(String name, Role role, int size, double value) {
        double[] start = new double[size];
        Arrays.fill(start, value);
        return add(new NetworkParameter(name, role, new long[] {size}, start));
    }

    private NetworkParameter add(NetworkParameter parameter) {
        parameters.add(parameter);
        return parameter;
    }

    /** A vector that is no parameter but belongs to the state. */
    protected final Tensor buffer(String name, int size, double value) {
        Tensor buffer = own(fresh(size));
        double[] entries = new double[size];
        Arrays.fill(entries, value);
        Tensors.assign(entries, buffer);
        buffers.put(name, buffer);
        return buffer;
    }

    private Tensor fresh(long... shape) {
        return torch.zeros(
                shape,
                new ScalarTypeOptional(precision),
                new LayoutOptional(),
                new DeviceOptional(Devices.of(device)),
                new BoolOptional());
    }

    private Tensor own(Tensor tensor) {
        tensor.retainReference();
        owned.add(tensor);
        return tensor;
    }

    /** Gives every declared parameter its place and its start. */
    protected final void complete() {
        parameters.sort(Comparator.comparing(parameter -> !parameter.role().isWeight()));
        int size = parameters.stream().mapToInt(NetworkParameter::size).sum();
        weights = parameters.stream()
                .filter(parameter -> parameter.role().isWeight())
                .mapToInt(NetworkParameter::size)
                .sum();
        Tensor entries = own(fresh(size));
        Tensor gradients = own(fresh(size));
        double[] start = new double[size];
        int at = 0;
        for (NetworkParameter parameter : parameters) {
            System.arraycopy(parameter.start(), 0, start, at, parameter.size());
            Tensor view = entries.narrow(0, at, parameter.size()).view(parameter.shape());
            Tensor gradient = gradients.narrow(0, at, parameter.size()).view(parameter.shape());
            Tensor leaf = view.detach();
            leaf.set_requires_grad(true);
            leaf.mutable_grad().put(gradient);
            for (Tensor each : List.of(view, gradient, leaf)) {
                each.retainReference();
            }
            parameter.place(leaf, view, gradient);
            at += parameter.size();
        }
        Tensors.assign(start, entries);
    }

    /** All parameters, those that may be sparse first. */
    public final List<NetworkParameter> parameters() {
        return Collections.unmodifiableList(parameters);
    }

    /** What is no parameter but belongs to the state, by name, live. */
    public final Map<String, Tensor> buffers() {
        return Collections.unmodifiableMap(buffers);
    }

    /** All entries as one vector, live, in the order of {@link #parameters}. */
    public final Tensor entries() {
        return owned.get(owned.size() - 2);
    }

    /** All gradients as one vector, live. */
    public final Tensor gradients() {
        return owned.getLast();
    }

    /** Number of entries that may be sparse; they come first. */
    public final int weights() {
        return weights;
    }

    /** Single or double. */
    public final ScalarType precision() {
        return precision;
    }

    /** Id of the device. */
    public final String device() {
        return device;
    }

    /** Gradients ← 0. */
    public final void forgetGradients() {
        try (PointerScope _ = new PointerScope()) {
            gradients().zero_();
        }
    }

    @Override
    public void close() {
        parameters.forEach(NetworkParameter::release);
        owned.forEach(Tensor::releaseReference);
        owned.clear();
        buffers.clear();
    }
}
