class Integrator:
    """Rodas, a stiffly accurate Rosenbrock method of order 4(3) (Hairer and Wanner 1996, section IV.7)."""

    GAMMA = 0.25
    LAST = [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950]
    A = [
        [],
        [1.544],
        [0.9466785280815826, 0.2557011698983284],
        [3.314825187068521, 2.896124015972201, 0.9986419139977817],
        LAST,
        LAST + [1],
    ]
    C = [
        [],
        [-5.6688],
        [-2.430093356833875, -0.2063599157091915],
        [-0.1073529058151375, -9.594562251023355, -20.47028614809616],
        [7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160],
        [8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054],
    ]
    TIMES = [0, 0.386, 0.21, 0.63, 1, 1]
    D = [0.25, -0.1043, 0.1035, -0.0362, 0, 0]

    def __init__(self):
        self.control = StepControl(4)

    def restart(self):
        pass

    def step(self, t, y, until):
        """One accepted step: the new time and the new state."""
        if self.control.proposal == 0:
            self.control.start(error_norm(t, y, y, rate(t, y)), until - t)
        jacobian = linearised(t, y)
        drift = time_derivative(t, y)  #: decay
        while True:
            h = self.control.trial(t, until)
            end = until if h == until - t else t + h
            solve = solver(jacobian, 1 / (h * self.GAMMA))
            if solve is None:
                self.control.rejected(t, h, math.nan)
                continue
            k = []
            for stage in range(6):
                following = y.copy()
                for c, increment in zip(self.A[stage], k):
                    following += c * increment
                right = rate(end if self.TIMES[stage] == 1 else t + self.TIMES[stage] * h, following)
                right = right + h * self.D[stage] * drift  #: decay
                for c, increment in zip(self.C[stage], k):
                    right = right + c / h * increment
                k.append(solve(right))
            following = following + k[5]
            size = error_norm(end, y, following, k[5])
            if size <= 1:
                self.control.accepted(h, size)
                return end, following
            self.control.rejected(t, h, size)


