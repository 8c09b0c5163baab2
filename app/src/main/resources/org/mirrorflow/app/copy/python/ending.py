def ending(clock, time, steps, w, loss, gradient, first_gradient, to_come):
    """Why the run is over; empty while it goes on."""
    if not to_come:  #: !decay
    if not to_come and not decay_pending(time):  #: decay
        if STOP_LOSS > 0:
            if log_loss(w) <= math.log(STOP_LOSS):
                return "converged"
        elif loss <= 0 and ATTAINS_INFIMUM:
            return "converged"
        if ATTAINS_INFIMUM and np.max(np.abs(gradient)) <= 1e-10 * first_gradient:
            return "stationary"
    if clock >= STOP_TIME:
        return "time limit"
    if steps >= STOP_STEPS:
        return "step limit"
    return ""


def finish(why, clock, time, steps, w):
    loss, _ = loss_and_gradient(w)
    print(f"{why} after {steps} steps at {clock} = {time!r}")
    print(f"final loss {float(loss)!r}")
    np.save("weights.npy", w)
