class Integrator:
    """The explicit Runge-Kutta pair of order 5(4) by Dormand and Prince (1980)."""

    A = [
        [],
        [1 / 5],
        [3 / 40, 9 / 40],
        [44 / 45, -56 / 15, 32 / 9],
        [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
        [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
        [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
    ]
    ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40]
    TIMES = [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1]

    def __init__(self):
        self.control, self.first = StepControl(5), None

    def restart(self):
        self.first = None

    def step(self, t, y, until):
        """One accepted step: the new time and the new state."""
        if self.first is None:
            self.first = rate(t, y)
        if self.control.proposal == 0:
            self.control.start(error_norm(t, y, y, self.first), until - t)
        while True:
            h = self.control.trial(t, until)
            end = until if h == until - t else t + h
            k = [self.first]
            for stage in range(1, 7):
                following = y.copy()
                for c, slope in zip(self.A[stage], k):
                    if c != 0:
                        following += h * c * slope
                k.append(rate(end if self.TIMES[stage] == 1 else t + self.TIMES[stage] * h, following))
            error = h * sum(c * slope for c, slope in zip(self.ERROR, k))
            size = error_norm(end, y, following, error)
            if size <= 1:
                self.control.accepted(h, size)
                self.first = k[6]
                return end, following
            self.control.rejected(t, h, size)


