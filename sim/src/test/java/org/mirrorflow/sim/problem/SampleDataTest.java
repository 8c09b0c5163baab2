package org.mirrorflow.sim.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.sim.data.NumberTable;

/** The data sets that come with the lab. */
final class SampleDataTest {

    private static SampleData named(String name) {
        return SampleData.all().stream()
                .filter(data -> data.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Shapes, class counts and the mean of the first feature, as the data sets' own descriptions give them. */
    @ParameterizedTest
    @CsvSource({
        "iris,150,5,50 50 50,5.84,0.005",
        "wine,178,14,59 71 48,13.0,0.05",
        "breast-cancer,569,31,212 357,14.127,0.0005",
        "digits,1797,65,178 182 177 183 181 182 181 179 174 180,0,0"
    })
    void labelledDataAreTheTablesOfTheLiterature(
            String name, int rows, int columns, String counts, double firstMean, double rounding) {
        SampleData data = named(name);
        NumberTable table = data.table();
        assertEquals(rows, table.rows());
        assertEquals(columns, table.columns());
        assertEquals(columns, new HashSet<>(table.names()).size());
        int[] labels = data.labels(table);
        int[] found = new int[data.classes().size()];
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            found[labels[i]]++;
            sum += table.value(i, 0);
        }
        assertArrayEquals(
                Arrays.stream(counts.split(" ")).mapToInt(Integer::parseInt).toArray(), found);
        assertEquals(firstMean, sum / rows, rounding);
    }

    @Test
    void digitsAreInkedPixelsOfEveryDigit() {
        SampleData digits = named("digits");
        NumberTable table = digits.table();
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), digits.classes());
        double largest = 0;
        for (int i = 0; i < table.rows(); i++) {
            for (int j = 0; j < 64; j++) {
                double ink = table.value(i, j);
                assertTrue(ink >= 0 && ink <= 16 && ink == Math.rint(ink));
                largest = Math.max(largest, ink);
            }
        }
        assertEquals(16, largest);
        // the first image is a zero: an empty corner and an empty middle, ink around it
        assertEquals(0, digits.labels(table)[0]);
        assertEquals(0, table.value(0, table.names().indexOf("pixel_0_0")));
        assertEquals(0, table.value(0, table.names().indexOf("pixel_3_3")));
        assertEquals(13, table.value(0, table.names().indexOf("pixel_0_3")));
    }

    @Test
    void quantitiesAndClassesAreToldApart() {
        assertEquals(
                List.of("diabetes", "alzheimer-proteins", "meat-spectra"),
                SampleData.ofQuantities().stream().map(SampleData::name).toList());
        assertEquals(
                List.of("iris", "wine", "breast-cancer", "digits"),
                SampleData.ofClasses().stream().map(SampleData::name).toList());
        SampleData diabetes = named("diabetes");
        String message = assertThrows(IllegalStateException.class, () -> diabetes.labels(diabetes.table()))
                .getMessage();
        assertTrue(message.contains("progression"), message);
    }
}
