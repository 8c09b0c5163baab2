package org.mirrorflow.bridge.protocol;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Messages to a stream, each with its line break in one write, then flushed. Threads may share one. */
public final class MessageWriter<M extends Message> implements Closeable {

    private final OutputStream out;
    private final MessageCodec codec = new MessageCodec();

    public MessageWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Sends a message.
     *
     * @throws ProtocolException if the message is too long for one line; nothing was written then
     * @throws IOException if the stream fails
     */
    public void send(M message) throws IOException {
        byte[] text = codec.encode(message);
        byte[] line = new byte[text.length + 1];
        System.arraycopy(text, 0, line, 0, text.length);
        line[text.length] = '\n';
        synchronized (out) {
            out.write(line);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
