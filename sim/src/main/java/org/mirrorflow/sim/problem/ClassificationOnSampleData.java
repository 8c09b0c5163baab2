package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.sim.data.NumberTable;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;

/**
 * Linear classification of two classes of data that come with the lab: the first is +1, the second −1. Features are
 * divided by the largest of them all in magnitude, so that weights mean the same for every data set; an intercept is a
 * feature that is 1 on every sample. The seed decides nothing.
 */
public final class ClassificationOnSampleData implements ProblemFamily {

    private static final String FIRST = "positive-class";
    private static final String SECOND = "negative-class";

    private final List<SampleData> dataSets = SampleData.ofClasses();

    @Override
    public String id() {
        return "classification-data";
    }

    @Override
    public String name() {
        return "Classification of real data";
    }

    @Override
    public String formula() {
        return "f(w) = \\sum_i \\ell(y_i\\langle w, x_i\\rangle),\\quad y_i = \\pm 1";
    }

    @Override
    public String summary() {
        return "Two classes of data that come with the lab: "
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
        List<String> names = dataSets.stream().map(SampleData::name).toList();
        return List.of(
                new Parameter.Choice(
                        "data-set",
                        "",
                        "Data set",
                        "Which of the data sets that come with the lab.",
                        false,
                        names.contains("digits") ? "digits" : names.getFirst(),
                        names),
                new Parameter.Text(
                        FIRST, "", "Positive class", "Name of the class whose label is +1.", false, "3", false),
                new Parameter.Text(
                        SECOND, "", "Negative class", "Name of the class whose label is -1.", false, "8", false),
                new Parameter.Whole(
                        "rows",
                        "n",
                        "Rows",
                        "How many samples of the two classes are used at most, the first in the file.",
                        false,
                        100,
                        2,
                        1_000_000),
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
    public LinearClassification create(Settings settings, long seed, Path base) {
        SampleData data = dataSets.stream()
                .filter(each -> each.name().equals(settings.text("data-set")))
                .findFirst()
                .orElseThrow();
        int positive = indexOf(data, settings, FIRST);
        int negative = indexOf(data, settings, SECOND);
        if (positive == negative) {
            throw new InvalidSettingException(
                    SECOND, "is \"" + settings.text(SECOND) + "\", which is the positive class too; choose another");
        }
        NumberTable table = data.table();
        int[] labels = data.labels(table);
        int target = table.names().indexOf(data.target());
        int[] chosen = IntStream.range(0, table.rows())
                .filter(i -> labels[i] == positive || labels[i] == negative)
                .limit(settings.whole("rows"))
                .toArray();
        DMatrixRMaj x = new DMatrixRMaj(chosen.length, table.columns() - 1);
        double[] y = new double[chosen.length];
        List<String> names = new ArrayList<>(table.names());
        names.remove(target);
        for (int i = 0; i < chosen.length; i++) {
            y[i] = labels[chosen[i]] == positive ? 1 : -1;
            for (int j = 0; j < table.columns(); j++) {
                if (j != target) {
                    x.set(i, j < target ? j : j - 1, table.value(chosen[i], j));
                }
            }
        }
        Standardisation standardisation = Standardisation.of(settings.text("standardise"));
        try {
            standardisation.apply(x);
        } catch (Standardisation.ConstantColumnException e) {
            throw new InvalidSettingException(
                    "standardise",
                    "is \"standardise\", and \"" + names.get(e.column())
                            + "\" is constant on these rows; use \"centre\" or \"none\"");
        }
        boolean intercept = settings.text("intercept").equals("yes");
        return new LinearClassification(
                signed(x, y, intercept),
                MarginProblem.tail(settings),
                null,
                data.title() + ": " + data.classes().get(positive) + " against "
                        + data.classes().get(negative) + ", " + chosen.length + " " + data.samples() + ", "
                        + x.numCols + " features" + (intercept ? " and an intercept" : "") + ", "
                        + standardisation.words());
    }

    private static int indexOf(SampleData data, Settings settings, String id) {
        int index = data.classes().indexOf(settings.text(id));
        if (index < 0) {
            throw new InvalidSettingException(
                    id,
                    "is \"" + settings.text(id) + "\", which is no class of " + data.name() + "; "
                            + Names.suggest(settings.text(id), data.classes()));
        }
        return index;
    }

    /** Rows yᵢxᵢ with features divided by the largest in magnitude, and yᵢ itself as the intercept's column. */
    static DMatrixRMaj signed(DMatrixRMaj x, double[] y, boolean intercept) {
        double largest = 0;
        for (int k = 0; k < x.getNumElements(); k++) {
            largest = Math.max(largest, Math.abs(x.data[k]));
        }
        DMatrixRMaj rows = new DMatrixRMaj(x.numRows, x.numCols + (intercept ? 1 : 0));
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < x.numCols; j++) {
                rows.set(i, j, largest == 0 ? 0 : y[i] * x.get(i, j) / largest);
            }
            if (intercept) {
                rows.set(i, x.numCols, y[i]);
            }
        }
        return rows;
    }
}
