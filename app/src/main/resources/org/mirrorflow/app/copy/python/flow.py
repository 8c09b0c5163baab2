class DecayClock:  #: decay
    """The decay, one smooth piece at a time: at the end of a piece the rate is its limit from the left."""  #: decay
  #: decay
    def __init__(self):  #: decay
        self.end = DECAY.next_break(0.0)  #: decay
  #: decay
    def enter(self, t):  #: decay
        before, self.end = self.end, DECAY.next_break(t)  #: decay
        return self.end != before  #: decay
  #: decay
    def within(self, t):  #: decay
        return math.nextafter(self.end, -math.inf) if t >= self.end else t  #: decay
  #: decay
    def rate(self, t):  #: decay
        return DECAY.at(self.within(t))  #: decay
  #: decay
    def slope(self, t):  #: decay
        return DECAY.slope(self.within(t))  #: decay
  #: decay
  #: decay
CLOCK = DecayClock()  #: decay
  #: decay
  #: decay
class StepTooSmall(Exception):
    pass


class StepControl:
    """The proportional-integral rule of Gustafsson (1991), with landing on a given time."""

    def __init__(self, order):
        self.exponent, self.proposal, self.previous = 1 / order, 0.0, 1.0

    def trial(self, t, until):
        left = until - t
        if self.proposal >= left:
            return left
        return 0.5 * left if self.proposal > 0.55 * left else self.proposal

    def accepted(self, h, error):
        e = max(error, 1e-10)
        factor = 0.9 * e ** (-0.7 * self.exponent) * self.previous ** (0.4 * self.exponent)
        proposal = h * min(max(factor, 0.2), 5.0)
        self.proposal = max(self.proposal, proposal) if h < 0.999 * self.proposal else proposal
        self.previous = max(e, 1e-4)

    def rejected(self, t, h, error):
        factor = 0.9 * error ** -self.exponent if 0 < error < math.inf else 0.2
        self.proposal = h * min(max(factor, 0.2), 0.9)
        if not t + self.proposal > t or self.proposal < 1e-300:
            raise StepTooSmall

    def start(self, size, span):
        self.proposal = min(span, 100 / size) if 0 < size < math.inf else span * 1e-6


