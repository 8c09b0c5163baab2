package org.mirrorflow.app.copy.python;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.LinearClassification;
import org.mirrorflow.sim.problem.MarginProblem;

/** The exponential or logistic loss of linear margins q = Aw, by its logarithm, so that it does not underflow. */
public final class ClassificationForm implements PythonForm {

    @Override
    public PythonPart part() {
        return PythonPart.PROBLEM;
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof LinearClassification;
    }

    @Override
    public void write(Experiment experiment, PythonScript script) {
        LinearClassification problem = (LinearClassification) experiment.problem();
        DMatrixRMaj rows = problem.rows();
        script.line(part(), "# Each row is a sample times its label.");
        script.array(part(), "A", Arrays.copyOf(rows.data, rows.getNumElements()), rows.numRows, rows.numCols);
        script.line(part(), "ATTAINS_INFIMUM = False");
        script.flag("logistic", problem.tail() == MarginProblem.Tail.LOGISTIC);
        script.code(part(), """
                def log_of_margin(q):
                    \"""log of the loss of one margin.\"""
                    return -q  #: !logistic
                    middle = np.log(np.log1p(np.exp(-np.clip(q, -30, 30))))  #: logistic
                    return np.where(q > 30, -q, np.where(q < -30, np.log(np.maximum(-q, 1)), middle))  #: logistic


                def rate_of_margin(q):
                    \"""Minus the slope of that logarithm.\"""
                    return np.ones_like(q)  #: !logistic
                    e = np.exp(-np.abs(q))  #: logistic
                    sigmoid = np.where(q >= 0, e, 1.0) / (1 + e)  #: logistic
                    loss = np.log1p(e) - np.minimum(q, 0)  #: logistic
                    return np.where(q > 30, 1.0, sigmoid / np.where(q > 30, 1.0, loss))  #: logistic


                def log_loss_and_gradient(w):
                    \"""log f, its gradient, and the share of each sample in f.\"""
                    q = A @ w
                    logs = log_of_margin(q)
                    largest = np.max(logs)
                    shares = np.exp(logs - largest)
                    total = np.sum(shares)
                    shares = shares / total
                    return largest + math.log(total), -(A.T @ (shares * rate_of_margin(q))), shares


                def loss_and_gradient(w):
                    log, gradient, _ = log_loss_and_gradient(w)
                    loss = float(np.exp(log))
                    return loss, np.where(gradient == 0, 0.0, gradient * loss)


                def log_loss(w):
                    return log_loss_and_gradient(w)[0]
                """);
    }
}
