package org.mirrorflow.theory.optim;

/** What has a weight-decay rate that a schedule sets before each step. */
public interface WeightDecay {

    /** λ from the next step on; 0 before the first call. */
    void setRate(double rate);
}
