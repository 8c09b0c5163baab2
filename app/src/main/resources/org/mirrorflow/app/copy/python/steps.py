def main():
    np.seterr(all="ignore")
    setting = dict(SETTINGS)  #: changes
    changes = list(CHANGES)  #: changes
    theta = THETA_0.copy()
    w = weights_of(theta)
    loss, gradient = loss_and_gradient(w)
    first_gradient = np.max(np.abs(gradient))
    time, steps, why = 0.0, 0, ""
    while not why:
        while changes and changes[0][0] <= time * (1 + 1e-12):  #: changes
            setting.update(changes.pop(0)[1])  #: changes
        g = gradient  #: !batch !log
        g = log_loss_and_gradient(w)[1]  #: log
        g = loss_and_gradient_on(w, batch_of(steps))  #: batch
        g = pull_back(theta, g)
        length = math.sqrt(g @ g)  #: clip
        if length > GRADIENT_CLIP:  #: clip
            g = g * (GRADIENT_CLIP / length)  #: clip
        h = setting["step-size"]  #: changes
        h = STEP_SIZE  #: !changes
        h = h * ((steps + 1) / WARM_UP if steps < WARM_UP else 1)  #: warm
        h = h * STEP_SCHEDULE.at(float(steps))  #: rated
        theta = step(theta, g, h, time, setting)  #: changes
        theta = step(theta, g, h, time)  #: !changes
        time += h * time_per_step(setting)  #: momentum changes
        time += h * time_per_step()  #: momentum !changes
        time += h  #: !momentum
        steps += 1
        w = weights_of(theta)
        loss, gradient = loss_and_gradient(w)
        if not (np.isfinite(loss) and np.all(np.isfinite(w))):
            why = "diverged"
        else:
            why = ending(time, time, steps, w, loss, gradient, first_gradient, changes)  #: changes
            why = ending(time, time, steps, w, loss, gradient, first_gradient, False)  #: !changes
    finish(why, "t", time, steps, w)


if __name__ == "__main__":
    main()
