# Factors k of weight i are coupled by the curvature of g alone, weights by Z: a solve costs one n x n system.
def linearised(t, theta):
    _, gradient = loss_and_gradient(weights_of(theta))
    return slopes_of(theta), curvatures_of(theta) * gradient[:, None, None], 0.0  #: !decay
    return slopes_of(theta), curvatures_of(theta) * gradient[:, None, None], CLOCK.rate(t)  #: decay


def time_derivative(t, theta):  #: decay
    return -CLOCK.slope(t) * theta  #: decay
  #: decay
  #: decay
def solver(jacobian, s):
    slopes, curvatures, decay = jacobian
    d, k = slopes.shape
    try:
        inverse = np.linalg.inv(curvatures + (s + decay) * np.eye(k))
        reduced = np.einsum("ij,ijl->il", slopes, inverse)
        inner = np.eye(len(Y)) + (Z * np.einsum("il,il->i", reduced, slopes)) @ Z.T
        if not np.all(np.isfinite(inner)):
            return None
        np.linalg.solve(inner, Y)
    except np.linalg.LinAlgError:
        return None

    def solve(b):
        b = b.reshape(k, d).T
        middle = np.linalg.solve(inner, Z @ np.einsum("il,il->i", reduced, b))
        return np.einsum("ijl,il->ij", inverse, b - slopes * (Z.T @ middle)[:, None]).T.ravel()

    return solve


