package org.mirrorflow.sim.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;

/** Regression on the user's files and on the data that come with the lab. */
final class RegressionDataTest {

    private static final RegressionFromFiles FILES = new RegressionFromFiles();
    private static final RegressionOnSampleData SAMPLES = new RegressionOnSampleData();

    @TempDir
    Path base;

    private LinearRegression files(String x, String y, Map<String, String> more) throws IOException, ProblemException {
        Files.writeString(base.resolve("x.csv"), x);
        Files.writeString(base.resolve("y.csv"), y);
        Map<String, String> given = new HashMap<>(more);
        given.put("x-file", "x.csv");
        given.put("y-file", "y.csv");
        return FILES.create(Settings.of(FILES.parameters(), given), 0, base);
    }

    private static LinearRegression samples(long seed, Map<String, ?> given) {
        return SAMPLES.create(Settings.of(SAMPLES.parameters(), given), seed, Path.of(""));
    }

    @Test
    void filesEnterByRowsDividedByTheRootOfTheirNumber() throws Exception {
        LinearRegression problem = files("a,b\n2,4\n6,8\n1,1\n3,5\n", "1\n2\n3\n4\n", Map.of());
        assertArrayEquals(new double[] {1, 2, 3, 4, 0.5, 0.5, 1.5, 2.5}, problem.design().data);
        assertArrayEquals(new double[] {0.5, 1, 1.5, 2}, problem.targets());
        assertEquals("b", problem.featureName(1));
        assertTrue(problem.planted().isEmpty());
        // At w = 0: (1 + 4 + 9 + 16) / (2 · 4).
        assertEquals(3.75, problem.loss(new double[2]));
    }

    @Test
    void centringGivesTheWeightsOfAFitWithAnIntercept() throws Exception {
        // Y = 7 + 2a − b exactly.
        LinearRegression problem =
                files("a,b\n1,2\n4,1\n3,3\n9,5\n", "7\n14\n10\n20\n", Map.of("standardise", "centre"));
        assertEquals(0.0, problem.loss(new double[] {2, -1}), 1e-28);
    }

    @Test
    void standardisedColumnsHaveMeanZeroAndVarianceOne() throws Exception {
        LinearRegression problem = files("1,200\n2,100\n4,400\n", "5\n1\n2\n", Map.of("standardise", "standardise"));
        DMatrixRMaj z = problem.design();
        for (int j = 0; j < 2; j++) {
            assertEquals(0.0, z.get(0, j) + z.get(1, j) + z.get(2, j), 1e-15);
            assertEquals(1.0, z.get(0, j) * z.get(0, j) + z.get(1, j) * z.get(1, j) + z.get(2, j) * z.get(2, j), 1e-15);
        }
        assertEquals(1.0, Arrays.stream(problem.targets()).map(y -> y * y).sum(), 1e-15);
    }

    @Test
    void faultsOfFilesAreNamed() throws IOException {
        assertContains(
                () -> files("1,2\n3,4\n", "1\n2\n3\n", Map.of()), "x.csv has 2 row(s)", "y.csv has 3 row(s)", "both");
        assertContains(
                () -> files("a,b\n3,4\n", "1\n2\n", Map.of()), "x.csv has 1 row(s) below its header", "y.csv has 2");
        assertContains(() -> files("1,2\n3,4\n", "1,2\n", Map.of()), "y.csv has 2 columns", "need one column");
        assertContains(() -> files("1,2\n3,?\n", "1\n2\n", Map.of()), "x.csv, line 2, column 2", "\"?\"", "fill it in");
        assertContains(
                () -> files("a,b\n1,0.1\n3,0.1\n4,0.1\n", "1\n2\n4\n", Map.of("standardise", "standardise")),
                "x.csv",
                "column 2 (\"b\") are equal",
                "remove it");
        assertContains(
                () -> files("1\n3\n", "2\n2\n", Map.of("standardise", "standardise")),
                "y.csv",
                "all targets are equal");
        assertContains(
                () -> FILES.create(
                        Settings.of(FILES.parameters(), Map.of("x-file", "xx.csv", "y-file", "y.csv")), 0, base),
                "xx.csv does not exist",
                "did you mean \"x.csv\"");
    }

    private interface Creation {
        LinearRegression create() throws IOException, ProblemException;
    }

    private static void assertContains(Creation creation, String... parts) {
        String message = assertThrows(ProblemException.class, creation::create).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "\"" + part + "\" is missing in: " + message);
        }
    }

    @Test
    void noFileIsNamedAsASetting() {
        InvalidSettingException e = assertThrows(
                InvalidSettingException.class,
                () -> FILES.create(Settings.of(FILES.parameters(), Map.of("x-file", "x.csv")), 0, base));
        assertEquals("y-file", e.setting());
        assertTrue(e.getMessage().contains("give the path"), e.getMessage());
    }

    @Test
    void diabetesHasTheSixtyFourFeaturesOfEfronAndOthers() {
        LinearRegression problem = samples(0, Map.of("rows", 442));
        assertEquals(442, problem.samples());
        assertEquals(64, problem.dimension());
        Set<String> names = new HashSet<>();
        for (int j = 0; j < 64; j++) {
            names.add(problem.featureName(j));
        }
        assertEquals(64, names.size());
        assertTrue(names.containsAll(List.of("age", "bmi²", "age·sex")) && !names.contains("sex²"), names.toString());
    }

    @Test
    void diabetesIsTheTableOfTheLiterature() {
        // Least squares on standardised features, times the standard deviation of Y, 77.005 (with 1/n), are the
        // published
        // coefficients of the full model divided by √442: bmi 519.84, s5 751.28, sex −239.82, bp 324.39.
        LinearRegression problem = samples(0, Map.of("rows", 442, "terms", "linear"));
        DMatrixRMaj w = new DMatrixRMaj(10, 1);
        CommonOps_DDRM.solve(problem.design(), new DMatrixRMaj(442, 1, true, problem.targets()), w);
        double scale = 77.00574586945044 * Math.sqrt(442);
        assertEquals(519.84, w.get(2) * scale, 0.02);
        assertEquals(751.28, w.get(8) * scale, 0.02);
        assertEquals(-239.82, w.get(1) * scale, 0.02);
        assertEquals(324.39, w.get(3) * scale, 0.02);
    }

    @ParameterizedTest
    @CsvSource({
        "diabetes,50,quadratic,64,1e-4",
        "alzheimer-proteins,60,linear,127,1e-2",
        "meat-spectra,40,linear,100,1e-7"
    })
    void subsetsAreUnderdeterminedWithFullRankUpToCentring(
            String data, int rows, String terms, int d, double smallest) {
        LinearRegression problem = samples(0, Map.of("data-set", data, "rows", rows, "terms", terms));
        assertEquals(rows, problem.samples());
        assertEquals(d, problem.dimension());
        double[] singular = SingularOps_DDRM.singularValues(problem.design());
        Arrays.sort(singular);
        double largest = singular[singular.length - 1];
        assertTrue(singular[0] < 1e-13 * largest, "centring costs one rank");
        assertTrue(singular[1] > smallest * largest, () -> "smallest but one: " + singular[1] / largest);
    }

    @Test
    void randomRowsComeFromTheWholeTable() {
        LinearRegression one = samples(1, Map.of("choose", "random", "rows", 20, "standardise", "none"));
        LinearRegression two = samples(2, Map.of("choose", "random", "rows", 20, "standardise", "none"));
        LinearRegression first = samples(1, Map.of("rows", 20, "standardise", "none"));
        assertEquals(3, Set.of(one.digest(), two.digest(), first.digest()).size());
        // The first patient is 59 years old; Z is divided by √20.
        assertEquals(59.0, first.design().get(0, 0) * Math.sqrt(20), 1e-12);
    }

    @Test
    void impossibleRowsAreNamed() {
        InvalidSettingException many =
                assertThrows(InvalidSettingException.class, () -> samples(0, Map.of("rows", 443)));
        assertEquals("rows", many.setting());
        assertTrue(many.getMessage().contains("443") && many.getMessage().contains("442"), many.getMessage());
        InvalidSettingException one = assertThrows(InvalidSettingException.class, () -> samples(0, Map.of("rows", 1)));
        assertEquals("rows", one.setting());
        assertTrue(one.getMessage().contains("\"age\" is constant"), one.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"diabetes", "alzheimer-proteins", "meat-spectra", "iris", "wine", "breast-cancer", "digits"})
    void everyDataSetCarriesItsLicenceAndOrigin(String name) throws IOException {
        for (String file : List.of("README.md", "LICENSE.txt")) {
            try (InputStream in = getClass().getResourceAsStream("/org/mirrorflow/assets/data/" + name + "/" + file)) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(text.length() > 500, () -> name + "/" + file);
            }
        }
        assertTrue(SampleData.all().stream().anyMatch(data -> data.name().equals(name)));
    }
}
