def shape_at(shape, x):
    if shape == "constant":
        return 1.0
    if shape == "exponential":
        return math.exp(-x)
    if shape == "harmonic":
        return 1 / (1 + x)
    if shape == "inverse-square":
        return 1 / ((1 + x) * (1 + x))
    if shape == "cosine":
        return 0.0 if x >= 1 else 0.5 * (1 + math.cos(math.pi * x))
    return max(0.0, 1 - x)  # linear


def shape_slope(shape, x):
    if shape == "constant":
        return 0.0
    if shape == "exponential":
        return -math.exp(-x)
    if shape == "harmonic":
        return -1 / ((1 + x) * (1 + x))
    if shape == "inverse-square":
        return -2 / ((1 + x) * (1 + x) * (1 + x))
    if shape == "cosine":
        return 0.0 if x >= 1 else -0.5 * math.pi * math.sin(math.pi * x)
    return 0.0 if x >= 1 else -1.0  # linear


def shape_integral(shape, x):
    if shape == "constant":
        return x
    if shape == "exponential":
        return -math.expm1(-x)
    if shape == "harmonic":
        return math.log1p(x)
    if shape == "inverse-square":
        return x / (1 + x)
    if shape == "cosine":
        return 0.5 if x >= 1 else 0.5 * (x + math.sin(math.pi * x) / math.pi)
    return 0.5 if x >= 1 else x * (1 - 0.5 * x)  # linear


class Rate:
    """value * shape((t - start) / scale) from start to stop, and 0 outside."""

    def __init__(self, shape, value, scale, start, stop):
        self.shape, self.value, self.scale, self.start, self.stop = shape, value, scale, start, stop

    def at(self, t):
        inside = self.start <= t < self.stop
        return self.value * shape_at(self.shape, (t - self.start) / self.scale) if inside else 0.0

    def slope(self, t):
        inside = self.start <= t < self.stop
        return self.value / self.scale * shape_slope(self.shape, (t - self.start) / self.scale) if inside else 0.0

    def dose(self, t):
        """The integral from 0 to t."""
        end = min(t, self.stop)
        return 0.0 if end <= self.start else self.value * self.scale * shape_integral(
            self.shape, (end - self.start) / self.scale)

    def total_dose(self):
        if self.value == 0 or self.start == self.stop:
            return 0.0
        if self.stop < math.inf:
            return self.dose(self.stop)
        if self.shape in ("constant", "harmonic"):
            return math.inf
        half = 0.5 if self.shape in ("cosine", "linear") else 1.0
        return half * self.value * self.scale

    def next_break(self, t):
        """The first time after t at which the rate or its slope jumps."""
        found = [self.start] if t < self.start else []
        if self.shape in ("cosine", "linear") and t < self.start + self.scale:
            found.append(self.start + self.scale)
        if t < self.stop:
            found.append(self.stop)
        return min(found, default=math.inf)


class Spliced:
    """One schedule before a time, and another from then on; the dose goes on from what it was."""

    def __init__(self, before, time, after):
        self.before, self.time, self.after = before, time, after

    def at(self, t):
        return (self.before if t < self.time else self.after).at(t)

    def slope(self, t):
        return (self.before if t < self.time else self.after).slope(t)

    def dose(self, t):
        if t <= self.time:
            return self.before.dose(t)
        return self.before.dose(self.time) + (self.after.dose(t) - self.after.dose(self.time))

    def total_dose(self):
        total = self.after.total_dose()
        return total if total == math.inf else self.before.dose(self.time) + (total - self.after.dose(self.time))

    def next_break(self, t):
        return min(self.time, self.before.next_break(t)) if t < self.time else self.after.next_break(t)
  #: decay
  #: decay
def decay_pending(time):  #: decay
    """Whether so much decay is still to come that the weights will move again, however small the loss is now."""  #: decay
    total = DECAY.total_dose()  #: decay
    return total < math.inf and total - DECAY.dose(time) > 1e-9  #: decay
