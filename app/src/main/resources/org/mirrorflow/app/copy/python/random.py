MASK = (1 << 64) - 1


def mixed(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def batch_of(step):
    """The samples of a step: SplitMix64 (Steele, Lea and Flood 2014), one stream a step."""
    hashed = 0xCBF29CE484222325
    for letter in b"batch":
        hashed = ((hashed ^ letter) * 0x100000001B3) & MASK
    state = mixed(mixed((BATCH_SEED + step + 0x9E3779B97F4A7C15) & MASK) ^ hashed)
    chosen = []
    for _ in range(BATCH):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        chosen.append(int((mixed(state) >> 11) * 2.0**-53 * SAMPLES))
    return np.array(chosen)
