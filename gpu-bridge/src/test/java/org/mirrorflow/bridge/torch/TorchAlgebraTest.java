package org.mirrorflow.bridge.torch;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.mirrorflow.theory.optim.Algebra;
import org.mirrorflow.theory.optim.AlgebraContract;

/** libtorch does what every algebra does. */
final class TorchAlgebraTest extends AlgebraContract<Tensor> {

    private final TorchAlgebra algebra = new TorchAlgebra();
    private PointerScope scope;

    @BeforeEach
    void open() {
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        algebra.close();
        scope.close();
    }

    @Override
    protected Algebra<Tensor> algebra() {
        return algebra;
    }

    @Override
    protected Tensor matrix(int rows, int columns, double... values) {
        return AbstractTensor.create(values, rows, columns);
    }
}
