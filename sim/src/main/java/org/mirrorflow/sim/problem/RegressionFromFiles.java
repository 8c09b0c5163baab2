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
 * Linear regression on the user's files: X from one, Y from another, row by row, handed on as Z = X/√n and y = Y/√n.
 * Files are CSV or numpy's {@code .npy}; {@link NumberTable} says what is understood. There is no intercept: centre the
 * data to stand for one. The seed decides nothing.
 */
public final class RegressionFromFiles implements ProblemFamily {

    @Override
    public String id() {
        return "regression-csv";
    }

    @Override
    public String name() {
        return "Linear regression on your files";
    }

    @Override
    public String formula() {
        return "f(w) = \\frac{1}{2n}\\lVert Xw - Y\\rVert_2^2";
    }

    @Override
    public String summary() {
        return "Features and targets read from two files, CSV or NPY, with one sample per row.";
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
                        "Y",
                        "Targets file",
                        "CSV or NPY file with one column: the target of each sample, in the same order.",
                        false,
                        "",
                        true),
                Standardisation.parameter(Standardisation.NONE));
    }

    @Override
    public LinearRegression create(Settings settings, long seed, Path base) throws ProblemException {
        Path xFile = file(settings, "x-file", base);
        Path yFile = file(settings, "y-file", base);
        Standardisation standardisation = Standardisation.of(settings.text("standardise"));
        NumberTable features = read(xFile);
        NumberTable targets = read(yFile);
        if (targets.columns() != 1) {
            throw new ProblemException(targets.source() + " has " + targets.columns() + " columns and " + targets.rows()
                    + " row(s); targets need one column, one row per sample, so keep the target's only");
        }
        if (features.rows() != targets.rows()) {
            throw new ProblemException(features.source() + " has " + rows(features) + " but " + targets.source()
                    + " has " + rows(targets) + "; every sample needs a row in both, in the same order");
        }
        DMatrixRMaj x = features.matrix().copy();
        DMatrixRMaj y = targets.matrix().copy();
        try {
            standardisation.apply(x);
        } catch (Standardisation.ConstantColumnException e) {
            throw new ProblemException(
                    features.source() + ": all numbers in " + features.columnLabel(e.column())
                            + " are equal, so it cannot be standardised; remove it, or set standardise to \"centre\" or"
                            + " \"none\"",
                    e);
        }
        try {
            standardisation.apply(y);
        } catch (Standardisation.ConstantColumnException e) {
            throw new ProblemException(
                    targets.source() + ": all targets are equal, so they cannot be standardised; give targets that"
                            + " differ, or set standardise to \"centre\" or \"none\"",
                    e);
        }
        String description = "Linear regression: " + xFile.getFileName() + " and " + yFile.getFileName() + ", "
                + x.numRows + " samples, " + x.numCols + " features, " + standardisation.words();
        return LinearRegression.normalised(x, y.data, features.names(), null, description);
    }

    private static String rows(NumberTable table) {
        return table.rows() + " row(s)" + (table.names().isEmpty() ? "" : " below its header");
    }

    private static Path file(Settings settings, String id, Path base) {
        String given = settings.text(id);
        if (given.isBlank()) {
            throw new InvalidSettingException(id, "names no file; give the path of a CSV or NPY file");
        }
        try {
            return base.resolve(given);
        } catch (InvalidPathException e) {
            throw new InvalidSettingException(
                    id, "is \"" + given + "\", which is no path (" + e.getReason() + "); give the path of a file");
        }
    }

    private static NumberTable read(Path file) throws ProblemException {
        try {
            return NumberTable.read(file);
        } catch (DataException e) {
            throw new ProblemException(e.getMessage(), e);
        }
    }
}
