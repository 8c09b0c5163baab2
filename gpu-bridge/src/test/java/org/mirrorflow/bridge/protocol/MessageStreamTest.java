package org.mirrorflow.bridge.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class MessageStreamTest {

    @Test
    void aHundredThousandMessagesArriveInOrder() throws Exception {
        int count = 100_000;
        try (PipedInputStream in = new PipedInputStream(1 << 16);
                PipedOutputStream out = new PipedOutputStream(in);
                var sender = Executors.newSingleThreadExecutor();
                MessageReader<WorkerMessage> reader = new MessageReader<>(in, WorkerMessage.class)) {
            Future<?> sending = sender.submit(() -> {
                try (MessageWriter<WorkerMessage> writer = new MessageWriter<>(out)) {
                    for (int step = 0; step < count; step++) {
                        writer.send(metrics(step));
                    }
                }
                return null;
            });
            for (int step = 0; step < count; step++) {
                assertEquals(metrics(step), reader.next());
            }
            assertNull(reader.next());
            sending.get();
        }
    }

    private static WorkerMessage metrics(int step) {
        return new WorkerMessage.Metrics("r1", step, step * 1e-3, Map.of("loss", Math.exp(-step * 1e-3)));
    }

    @Test
    void threadsShareAWriterWithoutMixingLines() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MessageWriter<LabMessage> writer = new MessageWriter<>(out);
        List<Future<?>> sending = new ArrayList<>();
        try (var senders = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                String run = "r" + thread;
                sending.add(senders.submit(() -> {
                    for (int i = 0; i < 1000; i++) {
                        writer.send(new LabMessage.Pause(run));
                    }
                    return null;
                }));
            }
        }
        for (Future<?> sent : sending) {
            sent.get();
        }

        MessageReader<LabMessage> reader =
                new MessageReader<>(new ByteArrayInputStream(out.toByteArray()), LabMessage.class);
        for (int i = 0; i < 4000; i++) {
            assertTrue(reader.next() instanceof LabMessage.Pause);
        }
        assertNull(reader.next());
    }

    @Test
    void aCutOffLineIsNotTakenForAMessage() throws IOException {
        MessageReader<LabMessage> reader = reader("{\"v\":2,\"type\":\"describe\"}\n{\"v\":2,\"type\":\"describe\"}");

        assertEquals(new LabMessage.Describe(), reader.next());
        ProtocolException refusal = assertThrows(ProtocolException.class, reader::next);
        assertTrue(refusal.getMessage().contains("ended in the middle of a message"), refusal.getMessage());
        assertNull(reader.next());
    }

    @Test
    void theStreamGoesOnAfterALineThatIsNoMessage() throws IOException {
        String tooLong = "x".repeat(MessageCodec.LONGEST_LINE + 1);
        MessageReader<LabMessage> reader =
                reader("banner of a shell\n\n" + tooLong + "\n \r\n{\"v\":2,\"type\":\"describe\"}\r\n");

        assertThrows(ProtocolException.class, reader::next);
        ProtocolException refusal = assertThrows(ProtocolException.class, reader::next);
        assertTrue(refusal.getMessage().contains("1048577 bytes"), refusal.getMessage());
        assertEquals(new LabMessage.Describe(), reader.next());
        assertNull(reader.next());
    }

    @Test
    void aLineThatIsNotUtf8IsRefused() throws IOException {
        MessageReader<LabMessage> reader = new MessageReader<>(
                new ByteArrayInputStream(new byte[] {(byte) 0xff, (byte) 0xfe, '\n'}), LabMessage.class);

        ProtocolException refusal = assertThrows(ProtocolException.class, reader::next);
        assertTrue(refusal.getMessage().contains("not UTF-8"), refusal.getMessage());
        assertNull(reader.next());
    }

    private static MessageReader<LabMessage> reader(String text) {
        return new MessageReader<>(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), LabMessage.class);
    }
}
