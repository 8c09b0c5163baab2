package org.mirrorflow.theory.optim;

import java.util.function.DoubleUnaryOperator;

/** The algebra of views of arrays. Owns the workspace of {@link #smallest}, so that one instance belongs to one thread. */
public final class DenseAlgebra implements Algebra<DenseTensor> {

    private double[] magnitudes = new double[0];

    @Override
    public DenseTensor zerosLike(DenseTensor shape) {
        return new DenseTensor(new double[shape.size()], 0, shape.rows(), shape.columns());
    }

    @Override
    public DenseTensor zeros(int rows, int columns, DenseTensor like) {
        return new DenseTensor(new double[Math.multiplyExact(rows, columns)], 0, rows, columns);
    }

    @Override
    public int size(DenseTensor x) {
        return x.size();
    }

    @Override
    public int rows(DenseTensor x) {
        return x.rows();
    }

    @Override
    public double[] values(DenseTensor x) {
        double[] values = new double[x.size()];
        System.arraycopy(x.data(), x.offset(), values, 0, values.length);
        return values;
    }

    @Override
    public void assign(double[] values, DenseTensor x) {
        if (values.length != x.size()) {
            throw new IllegalArgumentException(
                    values.length + " values do not fill a tensor of " + x.rows() + " × " + x.columns());
        }
        System.arraycopy(values, 0, x.data(), x.offset(), values.length);
    }

    @Override
    public void fill(double a, DenseTensor x) {
        java.util.Arrays.fill(x.data(), x.offset(), x.offset() + x.size(), a);
    }

    @Override
    public void copy(DenseTensor x, DenseTensor y) {
        requireSameShape(x, y);
        System.arraycopy(x.data(), x.offset(), y.data(), y.offset(), x.size());
    }

    @Override
    public void add(double a, DenseTensor x) {
        double[] data = x.data();
        int end = x.offset() + x.size();
        for (int i = x.offset(); i < end; i++) {
            data[i] += a;
        }
    }

    @Override
    public void scale(double a, DenseTensor x) {
        double[] data = x.data();
        int end = x.offset() + x.size();
        for (int i = x.offset(); i < end; i++) {
            data[i] *= a;
        }
    }

    @Override
    public void addScaled(double a, DenseTensor x, DenseTensor y) {
        requireSameShape(x, y);
        double[] from = x.data();
        double[] to = y.data();
        int p = x.offset();
        int q = y.offset();
        for (int i = 0, n = x.size(); i < n; i++) {
            to[q + i] += a * from[p + i];
        }
    }

    @Override
    public void combine(double a, DenseTensor x, double b, DenseTensor y) {
        requireSameShape(x, y);
        double[] from = x.data();
        double[] to = y.data();
        int p = x.offset();
        int q = y.offset();
        for (int i = 0, n = x.size(); i < n; i++) {
            to[q + i] = a * from[p + i] + b * to[q + i];
        }
    }

    @Override
    public void multiply(DenseTensor x, DenseTensor y) {
        requireSameShape(x, y);
        double[] from = x.data();
        double[] to = y.data();
        int p = x.offset();
        int q = y.offset();
        for (int i = 0, n = x.size(); i < n; i++) {
            to[q + i] *= from[p + i];
        }
    }

    @Override
    public void divide(DenseTensor x, DenseTensor y, DenseTensor out) {
        requireSameShape(x, y);
        requireSameShape(x, out);
        for (int i = 0, n = x.size(); i < n; i++) {
            out.data()[out.offset() + i] = x.data()[x.offset() + i] / y.data()[y.offset() + i];
        }
    }

    @Override
    public void addProduct(double a, DenseTensor x, DenseTensor y, DenseTensor z) {
        requireSameShape(x, y);
        requireSameShape(x, z);
        for (int i = 0, n = x.size(); i < n; i++) {
            z.data()[z.offset() + i] += a * x.data()[x.offset() + i] * y.data()[y.offset() + i];
        }
    }

    private static void map(DenseTensor x, DenseTensor y, DoubleUnaryOperator f) {
        requireSameShape(x, y);
        double[] from = x.data();
        double[] to = y.data();
        int p = x.offset();
        int q = y.offset();
        for (int i = 0, n = x.size(); i < n; i++) {
            to[q + i] = f.applyAsDouble(from[p + i]);
        }
    }

    @Override
    public void sign(DenseTensor x, DenseTensor y) {
        map(x, y, Math::signum);
    }

    @Override
    public void abs(DenseTensor x, DenseTensor y) {
        map(x, y, Math::abs);
    }

    @Override
    public void sqrt(DenseTensor x, DenseTensor y) {
        map(x, y, Math::sqrt);
    }

    @Override
    public void exp(DenseTensor x, DenseTensor y) {
        map(x, y, Math::exp);
    }

    @Override
    public void sinh(DenseTensor x, DenseTensor y) {
        map(x, y, Math::sinh);
    }

    @Override
    public void asinh(DenseTensor x, DenseTensor y) {
        map(x, y, DenseAlgebra::asinh);
    }

    /** asinh x = sgn x · log1p(|x| + x²/(1 + √(1 + x²))), which keeps small x; large x by their logarithm. */
    static double asinh(double x) {
        double a = Math.abs(x);
        double value = a > 1e8 ? Math.log(a) + Math.log(2) : Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
        return Math.copySign(value, x);
    }

    @Override
    public void power(double a, DenseTensor x, DenseTensor y) {
        map(x, y, v -> v == 0 ? 0 : Math.copySign(Math.pow(Math.abs(v), a), v));
    }

    @Override
    public void clip(double low, double high, DenseTensor x) {
        map(x, x, v -> Math.min(Math.max(v, low), high));
    }

    @Override
    public double dot(DenseTensor x, DenseTensor y) {
        requireSameShape(x, y);
        double[] left = x.data();
        double[] right = y.data();
        int p = x.offset();
        int q = y.offset();
        double sum = 0;
        for (int i = 0, n = x.size(); i < n; i++) {
            sum += left[p + i] * right[q + i];
        }
        return sum;
    }

    @Override
    public double sum(DenseTensor x) {
        double sum = 0;
        for (int i = 0, n = x.size(); i < n; i++) {
            sum += x.get(i);
        }
        return sum;
    }

    @Override
    public double absSum(DenseTensor x) {
        double sum = 0;
        for (int i = 0, n = x.size(); i < n; i++) {
            sum += Math.abs(x.get(i));
        }
        return sum;
    }

    @Override
    public double absMax(DenseTensor x) {
        double largest = 0;
        for (int i = 0, n = x.size(); i < n; i++) {
            largest = Math.max(largest, Math.abs(x.get(i)));
        }
        return largest;
    }

    @Override
    public int nonZeros(DenseTensor x) {
        int count = 0;
        for (int i = 0, n = x.size(); i < n; i++) {
            if (x.get(i) != 0) {
                count++;
            }
        }
        return count;
    }

    @Override
    public void nonZero(DenseTensor x, DenseTensor mask) {
        map(x, mask, v -> v != 0 ? 1 : 0);
    }

    @Override
    public void less(DenseTensor x, DenseTensor y, DenseTensor mask) {
        requireSameShape(x, y);
        requireSameShape(x, mask);
        for (int i = 0, n = x.size(); i < n; i++) {
            mask.data()[mask.offset() + i] = x.get(i) < y.get(i) ? 1 : 0;
        }
    }

    @Override
    public void smallest(int k, DenseTensor x, DenseTensor mask) {
        select(k, x, mask, 1);
    }

    @Override
    public void largest(int k, DenseTensor x, DenseTensor mask) {
        select(k, x, mask, -1);
    }

    /** The k first in the order of side·|x|. */
    private void select(int k, DenseTensor x, DenseTensor mask, int side) {
        requireSameShape(x, mask);
        int n = x.size();
        if (magnitudes.length < n) {
            magnitudes = new double[n];
        }
        int candidates = 0;
        for (int i = 0; i < n; i++) {
            double value = x.get(i);
            // NaN belongs to no order and is never chosen.
            if (Math.abs(value) > 0) {
                magnitudes[candidates++] = side * Math.abs(value);
            }
        }
        double threshold = k <= 0
                ? Double.NEGATIVE_INFINITY
                : k >= candidates ? Double.POSITIVE_INFINITY : order(magnitudes, candidates, k - 1);
        int below = 0;
        for (int i = 0; i < candidates; i++) {
            if (magnitudes[i] < threshold) {
                below++;
            }
        }
        int ties = k - below;
        for (int i = 0; i < n; i++) {
            double value = side * Math.abs(x.get(i));
            boolean chosen = false;
            if (Math.abs(value) > 0 && value <= threshold) {
                chosen = value < threshold || ties-- > 0;
            }
            mask.data()[mask.offset() + i] = chosen ? 1 : 0;
        }
    }

    /** The value that would stand at that index if the first n entries were sorted (Hoare's selection); reorders them. */
    private static double order(double[] values, int n, int index) {
        int low = 0;
        int high = n - 1;
        while (low < high) {
            double pivot = values[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swap = values[i];
                    values[i++] = values[j];
                    values[j--] = swap;
                }
            }
            if (index <= j) {
                high = j;
            } else if (index >= i) {
                low = i;
            } else {
                break;
            }
        }
        return values[index];
    }

    @Override
    public void rowSums(DenseTensor x, DenseTensor out) {
        requireColumn(x, out);
        for (int i = 0; i < x.rows(); i++) {
            double sum = 0;
            for (int j = 0; j < x.columns(); j++) {
                sum += x.get(i * x.columns() + j);
            }
            out.data()[out.offset() + i] = sum;
        }
    }

    @Override
    public void scaleRows(DenseTensor factors, DenseTensor x) {
        requireColumn(x, factors);
        for (int i = 0; i < x.rows(); i++) {
            double factor = factors.get(i);
            int row = x.offset() + i * x.columns();
            for (int j = 0; j < x.columns(); j++) {
                x.data()[row + j] *= factor;
            }
        }
    }

    @Override
    public void product(DenseTensor a, boolean transposeA, DenseTensor b, boolean transposeB, DenseTensor out) {
        int rows = transposeA ? a.columns() : a.rows();
        int inner = transposeA ? a.rows() : a.columns();
        int innerB = transposeB ? b.columns() : b.rows();
        int columns = transposeB ? b.rows() : b.columns();
        if (inner != innerB || out.rows() != rows || out.columns() != columns) {
            throw new IllegalArgumentException("a product of " + rows + " × " + inner + " and " + innerB + " × "
                    + columns + " does not make " + out.rows() + " × " + out.columns());
        }
        int stepI = transposeA ? 1 : a.columns();
        int stepA = transposeA ? a.columns() : 1;
        int stepB = transposeB ? 1 : b.columns();
        int stepJ = transposeB ? b.columns() : 1;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                int p = a.offset() + i * stepI;
                int q = b.offset() + j * stepJ;
                for (int k = 0; k < inner; k++, p += stepA, q += stepB) {
                    sum += a.data()[p] * b.data()[q];
                }
                out.data()[out.offset() + i * columns + j] = sum;
            }
        }
    }

    private static void requireSameShape(DenseTensor x, DenseTensor y) {
        if (x.rows() != y.rows() || x.columns() != y.columns()) {
            throw new IllegalArgumentException("tensors of shapes " + x.rows() + " × " + x.columns() + " and "
                    + y.rows() + " × " + y.columns() + " do not match");
        }
    }

    private static void requireColumn(DenseTensor x, DenseTensor column) {
        if (column.rows() != x.rows() || column.columns() != 1) {
            throw new IllegalArgumentException("a column of " + x.rows() + " × 1 is needed for a tensor of " + x.rows()
                    + " × " + x.columns() + "; given " + column.rows() + " × " + column.columns());
        }
    }
}
