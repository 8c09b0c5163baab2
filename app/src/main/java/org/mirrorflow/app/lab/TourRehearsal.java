package org.mirrorflow.app.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Charts;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.tour.Tour;
import org.mirrorflow.app.tour.TourFinding;
import org.mirrorflow.app.tour.TourPlayer;
import org.mirrorflow.app.tour.TourStage;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;

/**
 * Plays a tour from its first step to its last as fast as the machine can, without a window, on the same session and by the
 * same player as the window, and says of each expectation whether it is so.
 */
public final class TourRehearsal {

    private static final long PATIENCE_MINUTES = 2;

    private TourRehearsal() {}

    /**
     * Plays a tour.
     *
     * @return what was found, in order; a step that cannot be played is a finding that is not satisfied
     * @throws InterruptedException when the thread is interrupted
     */
    public static List<TourFinding> play(Tour tour) throws InterruptedException {
        BlockingQueue<LabState> states = new LinkedBlockingQueue<>();
        List<TourFinding> findings = new ArrayList<>();
        try (LabSession session = new LabSession(Presets.all().getFirst(), states::add)) {
            Stage stage = new Stage(session);
            @Nullable TourPlayer[] self = new TourPlayer[1];
            TourPlayer player = new TourPlayer(tour, stage, false, (expectation, found) -> {
                TourPlayer playing = self[0];
                if (playing != null) {
                    findings.add(new TourFinding(
                            playing.index() + 1,
                            playing.step().title(),
                            expectation.text(),
                            found.satisfied(),
                            found.measured()));
                }
            });
            self[0] = player;
            player.start();
            while (true) {
                Optional<String> failure = await(player, stage, states);
                if (failure.isPresent()) {
                    findings.add(
                            new TourFinding(player.index() + 1, player.step().title(), "", false, failure.get()));
                    return findings;
                }
                if (player.canReveal()) {
                    player.reveal();
                } else if (player.isLast()) {
                    return findings;
                } else {
                    player.next();
                }
            }
        }
    }

    /** Waits until the player has nothing left to do; says why that cannot be. */
    private static Optional<String> await(TourPlayer player, Stage stage, BlockingQueue<LabState> states)
            throws InterruptedException {
        while (!player.idle()) {
            LabState state = states.poll(PATIENCE_MINUTES, TimeUnit.MINUTES);
            if (state == null) {
                return Optional.of("the step did not come to its end within " + PATIENCE_MINUTES + " minutes");
            }
            for (LabState newer = states.poll(); newer != null; newer = states.poll()) {
                state = newer;
            }
            if (state.working().isEmpty() && state.failure().isPresent()) {
                return state.failure().map(LabState.Failure::sentence);
            }
            player.hear(TourDesk.moment(state));
            Optional<String> empty = stage.emptyChart(state);
            if (empty.isPresent()) {
                return empty;
            }
        }
        return Optional.empty();
    }

    /** A session without a page. */
    private static final class Stage implements TourStage {

        private final LabSession session;
        private List<String> wanted = List.of();
        private long seed = Presets.all().getFirst().specification().seed();

        Stage(LabSession session) {
            this.session = session;
        }

        @Override
        public void open(Preset preset) {
            seed = preset.specification().seed();
            session.open(preset);
        }

        @Override
        public void set(String path, Object value) {
            if (path.equals("seed") && value instanceof Number number) {
                seed = number.longValue();
            }
            session.edit(path, value);
        }

        @Override
        public void rewind() {
            session.rewind();
        }

        @Override
        public void show(List<String> charts) {
            wanted = charts;
        }

        /** A chart that was asked for and has nothing to show. */
        Optional<String> emptyChart(LabState state) {
            if (state.live().isEmpty()) {
                return Optional.empty();
            }
            List<String> asked = wanted;
            wanted = List.of();
            return asked.stream()
                    .filter(id -> !Charts.get(id).applies(state.live().get().view()))
                    .findFirst()
                    .map(id -> "the chart " + id + " has nothing to show of this run");
        }

        @Override
        public void clock(Clock clock) {}

        @Override
        public void speed(int samples) {
            session.setSpeed(samples);
        }

        @Override
        public void play() {
            session.play();
        }

        @Override
        public void pause() {
            session.pause();
        }

        @Override
        public void runToEnd() {
            session.runToEnd();
        }

        @Override
        public void step(int samples) {
            session.step(samples);
        }

        @Override
        public void look(double logTime) {
            session.seekLogTime(logTime);
        }

        @Override
        public void pin() {
            session.pin();
        }

        @Override
        public long mark() {
            // Setting the seed to what it is changes nothing, and is answered in order.
            return session.edit("seed", seed);
        }
    }
}
