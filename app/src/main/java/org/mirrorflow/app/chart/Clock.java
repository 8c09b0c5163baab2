package org.mirrorflow.app.chart;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;

/** The clock that all panes share: flow time t or loss-normalised time s, each on a logarithmic or a linear axis. */
public enum Clock {
    /** Flow time on a logarithmic axis, also where t is beyond every double. */
    LOG_TIME("log", "\\log t", "logarithmic time", Clocks::time, Clocks::logTime),
    /** Flow time on a linear axis. */
    TIME("linear", "t", "linear time", Clocks::time, Clocks::time),
    /** Normalised time on a logarithmic axis. */
    LOG_NORMALISED(
            "log-s",
            "\\log s",
            "logarithmic loss-normalised time s = ∫ f dt",
            Clocks::normalisedTime,
            instant -> Math.log(instant.normalisedTime())),
    /** Normalised time on a linear axis. */
    NORMALISED("s", "s", "loss-normalised time s = ∫ f dt", Clocks::normalisedTime, Clocks::normalisedTime);

    private final String id;
    private final String symbol;
    private final String label;
    private final ToDoubleFunction<Clocks> value;
    private final ToDoubleFunction<Clocks> uniform;

    Clock(String id, String symbol, String label, ToDoubleFunction<Clocks> value, ToDoubleFunction<Clocks> uniform) {
        this.id = id;
        this.symbol = symbol;
        this.label = label;
        this.value = value;
        this.uniform = uniform;
    }

    /**
     * The clock with that id.
     *
     * @throws InvalidSettingException naming the nearest one
     */
    public static Clock named(String setting, String id) {
        List<String> ids = Arrays.stream(values()).map(Clock::id).toList();
        return Arrays.stream(values())
                .filter(clock -> clock.id.equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidSettingException(setting, "is \"" + id + "\"; " + Names.suggest(id, ids)));
    }

    /** Stable id on the command line. */
    public String id() {
        return id;
    }

    /** What it shows, as TeX. */
    public String symbol() {
        return symbol;
    }

    /** What it shows, in words. */
    public String label() {
        return label;
    }

    /** Whether equal factors are equally long. */
    public boolean logarithmic() {
        return this == LOG_TIME || this == LOG_NORMALISED;
    }

    /** The letter: t or s. */
    String letter() {
        return this == LOG_TIME || this == TIME ? "t" : "s";
    }

    /** What it shows at that moment; infinite for a flow time beyond every double. */
    public double value(Clocks instant) {
        return value.applyAsDouble(instant);
    }

    /** The same, or its logarithm where the axis is logarithmic; finite also for a flow time beyond every double. */
    public double uniform(Clocks instant) {
        return uniform.applyAsDouble(instant);
    }

    /** That moment in words, such as {@code t = 1.25}. */
    public String readOff(Clocks instant) {
        double shown = value(instant);
        return letter() + " = "
                + (letter().equals("t") && Double.isInfinite(shown)
                        ? Numbers.readOffPower(instant.logTime() / Math.log(10))
                        : Numbers.readOff(shown));
    }
}
