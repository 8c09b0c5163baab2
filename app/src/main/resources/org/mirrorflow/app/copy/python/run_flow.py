def grid_time(index):
    """The flow is recorded, and so lands, at equal steps of log t."""
    return FIRST_TIME * 10.0 ** (index / PER_DECADE)


def main():
    np.seterr(all="ignore")
    y = START.copy()
    w = weights_at(0.0, y)
    loss, gradient = loss_and_gradient(w)
    first_gradient = np.max(np.abs(gradient))
    time, carry, steps, grid, why = 0.0, 0.0, 0, 0, ""  #: fine
    time, steps, grid, why = 0.0, 0, 0, ""  #: !fine
    changes = list(CHANGE_TIMES)  #: changes
    integrator = Integrator()
    while not why:
        until = min(STOP_TIME, grid_time(grid))
        while changes and changes[0] <= time * (1 + 1e-12):  #: changes
            changes.pop(0)  #: changes
            integrator.restart()  #: changes
        until = min([until] + changes)  #: changes
        if CLOCK.enter(time):  #: decay
            integrator.restart()  #: decay
        until = min(until, CLOCK.end)  #: decay
        try:
            # Time is kept in two parts, so that steps far below the spacing of doubles at t still count.  #: fine
            left = until - time - carry  #: fine
            h, y = integrator.step(0.0, y, left if left > 0 else math.ulp(until))  #: fine
            if h >= left:  #: fine
                time, carry = until, 0.0  #: fine
            else:  #: fine
                total = time + (h + carry)  #: fine
                time, carry = total, (time - total) + (h + carry)  #: fine
            time, y = integrator.step(time, y, until)  #: !fine
        except StepTooSmall:
            why = "diverged"
            break
        steps += 1
        w = weights_at(time, y)
        loss, gradient = loss_and_gradient(w)
        if not (np.isfinite(loss) and np.all(np.isfinite(w))):
            why = "diverged"
            break
        while time >= grid_time(grid):
            grid += 1
        why = ending(time, time, steps, w, loss, gradient, first_gradient, changes)  #: changes
        why = ending(time, time, steps, w, loss, gradient, first_gradient, False)  #: !changes
    finish(why, "t", time, steps, w)  #: !normalised
    finish(why, "s", time, steps, w)  #: normalised


if __name__ == "__main__":
    main()
