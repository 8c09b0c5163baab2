package org.mirrorflow.bridge.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.mirrorflow.theory.optim.Algebra;

/**
 * The algebra of libtorch's tensors, in place, in their own precision and on their own device. A tensor of more than two
 * dimensions, such as a convolution's outputs × inputs × height × width, is the matrix whose rows are its first dimension.
 *
 * <p>The tensors must not ask for gradients: an optimizer is given detached ones, which share their entries. An algebra owns
 * what {@link #zerosLike} and {@link #zeros} return, whatever {@link PointerScope} they are called in, until it is closed; all
 * else that is allocated on the way is freed by the caller's scope.
 */
public final class TorchAlgebra implements Algebra<Tensor>, AutoCloseable {

    /** Beyond this libtorch's vectorised asinh is infinite, since it squares its argument. */
    private static final double LARGE_DOUBLE = 1e150;

    private static final double LARGE_SINGLE = 1e18;

    private final List<Tensor> owned = new ArrayList<>();

    private Tensor own(Tensor fresh) {
        fresh.retainReference();
        owned.add(fresh);
        return fresh;
    }

    /** Frees every tensor that this algebra has made. */
    @Override
    public void close() {
        owned.forEach(Tensor::releaseReference);
        owned.clear();
    }

    @Override
    public Tensor zerosLike(Tensor shape) {
        return own(torch.zeros_like(shape));
    }

    @Override
    public Tensor zeros(int rows, int columns, Tensor like) {
        return own(like.new_zeros(rows, columns));
    }

    @Override
    public int size(Tensor x) {
        return Math.toIntExact(x.numel());
    }

    @Override
    public int rows(Tensor x) {
        return x.dim() == 0 ? 1 : Math.toIntExact(x.size(0));
    }

    @Override
    public double[] values(Tensor x) {
        return Tensors.values(x);
    }

    @Override
    public void assign(double[] values, Tensor x) {
        Tensors.assign(values, x);
    }

    private static void requireSameShape(Tensor x, Tensor y) {
        if (!x.is_same_size(y)) {
            throw new IllegalArgumentException("tensors of different shapes: " + Arrays.toString(x.shape()) + " and "
                    + Arrays.toString(y.shape()));
        }
    }

    @Override
    public void fill(double a, Tensor x) {
        x.fill_(new Scalar(a));
    }

    @Override
    public void copy(Tensor x, Tensor y) {
        requireSameShape(x, y);
        y.copy_(x);
    }

    @Override
    public void add(double a, Tensor x) {
        x.add_(new Scalar(a));
    }

    @Override
    public void scale(double a, Tensor x) {
        x.mul_(new Scalar(a));
    }

    @Override
    public void addScaled(double a, Tensor x, Tensor y) {
        requireSameShape(x, y);
        y.add_(x, new Scalar(a));
    }

    @Override
    public void combine(double a, Tensor x, double b, Tensor y) {
        requireSameShape(x, y);
        if (x.is_same(y)) {
            y.mul_(new Scalar(a + b));
        } else {
            y.mul_(new Scalar(b)).add_(x, new Scalar(a));
        }
    }

    @Override
    public void multiply(Tensor x, Tensor y) {
        requireSameShape(x, y);
        y.mul_(x);
    }

    @Override
    public void divide(Tensor x, Tensor y, Tensor out) {
        requireSameShape(x, y);
        requireSameShape(x, out);
        torch.div_out(out, x, y);
    }

    @Override
    public void addProduct(double a, Tensor x, Tensor y, Tensor z) {
        requireSameShape(x, y);
        requireSameShape(x, z);
        z.addcmul_(x, y, new Scalar(a));
    }

    @Override
    public void sign(Tensor x, Tensor y) {
        requireSameShape(x, y);
        torch.sign_out(y, x);
    }

    @Override
    public void abs(Tensor x, Tensor y) {
        requireSameShape(x, y);
        torch.abs_out(y, x);
    }

    @Override
    public void sqrt(Tensor x, Tensor y) {
        requireSameShape(x, y);
        torch.sqrt_out(y, x);
    }

    @Override
    public void exp(Tensor x, Tensor y) {
        requireSameShape(x, y);
        torch.exp_out(y, x);
    }

    @Override
    public void sinh(Tensor x, Tensor y) {
        requireSameShape(x, y);
        torch.sinh_out(y, x);
    }

    @Override
    public void asinh(Tensor x, Tensor y) {
        requireSameShape(x, y);
        double large = x.scalar_type().intern() == ScalarType.Double ? LARGE_DOUBLE : LARGE_SINGLE;
        if (!(absMax(x) > large)) {
            torch.asinh_out(y, x);
            return;
        }
        // asinh x = sgn(x)·(asinh c + ln(|x|/c)) beyond c.
        Tensor excess = x.abs()
                .mul_(new Scalar(1 / large))
                .clamp_min_(new Scalar(1.0))
                .log_()
                .mul_(x.sign());
        torch.clamp_out(y, x, new ScalarOptional(new Scalar(-large)), new ScalarOptional(new Scalar(large)));
        y.asinh_().add_(excess);
    }

    @Override
    public void power(double a, Tensor x, Tensor y) {
        requireSameShape(x, y);
        if (a == 0) {
            torch.sign_out(y, x);
            return;
        }
        Tensor sign = x.sign();
        torch.abs_out(y, x);
        y.pow_(new Scalar(a)).mul_(sign);
    }

    @Override
    public void clip(double low, double high, Tensor x) {
        x.clamp_(new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high)));
    }

    @Override
    public double dot(Tensor x, Tensor y) {
        requireSameShape(x, y);
        return x.flatten().dot(y.flatten()).item_double();
    }

    @Override
    public double sum(Tensor x) {
        return x.sum().item_double();
    }

    @Override
    public double absSum(Tensor x) {
        return x.abs().sum().item_double();
    }

    @Override
    public double absMax(Tensor x) {
        return x.numel() == 0 ? 0 : x.abs().max().item_double();
    }

    @Override
    public int nonZeros(Tensor x) {
        return Math.toIntExact(torch.count_nonzero(x).item_long());
    }

    @Override
    public void nonZero(Tensor x, Tensor mask) {
        requireSameShape(x, mask);
        mask.copy_(x.ne(new Scalar(0.0)));
    }

    @Override
    public void less(Tensor x, Tensor y, Tensor mask) {
        requireSameShape(x, y);
        requireSameShape(x, mask);
        mask.copy_(x.lt(y));
    }

    @Override
    public void smallest(int k, Tensor x, Tensor mask) {
        choose(k, x, mask, true);
    }

    @Override
    public void largest(int k, Tensor x, Tensor mask) {
        choose(k, x, mask, false);
    }

    /** Everything beyond the k-th magnitude, then those equal to it in the order of the indices. */
    private void choose(int k, Tensor x, Tensor mask, boolean smallest) {
        requireSameShape(x, mask);
        int open = Math.min(k, nonZeros(x));
        if (open <= 0) {
            fill(0, mask);
            return;
        }
        Tensor flat = x.flatten();
        Tensor sizes = flat.abs()
                .masked_fill_(flat.eq(new Scalar(0.0)), new Scalar(smallest ? Double.POSITIVE_INFINITY : -1.0));
        long rank = smallest ? open : sizes.numel() - open + 1;
        Tensor threshold = sizes.kthvalue(rank).get0();
        Tensor beyond = smallest ? sizes.lt(threshold) : sizes.gt(threshold);
        Tensor equal = sizes.eq(threshold);
        long left = open - beyond.sum().item_long();
        Tensor first = equal.cumsum(0).le(new Scalar(left)).logical_and(equal);
        mask.copy_(beyond.logical_or(first).view(x.shape()));
    }

    @Override
    public void rowSums(Tensor x, Tensor out) {
        if (out.numel() != rows(x)) {
            throw new IllegalArgumentException(
                    "the sums of " + rows(x) + " rows do not fit into " + Arrays.toString(out.shape()));
        }
        out.copy_(x.reshape(rows(x), -1).sum(1).view(out.shape()));
    }

    @Override
    public void scaleRows(Tensor factors, Tensor x) {
        if (factors.numel() != rows(x)) {
            throw new IllegalArgumentException(
                    factors.numel() + " factors for the rows of a tensor of " + Arrays.toString(x.shape()));
        }
        long[] shape = new long[(int) x.dim()];
        Arrays.fill(shape, 1);
        shape[0] = factors.numel();
        x.mul_(factors.view(shape));
    }

    private static Tensor matrix(Tensor x) {
        return x.dim() == 2 ? x : x.reshape(x.size(0), -1);
    }

    @Override
    public void product(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor out) {
        Tensor left = transposeA ? matrix(a).t() : matrix(a);
        Tensor right = transposeB ? matrix(b).t() : matrix(b);
        Tensor result = left.mm(right);
        if (result.numel() != out.numel() || result.size(0) != out.size(0)) {
            throw new IllegalArgumentException("a product of " + Arrays.toString(result.shape())
                    + " does not fit into a tensor of " + Arrays.toString(out.shape()));
        }
        out.copy_(result.view(out.shape()));
    }
}
