package org.mirrorflow.sim.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of a UTF-8 stream that are neither blank nor comments, as bytes without their ends (LF, CRLF or CR). A
 * byte-order mark is passed over.
 */
final class ContentLines {

    private final InputStream in;
    private final String source;
    private final int longest;

    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private boolean started;
    private boolean skipLineFeed;

    private byte[] line = new byte[1 << 12];
    private int length;
    private int number;

    /**
     * @param in the bytes
     * @param source what messages call them
     * @param longest how many bytes one line may have
     */
    ContentLines(InputStream in, String source, int longest) {
        this.in = in;
        this.source = source;
        this.longest = longest;
    }

    /** The bytes of the line last read; only the first {@link #length} count. Overwritten by the next. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** Number of the line last read, from 1, counting all lines; after the last line, how many there are. */
    int number() {
        return number;
    }

    /** Moves to the next line with content; false at the end. */
    boolean next() throws IOException {
        while (nextLine()) {
            int i = 0;
            while (i < length && isBlank(line[i])) {
                i++;
            }
            if (i < length && line[i] != '#') {
                return true;
            }
        }
        return false;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private boolean nextLine() throws IOException {
        length = 0;
        if (!available()) {
            return false;
        }
        if (skipLineFeed) {
            skipLineFeed = false;
            if (buffer[position] == '\n') {
                position++;
                if (!available()) {
                    return false;
                }
            }
        }
        number++;
        while (available()) {
            int end = position;
            while (end < limit && buffer[end] != '\n' && buffer[end] != '\r' && buffer[end] != 0) {
                end++;
            }
            append(end);
            if (end < limit) {
                if (buffer[end] == 0) {
                    throw new DataException(source + ", line " + number
                            + ": found a zero byte, so this is no text file; save the table as CSV in UTF-8");
                }
                skipLineFeed = buffer[end] == '\r';
                position = end + 1;
                return true;
            }
            position = end;
        }
        return true;
    }

    private void append(int end) throws DataException {
        int more = end - position;
        if (length + more > longest) {
            throw new DataException(source + ", line " + number + " is longer than " + longest
                    + " bytes; write one row of the table per line");
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(length + more, 2 * line.length));
        }
        System.arraycopy(buffer, position, line, length, more);
        length += more;
    }

    private boolean available() throws IOException {
        if (!started) {
            started = true;
            limit = in.readNBytes(buffer, 0, buffer.length);
            checkBeginning();
        } else if (position >= limit) {
            limit = in.read(buffer);
            position = 0;
        }
        return position < limit;
    }

    private void checkBeginning() throws DataException {
        if (begins(0xEF, 0xBB, 0xBF)) {
            position = 3;
        } else if (begins(0xFF, 0xFE) || begins(0xFE, 0xFF)) {
            throw new DataException(source + " is written in UTF-16; save it as CSV in UTF-8");
        } else if (begins('P', 'K', 3, 4)) {
            throw new DataException(source + " is a zip archive or a spreadsheet; save the table as CSV");
        } else if (begins(0x1F, 0x8B)) {
            throw new DataException(source + " is compressed by gzip; decompress it first");
        }
    }

    private boolean begins(int... bytes) {
        if (limit < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((buffer[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
