package org.mirrorflow.app.cli;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;

/** Claims that come out as a test wants, in the catalogue while the tests of the app run. */
public final class SampleClaims {

    private SampleClaims() {}

    abstract static class Sample implements Claim {

        @Override
        public String name() {
            return "Sample " + id();
        }

        @Override
        public String formula() {
            return "x \\le 1";
        }

        @Override
        public String summary() {
            return "The sample " + id()
                    + " says in one long sentence that a number, which the test has chosen, is small.";
        }

        @Override
        public String source() {
            return "a test";
        }

        @Override
        public Paper paper() {
            return Paper.SIGN_IN;
        }

        @Override
        public String prediction() {
            return "The number is at most 1.";
        }

        @Override
        public boolean quick() {
            return true;
        }

        @Override
        public List<Specification> experiments() {
            return List.of();
        }

        @Override
        public List<Check> checks() {
            return List.of(
                    Check.residual("number", "the chosen number", 1),
                    Check.control("control", "the number without its assumption", 1));
        }
    }

    /** Holds. */
    public static final class Holding extends Sample {
        @Override
        public String id() {
            return "TEST-HOLDS";
        }

        @Override
        public List<Specification> experiments() {
            Specification preset = Presets.get("kernel-or-rich").specification();
            return List.of(preset, preset.with("seed", 99));
        }

        @Override
        public void run(long seed, Trial trial) {
            trial.record("number", 0.25 * seed);
            trial.record("control", 7);
        }
    }

    /** Fails. */
    public static final class Failing extends Sample {
        @Override
        public String id() {
            return "TEST-FAILS";
        }

        @Override
        public void run(long seed, Trial trial) {
            trial.record("number", (double) seed);
            trial.record("control", 7);
        }
    }

    /** Its control does not separate. */
    public static final class Powerless extends Sample {
        @Override
        public String id() {
            return "TEST-POWERLESS";
        }

        @Override
        public boolean quick() {
            return false;
        }

        @Override
        public void run(long seed, Trial trial) {
            trial.record("number", 0);
            trial.record("control", 0);
        }
    }

    /** Throws. */
    public static final class Broken extends Sample {
        @Override
        public String id() {
            return "TEST-BROKEN";
        }

        @Override
        public boolean quick() {
            return false;
        }

        @Override
        public Paper paper() {
            return Paper.HORST;
        }

        @Override
        public void run(long seed, Trial trial) {
            throw new IllegalStateException("this sample breaks");
        }
    }

    /** Goes on until it is stopped. */
    public static final class Endless extends Sample {
        @Override
        public String id() {
            return "TEST-ENDLESS";
        }

        @Override
        public boolean quick() {
            return false;
        }

        @Override
        public void run(long seed, Trial trial) {
            while (true) {
                trial.checkpoint();
                LockSupport.parkNanos(1_000_000);
            }
        }
    }
}
