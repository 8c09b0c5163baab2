package org.mirrorflow.sim.problem;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.sim.data.DataException;
import org.mirrorflow.sim.data.NumberTable;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;

/**
 * Linear classification of the user's files: features from one, labels from another, row by row. Labels are any two
 * numbers; the larger is +1. Features are divided by the largest of them all in magnitude. The seed decides nothing.
 */
public final class ClassificationFromFiles implements ProblemFamily {

    @Override
    public String id() {
        return "classification-csv";
    }

    @Override
    public String name() {
        return "Classification of your files";
    }

    @Override
    public String formula() {
        return "f(w) = \\sum_i \\ell(y_i\\langle w, x_i\\rangle),\\quad y_i = \\pm 1";
    }

    @Override
    public String summary() {
        return "Features and labels read from two files, CSV or NPY, with one sample per row and two different labels.";
    }

    @Override
    public String source() {
        return "your files";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Text(
                        "x-file",
                        "X",
                        "Features file",
                        "CSV or NPY file with one sample per row and one feature per column.",
                        false,
                        "",
                        true),
                new Parameter.Text(
                        "y-file",
                        "y",
                        "Labels file",
                        "CSV or NPY file with one column: the label of each sample, one of two numbers.",
                        false,
                        "",
                        true),
                new Parameter.Choice(
                        "intercept",
                        "",
                        "Intercept",
                        "Whether a feature that is 1 on every sample is added.",
                        false,
                        "yes",
                        List.of("yes", "no")),
                Standardisation.parameter(Standardisation.NONE),
                MarginProblem.lossParameter());
    }

    @Override
    public LinearClassification create(Settings settings, long seed, Path base) throws ProblemException {
        NumberTable features = read(settings, "x-file", base);
        NumberTable targets = read(settings, "y-file", base);
        if (targets.columns() != 1) {
            throw new ProblemException(targets.source() + " has " + targets.columns()
                    + " columns; labels need one column, one row per sample, so keep the label's only");
        }
        if (features.rows() != targets.rows()) {
            throw new ProblemException(features.source() + " has " + features.rows() + " row(s) but "
                    + targets.source() + " has " + targets.rows()
                    + "; every sample needs a row in both, in the same order");
        }
        double[] y = labels(targets);
        DMatrixRMaj x = features.matrix().copy();
        Standardisation standardisation = Standardisation.of(settings.text("standardise"));
        try {
            standardisation.apply(x);
        } catch (Standardisation.ConstantColumnException e) {
            throw new ProblemException(
                    features.source() + ": all numbers in " + features.columnLabel(e.column())
                            + " are equal, so it cannot be standardised; remove it, or set standardise to \"centre\" or"
                            + " \"none\"",
                    e);
        }
        return new LinearClassification(
                ClassificationOnSampleData.signed(
                        x, y, settings.text("intercept").equals("yes")),
                MarginProblem.tail(settings),
                null,
                "Classification: " + features.source() + " and " + targets.source() + ", " + x.numRows + " samples, "
                        + x.numCols + " features, " + standardisation.words());
    }

    private static double[] labels(NumberTable targets) throws ProblemException {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < targets.rows(); i++) {
            low = Math.min(low, targets.value(i, 0));
            high = Math.max(high, targets.value(i, 0));
        }
        double[] y = new double[targets.rows()];
        for (int i = 0; i < y.length; i++) {
            double value = targets.value(i, 0);
            if (low == high || (value != low && value != high)) {
                throw new ProblemException(targets.source() + ": row " + (i + 1) + " has the label " + value
                        + ", and the labels run from " + low + " to " + high
                        + "; classification needs exactly two different labels");
            }
            y[i] = value == high ? 1 : -1;
        }
        return y;
    }

    private static NumberTable read(Settings settings, String id, Path base) throws ProblemException {
        String given = settings.text(id);
        if (given.isBlank()) {
            throw new InvalidSettingException(id, "names no file; give the path of a CSV or NPY file");
        }
        try {
            return NumberTable.read(base.resolve(given));
        } catch (InvalidPathException e) {
            throw new InvalidSettingException(
                    id, "is \"" + given + "\", which is no path (" + e.getReason() + "); give the path of a file");
        } catch (DataException e) {
            throw new ProblemException(e.getMessage(), e);
        }
    }
}
