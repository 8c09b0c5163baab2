# The flow of the factors.
START = THETA_0
FLOOR = 1e-6 * np.max(np.abs(START))


def weights_at(t, theta):
    return weights_of(theta)


def rate(t, theta):
    _, gradient = loss_and_gradient(weights_of(theta))
    slope = -pull_back(theta, gradient)
    return slope  #: !decay
    decay = CLOCK.rate(t)  #: decay
    return slope - decay * penalty_gradient(theta) if decay != 0 else slope  #: decay


def error_norm(t, before, after, error):
    """Relative in every factor: the small one of a pair carries the conserved quantity as much as the large one."""
    floor = FLOOR if FLOOR > 0 else 1e-6 * np.max(np.abs(after))
    scale = TOLERANCE * (np.maximum(np.abs(before), np.abs(after)) + floor)
    return float(np.max(np.divide(np.abs(error), scale, out=np.zeros_like(error), where=error != 0)))


