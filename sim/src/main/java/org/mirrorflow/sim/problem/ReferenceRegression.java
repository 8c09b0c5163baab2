package org.mirrorflow.sim.problem;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;

/**
 * Regressions small enough to be solved by hand, f(w) = ½‖Zw − y‖² with Z and y as they stand (not divided by √n). The
 * seed decides nothing.
 *
 * <p>{@code two-equations}: Z = (1, ½, −¼, ¾; ¼, −1, ½, 1), y = (1, ½). Its least ℓ1 interpolator is (10/13, 0, 0, 4/13),
 * of norm 14/13; its least ℓ2 interpolator (0.54003724, 0.11918063, −0.05959032, 0.51396648).
 *
 * <p>{@code three-weights}: Z = (1, ½, −3/10; ⅕, −1, ⅘), y = (1, −½).
 *
 * <p>{@code orthogonal}: Z = I₃, y = (2, 1, ¼): every weight has its own target.
 *
 * <p>{@code scalar}: f(w) = ½(w − 2)².
 */
public final class ReferenceRegression implements ProblemFamily {

    private record Data(String id, String words, double[][] design, double[] targets) {}

    private final List<Data> all = List.of(
            new Data(
                    "two-equations",
                    "two equations in four weights",
                    new double[][] {{1, 0.5, -0.25, 0.75}, {0.25, -1, 0.5, 1}},
                    new double[] {1, 0.5}),
            new Data(
                    "three-weights",
                    "two equations in three weights",
                    new double[][] {{1, 0.5, -0.3}, {0.2, -1, 0.8}},
                    new double[] {1, -0.5}),
            new Data(
                    "orthogonal",
                    "orthogonal design, three weights",
                    new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
                    new double[] {2, 1, 0.25}),
            new Data("scalar", "one weight, one target", new double[][] {{1}}, new double[] {2}));

    @Override
    public String id() {
        return "reference-regression";
    }

    @Override
    public String name() {
        return "Reference regression";
    }

    @Override
    public String formula() {
        return "f(w) = \\frac{1}{2}\\lVert Zw - y\\rVert_2^2";
    }

    @Override
    public String summary() {
        return "Regressions small enough to be solved by hand, whose limits are known to many digits.";
    }

    @Override
    public String source() {
        return "chosen for this laboratory; limits derived and checked";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Choice(
                        "data",
                        "",
                        "Data",
                        "Which regression: two equations in four or in three weights, an orthogonal design, or one weight.",
                        false,
                        all.getFirst().id(),
                        all.stream().map(Data::id).toList()),
                new Parameter.Real(
                        "target-scale",
                        "c",
                        "Target scale",
                        "Factor by which every target is multiplied.",
                        false,
                        1,
                        1e-6,
                        1e6,
                        true));
    }

    @Override
    public LinearRegression create(Settings settings, long seed, Path base) {
        Data data = all.stream()
                .filter(each -> each.id().equals(settings.text("data")))
                .findFirst()
                .orElseThrow();
        double scale = settings.real("target-scale");
        double[] y = Arrays.stream(data.targets).map(target -> scale * target).toArray();
        return new LinearRegression(
                new DMatrixRMaj(data.design),
                y,
                List.of(),
                null,
                "Reference regression: " + data.words + (scale == 1 ? "" : ", targets times " + scale));
    }
}
