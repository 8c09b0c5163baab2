package org.mirrorflow.app.chart;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;

/** The clock that all panes share: flow time t or loss-normalised time s, each on a logarithmic or a linear axis. */
public enum Clock {
    /** Flow time on a logarithmic axis, also where t is beyond every double. */
    LOG_TIME("log", "\\log t", "logarithmic time"),
    /** Flow time on a linear axis. */
    TIME("linear", "t", "linear time"),
    /** Normalised time on a logarithmic axis. */
    LOG_NORMALISED("log-s", "\\log s", "logarithmic loss-normalised time s = ∫ f dt"),
    /** Normalised time on a linear axis. */
    NORMALISED("s", "s", "loss-normalised time s = ∫ f dt");

    private final String id;
    private final String symbol;
    private final String label;

    Clock(String id, String symbol, String label) {
        this.id = id;
        this.symbol = symbol;
        this.label = label;
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
        return letter().equals("t") ? instant.time() : instant.normalisedTime();
    }

    /** The same, or its logarithm where the axis is logarithmic; finite also for a flow time beyond every double. */
    public double uniform(Clocks instant) {
        return switch (this) {
            case LOG_TIME -> instant.logTime();
            case LOG_NORMALISED -> Math.log(instant.normalisedTime());
            case TIME, NORMALISED -> value(instant);
        };
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
