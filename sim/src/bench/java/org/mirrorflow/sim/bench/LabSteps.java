package org.mirrorflow.sim.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.kernel.Kernels;

/**
 * The lab as a contestant: {@code LabSteps dynamics|run FOLDER write|check|MILLISECONDS}, with the bare step of the
 * dynamics, or with everything that a run does besides.
 */
public final class LabSteps {

    /** Features beyond which a run is not started: it begins with the predicted limits, which take minutes there. */
    private static final int LARGEST_RUN = 5000;

    /** On one core the compiler takes its time from the same core, so short measurements begin later. */
    private static final double LEAST_WARM = 1000;

    private LabSteps() {}

    /** Entry point; see the class. */
    public static void main(String[] words) throws Exception {
        boolean whole = words[0].equals("run");
        Path folder = Path.of(words[1]);
        List<Flagships.Case> cases = Flagships.all();
        switch (words[2]) {
            case "write" -> Flagships.writeAll(folder, cases);
            case "check" -> {
                for (Flagships.Case each : cases) {
                    Dynamics dynamics = each.experiment().newDynamics();
                    for (int i = 0; i < 10; i++) {
                        dynamics.advance(Double.POSITIVE_INFINITY);
                    }
                    Flagships.write(folder.resolve(each.name() + ".lab"), List.of(dynamics.state()));
                }
            }
            default -> {
                Kernels.prepare();
                for (Flagships.Case each : cases) {
                    if (!each.name().contains(System.getProperty("case", ""))) {
                        continue;
                    }
                    Runnable step;
                    if (whole && each.sizes()[1] > LARGEST_RUN) {
                        continue;
                    }
                    if (whole) {
                        Run run = Run.start(each.experiment());
                        step = () -> {
                            if (!run.advance()) {
                                throw new IllegalStateException(run.outcome().toString());
                            }
                        };
                    } else {
                        Dynamics dynamics = each.experiment().newDynamics();
                        step = () -> dynamics.advance(Double.POSITIVE_INFINITY);
                    }
                    System.out.printf(Locale.ROOT, "%s %.4f%n", each.name(), least(step, Double.parseDouble(words[2])));
                }
            }
        }
        System.out.flush();
        System.exit(0);
    }

    /** The least time of a step in µs, over stretches of about 0.3 ms. */
    static double least(Runnable step, double milliseconds) {
        // compiled first; it does not count
        int repeats = 1;
        long warm = System.nanoTime() + (long) (Math.max(milliseconds, LEAST_WARM) * 1e6);
        while (System.nanoTime() < warm) {
            long from = System.nanoTime();
            for (int i = 0; i < repeats; i++) {
                step.run();
            }
            repeats = Math.clamp((long) (repeats * 3e5 / Math.max(1, System.nanoTime() - from)), 1, 100_000);
        }
        long end = System.nanoTime() + (long) (milliseconds * 1e6);
        double best = Double.POSITIVE_INFINITY;
        while (System.nanoTime() < end) {
            long from = System.nanoTime();
            for (int i = 0; i < repeats; i++) {
                step.run();
            }
            best = Math.min(best, (double) (System.nanoTime() - from) / repeats);
        }
        return best / 1e3;
    }
}
