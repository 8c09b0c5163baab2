package org.mirrorflow.bridge.torch;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Numbers of Java into tensors of libtorch and back. */
public final class Tensors {

    private Tensors() {}

    /**
     * A copy of the entries in the order of the indices, in double precision, from whatever device.
     *
     * @param x any tensor
     */
    public static double[] values(Tensor x) {
        double[] values = new double[Math.toIntExact(x.numel())];
        try (PointerScope _ = new PointerScope()) {
            Tensor here =
                    x.detach().to(new Device(DeviceType.CPU), ScalarType.Double).contiguous();
            DoublePointer entries = here.data_ptr_double();
            entries.get(values);
        }
        return values;
    }

    /**
     * x ← values, in the order of the indices.
     *
     * @throws IllegalArgumentException when there are not as many values as entries
     */
    public static void assign(double[] values, Tensor x) {
        if (values.length != x.numel()) {
            throw new IllegalArgumentException(
                    values.length + " values do not fill a tensor of " + Arrays.toString(x.shape()));
        }
        if (values.length == 0) {
            return;
        }
        try (PointerScope _ = new PointerScope()) {
            Tensor data = x.requires_grad() ? x.detach() : x;
            data.copy_(AbstractTensor.create(values, x.shape()));
        }
    }

    /** The one entry of a tensor. */
    public static double number(Tensor x) {
        try (PointerScope _ = new PointerScope()) {
            return x.detach().to(ScalarType.Double).item_double();
        }
    }
}
