package org.mirrorflow.sim.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.experiment.SpecificationException;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/** Sweeps as JSON. */
public final class SweepCodec {

    private static final String FORMAT = "mirrorflow-sweep";
    private static final int VERSION = 1;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private SweepCodec() {}

    /** Whether a text is meant as a sweep. */
    public static boolean isSweep(String text) {
        return text.contains("\"" + FORMAT + "\"");
    }

    /** A sweep as indented JSON. */
    public static String write(Sweep sweep) {
        ObjectNode root = JSON.createObjectNode();
        root.put(FORMAT, VERSION);
        root.put("quantity", sweep.quantity().id());
        root.put("seeds", sweep.seeds());
        ArrayNode axes = root.putArray("axes");
        for (Axis axis : sweep.axes()) {
            ArrayNode values = axes.addObject().put("setting", axis.path()).putArray("values");
            for (Object value : axis.values()) {
                switch (value) {
                    case Long n -> values.add(n);
                    case Number x -> values.add(x.doubleValue());
                    default -> values.add(value.toString());
                }
            }
        }
        root.set("base", SpecificationCodec.toTree(sweep.base()));
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sweep is always writable", e);
        }
    }

    /**
     * Parses a sweep.
     *
     * @param origin what the text is called in messages
     * @throws SpecificationException naming what is wrong
     */
    public static Sweep parse(String text, String origin) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new SpecificationException(
                    origin + ": not valid JSON (" + e.getOriginalMessage() + "); correct it there.", e);
        }
        if (root.path(FORMAT).asInt(0) != VERSION) {
            throw new SpecificationException(
                    origin + ": no sweep; it starts with \"" + FORMAT + "\": " + VERSION + ".");
        }
        Specification base = SpecificationCodec.parse(root.path("base").toString(), origin + ", base");
        try {
            List<Axis> axes = new ArrayList<>();
            for (JsonNode axis : root.path("axes")) {
                List<Object> values = new ArrayList<>();
                axis.path("values")
                        .forEach(value -> values.add(value.isNumber() ? (Object) value.asDouble() : value.asText()));
                axes.add(new Axis(axis.path("setting").asText(), values));
            }
            return new Sweep(
                    base,
                    axes,
                    root.path("seeds").asInt(1),
                    new Quantity(root.path("quantity").asText()));
        } catch (InvalidSettingException e) {
            throw new SpecificationException(origin + ": " + e.setting() + " " + e.problem() + ".", e);
        }
    }
}
