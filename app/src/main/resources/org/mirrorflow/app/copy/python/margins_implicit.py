def linearised(s, eta):
    """-J = K S for linear margins under the exponential loss: K = A'(diag(p) - pp')A, S = diag(speed)."""
    shares = log_loss_and_gradient(weights_at(s, eta))[2]
    centred = shares[:, None] * (A - shares @ A)
    return A.T @ centred, np.sqrt(speed_at(s, eta))


def solver(jacobian, shift):
    """Solves with shift + K S in the symmetric variables S^1/2 x, which keep their digits."""
    kernel, root = jacobian
    scaled = np.eye(len(root)) + root[:, None] * kernel * root / shift
    if not np.all(np.isfinite(scaled)):
        return None
    try:
        lower = np.linalg.cholesky(0.5 * (scaled + scaled.T))
    except np.linalg.LinAlgError:
        return None

    def solve(b):
        y = np.linalg.solve(lower.T, np.linalg.solve(lower, root * b / shift))
        return np.where(root > 0, y / root, (b - kernel @ (root * y)) / shift)

    return solve
