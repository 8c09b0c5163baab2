package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.sim.data.NumberTable;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * Linear regression on data that come with the lab, on some of their rows, with or without quadratic terms, handed on
 * as Z = X/√n and y = Y/√n.
 *
 * <p>Quadratic terms are products of the features after these are centred or standardised; the products are then
 * centred or standardised themselves. There is no intercept: centring stands for one. The seed decides which rows are
 * taken when they are chosen at random, and nothing else.
 */
public final class RegressionOnSampleData implements ProblemFamily {

    private final List<SampleData> dataSets = SampleData.ofQuantities();

    @Override
    public String id() {
        return "regression-data";
    }

    @Override
    public String name() {
        return "Linear regression on real data";
    }

    @Override
    public String formula() {
        return "f(w) = \\frac{1}{2n}\\lVert Xw - Y\\rVert_2^2";
    }

    @Override
    public String summary() {
        return "Data that come with the lab: "
                + dataSets.stream()
                        .map(data -> data.title() + " (" + data.name() + ")")
                        .collect(Collectors.joining("; "))
                + ".";
    }

    @Override
    public String source() {
        return dataSets.stream().map(data -> data.name() + ": " + data.source()).collect(Collectors.joining("; "));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Choice(
                        "data-set",
                        "",
                        "Data set",
                        "Which of the data sets that come with the lab.",
                        false,
                        dataSets.getFirst().name(),
                        dataSets.stream().map(SampleData::name).toList()),
                new Parameter.Whole(
                        "rows", "n", "Rows", "How many rows of the data set are used.", false, 50, 1, 1_000_000),
                new Parameter.Choice(
                        "choose",
                        "",
                        "Chosen",
                        "Whether the first rows are used, or rows drawn at random by the seed, in the file's order.",
                        false,
                        "first",
                        List.of("first", "random")),
                new Parameter.Choice(
                        "terms",
                        "",
                        "Terms",
                        "Whether the features are used alone or with their squares and products in pairs.",
                        false,
                        "quadratic",
                        List.of("linear", "quadratic")),
                Standardisation.parameter(Standardisation.STANDARDISE));
    }

    @Override
    public LinearRegression create(Settings settings, long seed, Path base) {
        SampleData data = dataSets.stream()
                .filter(each -> each.name().equals(settings.text("data-set")))
                .findFirst()
                .orElseThrow();
        NumberTable table = data.table();
        int n = settings.whole("rows");
        if (n > table.rows()) {
            throw new InvalidSettingException(
                    "rows", "is " + n + " but " + data.name() + " has " + table.rows() + " rows; lower it");
        }
        int[] rows = settings.text("choose").equals("random")
                ? new SeededRandom(seed, "rows").subset(n, table.rows())
                : first(n);
        int target = table.names().indexOf(data.target());
        boolean quadratic = settings.text("terms").equals("quadratic");
        Standardisation standardisation = Standardisation.of(settings.text("standardise"));

        List<String> names = new ArrayList<>(table.names());
        names.remove(target);
        DMatrixRMaj x = new DMatrixRMaj(n, names.size());
        DMatrixRMaj y = new DMatrixRMaj(n, 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < table.columns(); j++) {
                double value = table.value(rows[i], j);
                if (j == target) {
                    y.set(i, 0, value);
                } else {
                    x.set(i, j < target ? j : j - 1, value);
                }
            }
        }
        Standardisation.Features features = new Standardisation.Features(x, names);
        standardise(standardisation, features, n);
        if (quadratic) {
            features = Standardisation.quadratic(x, names);
            standardise(standardisation, features, n);
        }
        standardise(standardisation, new Standardisation.Features(y, List.of(data.target())), n);

        String description = data.title() + ": " + n + " of " + table.rows() + " " + data.samples()
                + (settings.text("choose").equals("random") ? " drawn with seed " + seed : "") + ", "
                + features.x().numCols + (quadratic ? " linear and quadratic" : "") + " features, "
                + standardisation.words();
        return LinearRegression.normalised(features.x(), y.data, features.names(), null, description);
    }

    private static int[] first(int n) {
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            rows[i] = i;
        }
        return rows;
    }

    private static void standardise(Standardisation standardisation, Standardisation.Features features, int n) {
        try {
            standardisation.apply(features.x());
        } catch (Standardisation.ConstantColumnException e) {
            throw new InvalidSettingException(
                    "rows",
                    "is " + n + ", and \"" + features.names().get(e.column())
                            + "\" is constant on these rows, so it cannot be standardised; raise rows, choose others,"
                            + " or set standardise to \"centre\" or \"none\"");
        }
    }
}
