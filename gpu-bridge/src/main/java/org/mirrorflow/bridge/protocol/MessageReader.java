package org.mirrorflow.bridge.protocol;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Messages from a stream. A line that is no message costs that line only: after a {@link ProtocolException} the next
 * call goes on with the line that follows. For one thread at a time.
 */
public final class MessageReader<M extends Message> implements Closeable {

    private final InputStream in;
    private final Class<M> expected;
    private final MessageCodec codec = new MessageCodec();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** @param expected the side that speaks on this stream: {@link LabMessage} or {@link WorkerMessage} */
    public MessageReader(InputStream in, Class<M> expected) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.expected = expected;
    }

    /**
     * Waits for the next message. Blank lines are passed over.
     *
     * @return the message, or null when the stream has ended after a whole line
     * @throws ProtocolException if the next line is no message, is too long or is cut off by the end of the stream
     * @throws IOException if the stream fails
     */
    public @Nullable M next() throws IOException {
        while (true) {
            int last = readLine();
            if (last < 0 && line.size() == 0) {
                return null;
            }
            String text = text();
            if (last < 0) {
                throw new ProtocolException(
                        "The stream ended in the middle of a message, after " + line.size() + " bytes; the other side"
                                + " has probably died: " + text.substring(0, Math.min(80, text.length())));
            }
            if (!text.isBlank()) {
                return codec.decode(text, expected);
            }
        }
    }

    /** Fills {@code line}; returns the byte that ended it, or −1 at the end of the stream. */
    private int readLine() throws IOException {
        line.reset();
        long skipped = 0;
        int next = in.read();
        while (next >= 0 && next != '\n') {
            if (line.size() < MessageCodec.LONGEST_LINE) {
                line.write(next);
            } else {
                skipped++;
            }
            next = in.read();
        }
        if (skipped > 0) {
            throw new ProtocolException("A line of " + (line.size() + skipped) + " bytes is over the limit of "
                    + MessageCodec.LONGEST_LINE + " for one message; it was passed over.");
        }
        return next;
    }

    private String text() throws ProtocolException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProtocolException("A line of " + line.size() + " bytes is not UTF-8 text.", e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
