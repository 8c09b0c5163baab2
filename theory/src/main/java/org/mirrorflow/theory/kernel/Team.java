package org.mirrorflow.theory.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The other cores of the machine, for one piece of work at a time. A caller who finds them busy does the work alone: what
 * comes out is the same, as parts write to places of their own.
 */
final class Team {

    /** Work in parts that may be done in any order and at the same time. */
    interface Work {
        /** Does one part. */
        void part(int p);
    }

    static final Team SHARED = new Team(Runtime.getRuntime().availableProcessors() - 1);

    private final Thread[] helpers;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile @Nullable Job job;
    private boolean started;

    /** @param helpers threads besides the caller's, at least 0; started at the first work */
    Team(int helpers) {
        this.helpers = new Thread[helpers];
    }

    /** One call: parts are taken by whoever comes first. */
    private static final class Job {
        final Work work;
        final int parts;
        final AtomicInteger taken = new AtomicInteger();
        final AtomicInteger done = new AtomicInteger();

        Job(int parts, Work work) {
            this.parts = parts;
            this.work = work;
        }

        void help() {
            for (int p = taken.getAndIncrement(); p < parts; p = taken.getAndIncrement()) {
                try {
                    work.part(p);
                } finally {
                    done.incrementAndGet();
                }
            }
        }
    }

    /** Does all parts and returns when they are done. */
    void run(int parts, Work work) {
        if (helpers.length == 0 || !busy.compareAndSet(false, true)) {
            for (int p = 0; p < parts; p++) {
                work.part(p);
            }
            return;
        }
        try {
            Job mine = new Job(parts, work);
            start();
            job = mine;
            for (Thread helper : helpers) {
                LockSupport.unpark(helper);
            }
            mine.help();
            while (mine.done.get() < parts) {
                Thread.onSpinWait();
            }
        } finally {
            job = null;
            busy.set(false);
        }
    }

    private void start() {
        if (started) {
            return;
        }
        started = true;
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Thread(this::serve, "kernel-helper-" + (i + 1));
            helpers[i].setDaemon(true);
            helpers[i].start();
        }
    }

    private void serve() {
        while (true) {
            Job now = job;
            if (now != null) {
                now.help();
            }
            LockSupport.park(this);
        }
    }
}
