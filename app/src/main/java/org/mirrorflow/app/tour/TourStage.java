package org.mirrorflow.app.tour;

import java.util.List;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.sim.experiment.Preset;

/**
 * What a tour is played on: the lab page, or a laboratory without a window. Every wish returns at once; what has become of it
 * is said by a later {@link TourMoment}.
 */
public interface TourStage {

    /** Opens a preset at its start, also the one that is open. */
    void open(Preset preset);

    /** Changes a setting. */
    void set(String path, Object value);

    /** Starts again with the settings as they are. */
    void rewind();

    /** Shows these charts and no others. */
    void show(List<String> charts);

    /** Shows this clock. */
    void clock(Clock clock);

    /** Samples a frame. */
    void speed(int samples);

    /** Lets time run from where one looks. */
    void play();

    /** Stops time. */
    void pause();

    /** Runs everything to its end, as fast as the machine can. */
    void runToEnd();

    /** Moves on by exactly so many samples. */
    void step(int samples);

    /** Looks at the flow time with that logarithm. */
    void look(double logTime);

    /** Keeps a picture of the live run. */
    void pin();

    /** A number that {@link TourMoment#mark} reaches once every wish so far has been carried out. */
    long mark();
}
