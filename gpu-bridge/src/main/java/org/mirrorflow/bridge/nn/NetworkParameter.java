package org.mirrorflow.bridge.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a network by name. Its entries lie in the vector of all parameters of the network, and its gradient in the
 * vector of all gradients.
 */
public final class NetworkParameter {

    /** The tensors, which are there once the network is complete. */
    private record Views(Tensor leaf, Tensor entries, Tensor gradient, TensorOptional optional) {}

    private final String name;
    private final Role role;
    private final long[] shape;
    private final int size;
    private double[] start;
    private @Nullable Views views;

    NetworkParameter(String name, Role role, long[] shape, double[] start) {
        this.name = name;
        this.role = role;
        this.shape = shape.clone();
        this.size = start.length;
        this.start = start;
    }

    /** Name within the network, such as {@code stage2.block1.conv1}. */
    public String name() {
        return name;
    }

    /** What it is. */
    public Role role() {
        return role;
    }

    /** Its dimensions; rows, the first, are outputs. */
    public long[] shape() {
        return shape.clone();
    }

    /** Number of entries. */
    public int size() {
        return size;
    }

    double[] start() {
        return start;
    }

    void place(Tensor leaf, Tensor entries, Tensor gradient) {
        TensorOptional optional = new TensorOptional(leaf);
        optional.retainReference();
        views = new Views(leaf, entries, gradient, optional);
        // They lie in the vector of all from here on; a second copy of a large network is much.
        start = new double[0];
    }

    private Views views() {
        Views present = views;
        if (present == null) {
            throw new IllegalStateException(name + " has no place yet; the network is not complete");
        }
        return present;
    }

    /** What the network computes with; gradients are asked of it. */
    public Tensor leaf() {
        return views().leaf();
    }

    /** The same, as functions take what may be absent. */
    TensorOptional optional() {
        return views().optional();
    }

    /** Its entries without a gradient, live. */
    public Tensor entries() {
        return views().entries();
    }

    /** Its gradient, live. */
    public Tensor gradient() {
        return views().gradient();
    }

    void release() {
        Views present = views;
        if (present != null) {
            present.optional().close();
            present.leaf().close();
            present.entries().close();
            present.gradient().close();
            views = null;
        }
    }
}
