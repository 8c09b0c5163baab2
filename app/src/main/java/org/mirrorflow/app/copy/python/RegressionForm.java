package org.mirrorflow.app.copy.python;

import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.sim.problem.MatrixSensing;

/** Least squares ½‖Zw − y‖², of vectors and of matrices seen as vectors, whatever the data come from. */
public final class RegressionForm implements PythonForm {

    @Override
    public PythonPart part() {
        return PythonPart.PROBLEM;
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof LinearRegression || experiment.problem() instanceof MatrixSensing;
    }

    @Override
    public void write(Experiment experiment, PythonScript script) {
        if (experiment.problem() instanceof MatrixSensing sensing) {
            write(sensing.design(), sensing.targets(), script);
        } else if (experiment.problem() instanceof LinearRegression regression) {
            write(regression.design(), regression.targets(), script);
        }
    }

    private void write(DMatrixRMaj design, double[] targets, PythonScript script) {
        script.line(part(), "# Z = X / sqrt(n) and y = Y / sqrt(n).");
        script.array(
                part(),
                "Z",
                java.util.Arrays.copyOf(design.data, design.getNumElements()),
                design.numRows,
                design.numCols);
        script.array(part(), "Y", targets);
        script.line(part(), "ATTAINS_INFIMUM = True");
        if (script.has(PythonScript.BATCH)) {
            script.line(part(), "SAMPLES = len(Y)");
        }
        script.code(part(), """
                def loss_and_gradient(w):
                    residual = Z @ w - Y
                    return 0.5 * (residual @ residual), Z.T @ residual


                def loss_and_gradient_on(w, batch):  #: batch
                    return SAMPLES / len(batch) * (Z[batch].T @ (Z[batch] @ w - Y[batch]))  #: batch
                  #: batch
                  #: batch
                def log_loss(w):
                    loss, _ = loss_and_gradient(w)
                    return math.log(loss) if loss > 0 else -math.inf
                """);
    }
}
