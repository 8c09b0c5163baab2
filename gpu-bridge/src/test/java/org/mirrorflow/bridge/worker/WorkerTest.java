package org.mirrorflow.bridge.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorflow.bridge.protocol.LabMessage;
import org.mirrorflow.bridge.protocol.Message;
import org.mirrorflow.bridge.protocol.MessageReader;
import org.mirrorflow.bridge.protocol.MessageWriter;
import org.mirrorflow.bridge.protocol.WorkerMessage;
import org.mirrorflow.bridge.protocol.WorkerMessage.Finished;
import org.mirrorflow.bridge.protocol.WorkerMessage.Standing;
import org.mirrorflow.bridge.training.TrainingFactory;

/** A worker in this process, at the other end of two pipes. */
@Timeout(20)
final class WorkerTest {

    private final List<WorkerMessage> heard = new ArrayList<>();
    private MessageWriter<LabMessage> lab;
    private MessageReader<WorkerMessage> answers;
    private Thread serving;

    private void employ(Optional<TrainingFactory> factory) throws IOException {
        PipedInputStream in = new PipedInputStream(1 << 16);
        PipedOutputStream out = new PipedOutputStream();
        lab = new MessageWriter<>(new PipedOutputStream(in));
        answers = new MessageReader<>(new PipedInputStream(out, 1 << 20), WorkerMessage.class);
        serving = new Thread(() -> new Worker(factory, in, out, 1, 50).serve());
        serving.setDaemon(true);
        serving.start();
    }

    @AfterEach
    void dismiss() throws Exception {
        lab.close();
        serving.join(TimeUnit.SECONDS.toMillis(10));
        assertFalse(serving.isAlive(), "a worker ends with its input");
    }

    private static ObjectNode specification(long steps, long millis) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        return node.put("seed", 7).put("steps", steps).put("millis", millis);
    }

    private <M extends WorkerMessage> M await(Class<M> type, Predicate<M> such) throws IOException {
        while (true) {
            WorkerMessage message = answers.next();
            heard.add(message);
            if (type.isInstance(message) && such.test(type.cast(message))) {
                return type.cast(message);
            }
        }
    }

    private List<Long> steps() {
        return heard.stream()
                .filter(WorkerMessage.Metrics.class::isInstance)
                .map(message -> ((WorkerMessage.Metrics) message).step())
                .toList();
    }

    @Test
    void aRunGoesFromStartToItsBudget(@TempDir Path folder) throws IOException {
        employ(Optional.of(new Descent.Factory()));
        lab.send(new LabMessage.Describe());
        assertEquals(
                List.of("sgd", "adamw", "horst"),
                await(WorkerMessage.Described.class, any -> true).optimizers());
        lab.send(new LabMessage.Start("r", specification(45, 0), null, folder.toString(), 10));
        WorkerMessage.Started started = await(WorkerMessage.Started.class, any -> true);
        assertEquals(45, started.budget());
        assertEquals(
                0.05,
                started.specification().path("optimizer").path("step-size").doubleValue());
        Finished finished = await(Finished.class, any -> true);
        assertEquals(new Finished("r", 45, Finished.DONE), finished);
        assertEquals(Stream.iterate(1L, step -> step + 1).limit(45).toList(), steps());
        assertEquals(
                List.of(10L, 20L, 30L, 40L, 45L),
                heard.stream()
                        .filter(WorkerMessage.Checkpointed.class::isInstance)
                        .map(message -> ((WorkerMessage.Checkpointed) message).step())
                        .toList());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("40.checkpoint", "45.checkpoint"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertEquals(Message.Hello.class, heard.getFirst().getClass());
    }

    @Test
    void itIsHeldChangedAndStopped(@TempDir Path folder) throws IOException {
        employ(Optional.of(new Descent.Factory()));
        lab.send(new LabMessage.Start("r", specification(1_000_000, 1), null, folder.toString(), 0));
        await(WorkerMessage.Metrics.class, metrics -> metrics.step() == 5);
        lab.send(new LabMessage.Pause("r"));
        long at = await(Standing.class, snapshot -> snapshot.state().equals(Standing.PAUSED))
                .step();
        lab.send(new LabMessage.Set("r", "optimizer.step-size", new DoubleNode(0.5)));
        lab.send(new LabMessage.Set("r", "model.kind", new DoubleNode(1)));
        assertTrue(await(WorkerMessage.Refused.class, any -> true).problem().contains("allowed: optimizer.step-size"));
        lab.send(new LabMessage.Checkpoint("r"));
        assertEquals(at, await(WorkerMessage.Checkpointed.class, any -> true).step(), "a held run is saved too");
        heard.clear();
        await(WorkerMessage.Heartbeat.class, any -> true);
        await(WorkerMessage.Heartbeat.class, any -> true);
        assertEquals(List.of(), steps(), "a held run stands still");
        lab.send(new LabMessage.Resume("r"));
        WorkerMessage.Metrics one = await(WorkerMessage.Metrics.class, any -> true);
        WorkerMessage.Metrics two = await(WorkerMessage.Metrics.class, any -> true);
        assertEquals(0.5, two.time() - one.time(), 1e-12, "the step size is the new one");
        lab.send(new LabMessage.Stop("r"));
        long saved = await(WorkerMessage.Checkpointed.class, any -> true).step();
        assertEquals(saved, await(Finished.class, any -> true).step());
    }

    @Test
    void aSecondRunWaitsForTheFirst() throws IOException {
        employ(Optional.of(new Descent.Factory()));
        lab.send(new LabMessage.Start("one", specification(1_000_000, 1), null, null, 0));
        lab.send(new LabMessage.Start("two", specification(3, 0), null, null, 0));
        lab.send(new LabMessage.Start("one", specification(3, 0), null, null, 0));
        assertTrue(await(WorkerMessage.Refused.class, any -> true).problem().contains("stop it first"));
        lab.send(new LabMessage.Snapshot("two"));
        await(
                Standing.class,
                snapshot -> snapshot.run().equals("two") && snapshot.state().equals(Standing.QUEUED));
        lab.send(new LabMessage.Stop("one"));
        assertEquals(Finished.STOPPED, await(Finished.class, any -> true).outcome());
        assertEquals(new Finished("two", 3, Finished.DONE), await(Finished.class, any -> true));
    }

    @Test
    void whatCannotBeIsSaid() throws IOException {
        employ(Optional.of(new Descent.Factory()));
        ObjectNode wrong = specification(3, 0);
        wrong.putObject("optimizer").put("kind", "sdg");
        lab.send(new LabMessage.Start("r", wrong, null, null, 0));
        WorkerMessage.Failed failed = await(WorkerMessage.Failed.class, any -> true);
        assertEquals("optimizer.kind is \"sdg\"; allowed: sgd, adamw, horst.", failed.problem());
        lab.send(new LabMessage.Start("r", specification(3, 0), "/no/such.checkpoint", null, 0));
        assertTrue(await(WorkerMessage.Failed.class, any -> true).problem().contains("/no/such.checkpoint"));
        ObjectNode far = specification(5000, 0);
        far.putObject("optimizer").put("kind", "sgd").put("step-size", 1e3);
        lab.send(new LabMessage.Start("r", far, null, null, 0));
        assertEquals(Finished.DIVERGED, await(Finished.class, any -> true).outcome());
        lab.send(new LabMessage.Pause("nobody"));
        assertTrue(await(WorkerMessage.Refused.class, any -> true).problem().contains("nobody"));
    }

    @Test
    void withoutATrainingCoreItSaysSo() throws IOException {
        employ(Optional.empty());
        lab.send(new LabMessage.Describe());
        assertEquals(
                List.of(), await(WorkerMessage.Described.class, any -> true).models());
        lab.send(new LabMessage.Start("r", specification(3, 0), null, null, 0));
        assertEquals(
                Worker.NO_CORE, await(WorkerMessage.Failed.class, any -> true).problem());
    }
}
