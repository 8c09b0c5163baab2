package org.mirrorflow.bridge.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MessageCodecTest {

    private final MessageCodec codec = new MessageCodec();

    static Stream<Message> everyMessage() {
        ObjectNode specification = JsonNodeFactory.instance.objectNode();
        specification.putObject("model").put("kind", "resnet-20").put("width", 16);
        specification.put("note", "two\nlines, \"quoted\", \u2028 and ∇R*");
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", 0.1 + 0.2);
        values.put("accuracy", 1.0);
        values.put("tiny", Double.MIN_VALUE);
        values.put("margin", Double.NaN);
        values.put("norm", Double.POSITIVE_INFINITY);
        values.put("log", Double.NEGATIVE_INFINITY);
        values.put("zero", -0.0);
        return Stream.of(
                new Message.Hello("mirrorflow-lab", "0.1.0"),
                new LabMessage.Describe(),
                new LabMessage.Start("r1", specification, null, null, 0),
                new LabMessage.Start("r1", specification, "runs/r1/400.pt", "runs/r1", 100),
                new LabMessage.Checkpoint("r1"),
                new LabMessage.Snapshot("r1"),
                new LabMessage.Pause("r1"),
                new LabMessage.Resume("r1"),
                new LabMessage.Stop("r1"),
                new LabMessage.Set("r1", "optimizer.step-size", new DoubleNode(1e-3)),
                new LabMessage.Set("r1", "schedule", new TextNode("cosine")),
                new LabMessage.Set("r1", "augment", BooleanNode.TRUE),
                new WorkerMessage.Described(
                        List.of(
                                new WorkerMessage.Device("cuda:0", "NVIDIA H200", 150_000_000_000L),
                                new WorkerMessage.Device("cpu", "CPU", 0)),
                        List.of("resnet-20"),
                        List.of(),
                        List.of("sgd", "horst")),
                new WorkerMessage.Started("r1", "cuda:0", 269_722, 0, 4000, specification),
                new WorkerMessage.Metrics("r1", Long.MAX_VALUE, 12.5, values),
                new WorkerMessage.Checkpointed("r1", 400, "runs/r1/400.pt"),
                new WorkerMessage.Heartbeat(0.25),
                new WorkerMessage.Finished("r1", 400, WorkerMessage.Finished.DONE),
                new WorkerMessage.Refused("r1", "optimizer.kind cannot change in a run."),
                new WorkerMessage.Standing("r1", WorkerMessage.Standing.RUNNING, 7, 4000, 88.5),
                new WorkerMessage.Failed(null, "No device has 4 GB free.", "Choose a smaller batch."),
                new WorkerMessage.Failed("r1", "The loss is NaN at step 7.", "Lower the step size."));
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void aMessageSurvivesItsLine(Message message) throws ProtocolException {
        String line = line(message);

        assertEquals(message, codec.decode(line, Message.class));
        assertFalse(line.contains("\n") || line.contains("\r"), "a line break inside a line: " + line);
    }

    @Test
    void theCasesHoldEveryType() {
        Set<String> tried = everyMessage()
                .map(message -> message.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(leaves(Message.class).collect(Collectors.toCollection(TreeSet::new)), tried);
    }

    private static Stream<String> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(MessageCodecTest::leaves)
                : Stream.of(type.getSimpleName());
    }

    @Test
    void theWireFormIsTheOneOnRecord() throws ProtocolException {
        assertEquals("""
                {"v":2,"type":"metrics","run":"r1","step":3,"time":0.5,"values":{"loss":0.25,"margin":"NaN"}}""", line(new WorkerMessage.Metrics("r1", 3, 0.5, ordered("loss", 0.25, "margin", Double.NaN))));
        assertEquals("""
                {"v":2,"type":"start","run":"r1","specification":{},"checkpoint":null,"folder":null,"every":0}""", line(new LabMessage.Start("r1", JsonNodeFactory.instance.objectNode(), null, null, 0)));
    }

    @Test
    void aFieldOfALaterReleaseIsSkipped() throws ProtocolException {
        assertEquals(
                new LabMessage.Pause("r1"),
                codec.decode("{\"type\":\"pause\",\"since\":[1,2],\"run\":\"r1\",\"v\":2}", Message.class));
    }

    @Test
    void anAbsentOptionalFieldIsNull() throws ProtocolException {
        assertEquals(
                new WorkerMessage.Failed(null, "p", "a"),
                codec.decode("{\"v\":2,\"type\":\"failed\",\"problem\":\"p\",\"advice\":\"a\"}", Message.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"v\":2,\"type\":\"pause\",\"run\"          | not JSON",
                "warning: libtorch says hello                 | not JSON",
                "{\"v\":2,\"type\":\"describe\"} {}           | not JSON",
                "{\"v\":2,\"v\":2,\"type\":\"describe\"}      | not JSON",
                "[1,2]                                        | JSON object",
                "null                                         | JSON object",
                "{\"type\":\"describe\"}                      | no version",
                "{\"v\":1,\"type\":\"describe\"}              | version 1",
                "{\"v\":\"1\",\"type\":\"describe\"}          | version \"1\"",
                "{\"v\":2}                                    | no type",
                "{\"v\":2,\"type\":\"dance\"}                 | unknown type \"dance\"; known types: checkpoint, checkpointed, describe",
                "{\"v\":2,\"type\":7}                         | unknown type 7",
                "{\"v\":2,\"type\":\"pause\"}                 | field run is missing",
                "{\"v\":2,\"type\":\"pause\",\"run\":null}    | field run is missing",
                "{\"v\":2,\"type\":\"pause\",\"run\":\" \"}   | field run must not be blank",
                "{\"v\":2,\"type\":\"pause\",\"run\":5}       | field run is missing or is no text",
                "{\"v\":2,\"type\":\"heartbeat\"}             | field uptime is missing or is no number",
                "{\"v\":2,\"type\":\"heartbeat\",\"uptime\":\"soon\"} | field uptime is missing or is no number",
                "{\"v\":2,\"type\":\"heartbeat\",\"uptime\":\"5\"} | field uptime is missing or is no number",
                "{\"v\":2,\"type\":\"heartbeat\",\"uptime\":\"NaN\"} | uptime must be a finite number",
                "{\"v\":2,\"type\":\"heartbeat\",\"uptime\":NaN} | not JSON",
                "{\"v\":2,\"type\":\"finished\",\"run\":\"r\",\"step\":1.5,\"outcome\":\"o\"} | field step is missing or is no whole number",
                "{\"v\":2,\"type\":\"finished\",\"run\":\"r\",\"step\":-1,\"outcome\":\"o\"} | step must be a whole number ≥ 0, got -1",
                "{\"v\":2,\"type\":\"metrics\",\"run\":\"r\",\"step\":1,\"time\":1,\"values\":{\"loss\":null}} | values.loss is missing",
                "{\"v\":2,\"type\":\"metrics\",\"run\":\"r\",\"step\":1,\"time\":1,\"values\":{\"loss\":\"low\"}} | field values.loss is missing or is no number",
                "{\"v\":2,\"type\":\"start\",\"run\":\"r\",\"specification\":[],\"every\":0} | specification must be a JSON object, got array",
                "{\"v\":2,\"type\":\"start\",\"run\":\"r\",\"every\":0} | field specification is missing",
                "{\"v\":2,\"type\":\"set\",\"run\":\"r\",\"path\":\"a.b\",\"value\":{}} | value must be a number, a word",
                "{\"v\":2,\"type\":\"described\",\"devices\":[{\"id\":\"cpu\",\"name\":\"CPU\",\"memory\":-4}],\"models\":[],\"datasets\":[],\"optimizers\":[]} | memory must be a whole number",
            })
    void aLineThatIsNoMessageSaysWhy(String line, String reason) {
        ProtocolException refusal = assertThrows(ProtocolException.class, () -> codec.decode(line, Message.class));

        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(line.substring(0, Math.min(80, line.length()))), refusal.getMessage());
    }

    @Test
    void aMessageFromTheWrongSideIsRefused() throws ProtocolException {
        String pause = line(new LabMessage.Pause("r1"));

        ProtocolException refusal =
                assertThrows(ProtocolException.class, () -> codec.decode(pause, WorkerMessage.class));
        assertTrue(refusal.getMessage().contains("from the lab to the worker"), refusal.getMessage());
        String hello = line(new Message.Hello("a", "1"));
        assertEquals(codec.decode(hello, LabMessage.class), codec.decode(hello, WorkerMessage.class));
    }

    @Test
    void aMessageOverTheLimitIsNotWritten() {
        LabMessage.Stop huge = new LabMessage.Stop("r".repeat(MessageCodec.LONGEST_LINE));

        ProtocolException refusal = assertThrows(ProtocolException.class, () -> codec.encode(huge));
        assertTrue(refusal.getMessage().contains("over the limit of 1048576"), refusal.getMessage());
    }

    @Test
    void aStartKeepsItsOwnSpecification() {
        ObjectNode specification = JsonNodeFactory.instance.objectNode().put("seed", 1);
        LabMessage.Start start = new LabMessage.Start("r1", specification, null, null, 0);

        specification.put("seed", 2);
        ((ObjectNode) start.specification()).put("seed", 3);

        assertEquals(1, start.specification().get("seed").intValue());
    }

    private String line(Message message) throws ProtocolException {
        return new String(codec.encode(message), StandardCharsets.UTF_8);
    }

    private static Map<String, Double> ordered(String a, double x, String b, double y) {
        Map<String, Double> map = new LinkedHashMap<>();
        map.put(a, x);
        map.put(b, y);
        return map;
    }
}
