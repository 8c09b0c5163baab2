# The flow of the dual variable.
def rate(t, eta):
    _, gradient = loss_and_gradient(weights_at(t, eta))  #: !log
    _, gradient, _ = log_loss_and_gradient(weights_at(t, eta))  #: log
    return -gradient


def error_norm(t, before, after, error):
    """Measured in the weights, and in the dual variable where a weight passes 0 infinitely fast."""
    w = np.abs(weights_at(t, after))
    delta = speed_at(t, after) * (np.abs(error) + 0.5 * np.spacing(np.abs(after)))
    scale = w + 1e-3 * np.max(w)
    delta = np.where(STEEP > 0, np.abs(error), delta)  #: steep
    scale = np.where(STEEP > 0, np.abs(after) + 1e-3 * np.max(np.abs(after)), scale)  #: steep
    return float(np.max(np.divide(delta, TOLERANCE * scale, out=np.zeros_like(delta), where=delta != 0)))


