package org.mirrorflow.sim.dynamics;

/** Dynamics that follow a discontinuous field by steps of finite size and know how far they may be off for it. */
public interface Chattering {

    /**
     * ‖w_k − w_{k−1}‖∞ of the last step if it crossed or followed a surface of discontinuity, 0 if it did not: the sliding
     * solution lies within about this distance.
     */
    double chatter();
}
