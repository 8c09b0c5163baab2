package org.mirrorflow.sim.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One reading of one CSV stream into a {@link NumberTable}; holds the numbers and one line of text at a time. */
final class CsvReader {

    private static final int LONGEST_LINE = 1 << 26;
    private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "#n/a", "null", "none", "?", "-", ".");
    private static final Set<String> INFINITE = Set.of("inf", "infinity", "1.#inf", "∞");

    private final ContentLines lines;
    private final String source;
    private final int largest;

    /** Separates fields; a blank stands for any run of blanks and tabs. */
    private byte delimiter;

    /** The line in hand and where its fields lie, quotes and blanks around them left out. */
    private byte[] line = new byte[0];

    private int lineNumber;
    private int fields;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private boolean[] quoted = new boolean[64];

    private List<String> names = List.of();
    private int columns;
    private int firstLine;
    private double[] values = new double[1 << 10];
    private int count;

    /**
     * @param in the bytes
     * @param source what messages call them
     * @param largest how many numbers are read at most
     */
    CsvReader(InputStream in, String source, int largest) {
        this.lines = new ContentLines(in, source, LONGEST_LINE);
        this.source = source;
        this.largest = largest;
    }

    NumberTable read() throws IOException {
        if (!lines.next()) {
            throw new DataException(
                    lines.number() == 0
                            ? source + " is empty; it needs at least one line of numbers"
                            : source + " holds no data: its " + lines.number()
                                    + " line(s) are blank or comments; it needs at least one line of numbers");
        }
        byte[] first = Arrays.copyOf(lines.bytes(), lines.length());
        int firstNumber = lines.number();
        boolean more = lines.next();
        delimiter = findDelimiter(first, first.length, lines.bytes(), more ? lines.length() : 0);

        boolean secondQuoted = false;
        if (more) {
            split(lines.bytes(), lines.length(), lines.number());
            secondQuoted = anyQuoted();
        }
        split(first, first.length, firstNumber);
        columns = fields;
        firstLine = firstNumber;
        if (isHeader(more && !secondQuoted)) {
            names = header();
            if (!more) {
                throw new DataException(
                        source + " has a header in line " + firstNumber + " but no numbers; add rows below it");
            }
        } else {
            addRow();
        }
        for (; more; more = lines.next()) {
            split(lines.bytes(), lines.length(), lines.number());
            addRow();
        }
        return new NumberTable(source, names, count / columns, columns, Arrays.copyOf(values, count));
    }

    /**
     * The first of semicolon, tab and comma that stands equally often, and at least once, in the first two lines; then
     * the first that stands in the first; then blanks. Semicolons come first because where they separate fields,
     * commas are decimal.
     */
    private static byte findDelimiter(byte[] first, int firstLength, byte[] second, int secondLength) {
        byte[] candidates = {';', '\t', ','};
        for (byte candidate : candidates) {
            int n = occurrences(candidate, first, firstLength);
            if (n > 0 && (secondLength == 0 || n == occurrences(candidate, second, secondLength))) {
                return candidate;
            }
        }
        for (byte candidate : candidates) {
            if (occurrences(candidate, first, firstLength) > 0) {
                return candidate;
            }
        }
        return ' ';
    }

    private static int occurrences(byte wanted, byte[] line, int length) {
        int n = 0;
        boolean inQuotes = false;
        for (int i = 0; i < length; i++) {
            if (line[i] == '"') {
                inQuotes = !inQuotes;
            } else if (line[i] == wanted && !inQuotes) {
                n++;
            }
        }
        return n;
    }

    private boolean isDelimiter(byte b) {
        return delimiter == ' ' ? ContentLines.isBlank(b) : b == delimiter;
    }

    /** Finds the fields of a line. */
    private void split(byte[] bytes, int length, int number) throws DataException {
        line = bytes;
        lineNumber = number;
        fields = 0;
        int i = 0;
        while (true) {
            while (i < length && ContentLines.isBlank(bytes[i]) && (delimiter == ' ' || bytes[i] != delimiter)) {
                i++;
            }
            if (delimiter == ' ' && i == length && fields > 0) {
                return;
            }
            if (i < length && bytes[i] == '"') {
                i = quotedField(i, length);
            } else {
                int start = i;
                while (i < length && !isDelimiter(bytes[i])) {
                    i++;
                }
                int end = i;
                while (end > start && ContentLines.isBlank(bytes[end - 1])) {
                    end--;
                }
                addField(start, end, false);
            }
            if (i >= length) {
                return;
            }
            i++;
        }
    }

    /** Takes the quoted field that opens at {@code open}; gives the place of the delimiter after it. */
    private int quotedField(int open, int length) throws DataException {
        int i = open + 1;
        while (i < length && (line[i] != '"' || (i + 1 < length && line[i + 1] == '"'))) {
            i += line[i] == '"' ? 2 : 1;
        }
        if (i >= length) {
            throw new DataException(place(fields) + ": the quote that opens here is not closed on this line; close it");
        }
        addField(open + 1, i, true);
        i++;
        int after = i;
        while (i < length && !isDelimiter(line[i])) {
            if (!ContentLines.isBlank(line[i])) {
                throw new DataException(place(fields - 1) + ": found \""
                        + new String(line, after, Math.min(length - after, 20), StandardCharsets.UTF_8).strip()
                        + "\" after a closing quote; write a quote within quotes twice, or remove the quotes");
            }
            i++;
        }
        return i;
    }

    private void addField(int start, int end, boolean inQuotes) {
        if (fields == starts.length) {
            starts = Arrays.copyOf(starts, 2 * fields);
            ends = Arrays.copyOf(ends, 2 * fields);
            quoted = Arrays.copyOf(quoted, 2 * fields);
        }
        starts[fields] = start;
        ends[fields] = end;
        quoted[fields] = inQuotes;
        fields++;
    }

    private String text(int field) {
        String raw = new String(line, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8);
        return quoted[field] ? raw.replace("\"\"", "\"").strip() : raw;
    }

    private double number(int field) {
        int start = starts[field];
        int end = ends[field];
        while (start < end && ContentLines.isBlank(line[start])) {
            start++;
        }
        while (end > start && ContentLines.isBlank(line[end - 1])) {
            end--;
        }
        return DecimalNumber.parse(line, start, end);
    }

    private boolean anyQuoted() {
        for (int field = 0; field < fields; field++) {
            if (quoted[field]) {
                return true;
            }
        }
        return false;
    }

    private boolean isHeader(boolean nextIsBare) {
        boolean allQuoted = true;
        boolean anyNumber = false;
        boolean anyName = false;
        for (int field = 0; field < fields; field++) {
            allQuoted &= quoted[field];
            anyNumber |= !Double.isNaN(number(field));
            String word = text(field).toLowerCase(Locale.ROOT);
            anyName |= !MISSING.contains(word) && !INFINITE.contains(word) && !isDecimalComma(word);
        }
        return (allQuoted && nextIsBare) || (anyName && !anyNumber);
    }

    private List<String> header() throws DataException {
        List<String> header = new ArrayList<>(fields);
        for (int field = 0; field < fields; field++) {
            String name = text(field);
            if (name.isEmpty()) {
                throw new DataException(source + ", line " + lineNumber + ": column " + (field + 1)
                        + " has no name in the header, as when a program wrote its row numbers there; remove that"
                        + " column or name it");
            }
            header.add(name);
        }
        return header;
    }

    private void addRow() throws DataException {
        if (fields != columns) {
            throw new DataException(source + ", line " + lineNumber + ": found " + fields + " field(s) where line "
                    + firstLine + " has " + columns + " (separated by " + delimiterName()
                    + "); give every line the same number of fields");
        }
        if (count + fields > largest) {
            throw new DataException(source + ", line " + lineNumber + ": the table has more than " + largest
                    + " numbers, which is the limit; keep fewer rows or columns");
        }
        if (count + fields > values.length) {
            values = Arrays.copyOf(values, Math.max(count + fields, 2 * values.length));
        }
        for (int field = 0; field < fields; field++) {
            double x = number(field);
            if (!(Math.abs(x) <= Double.MAX_VALUE)) {
                throw new DataException(complaint(field, x));
            }
            values[count++] = x;
        }
    }

    private String delimiterName() {
        return switch (delimiter) {
            case ';' -> "semicolons";
            case '\t' -> "tabs";
            case ',' -> "commas";
            default -> "blanks";
        };
    }

    private String place(int field) {
        return source + ", line " + lineNumber + ", " + NumberTable.columnLabel(field, names);
    }

    private static boolean isDecimalComma(String text) {
        return text.matches("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");
    }

    /** Why a field, which reads as {@code x}, is no finite number. */
    private String complaint(int field, double x) {
        String text = text(field);
        String word = text.toLowerCase(Locale.ROOT).replaceFirst("^[+-](?=.)", "");
        String found = place(field) + ": found "
                + (text.isEmpty()
                        ? "an empty field"
                        : "\"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\"");
        if (Double.isInfinite(x) || INFINITE.contains(word)) {
            return found
                    + ", which is no finite number; numbers up to 1.8e308 are allowed, so correct it or remove this"
                    + " line";
        }
        if (MISSING.contains(word)) {
            return found + ", a missing value, which is not allowed; fill it in or remove this line";
        }
        if (isDecimalComma(text)) {
            return found + ", a number with a decimal comma; write a decimal point instead";
        }
        if (lineNumber == firstLine) {
            return found + " where a number is needed; if this line is a header, none of its names may be a number,"
                    + " otherwise correct the field or remove this column";
        }
        return found + " where a number is needed; correct it, or remove this column if it holds words";
    }
}
