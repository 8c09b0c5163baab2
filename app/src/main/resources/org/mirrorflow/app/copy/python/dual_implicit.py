def linearised(t, eta):
    return speed_at(t, eta)


def time_derivative(t, eta):  #: decay
    return -CLOCK.rate(t) * (Z.T @ (Z @ drift_at(t, eta)))  #: decay
  #: decay
  #: decay
def solver(speed, s):
    """Solves with s + Z'Z S, S = diag(speed), by one n x n system."""
    inner = s * np.eye(len(Y)) + (Z * speed) @ Z.T
    if not np.all(np.isfinite(inner)):
        return None

    def solve(b):
        return (b - Z.T @ np.linalg.solve(inner, Z @ (speed * b))) / s

    return solve


