"""The flagship steps in NumPy: steps_numpy.py FOLDER check|MILLISECONDS, as steps.cpp."""
import os
import sys
import time

import numpy as np


def diagonal(x, n, d, depth, _, eta):
    z, y, theta = x[: n * d].reshape(n, d), x[n * d : n * d + n], x[n * d + n :]
    u, v = theta[:d], theta[d:]

    def two():
        g = z.T @ (z @ (u * u - v * v) - y)
        np.subtract(u, eta * 2 * u * g, out=u)
        np.add(v, eta * 2 * v * g, out=v)

    def four():
        u2, v2 = u * u, v * v
        g = z.T @ (z @ (u2 * u2 - v2 * v2) - y)
        np.subtract(u, eta * 4 * u2 * u * g, out=u)
        np.add(v, eta * 4 * v2 * v * g, out=v)

    return theta, two if depth == 2 else four


def symmetric(x, n, d, rank, _, eta):
    a, y, theta = x[: n * d * d].reshape(n, d * d), x[n * d * d : n * d * d + n], x[n * d * d + n :]
    u = theta.reshape(d, rank)

    def step():
        g = (a.T @ (a @ (u @ u.T).ravel() - y)).reshape(d, d)
        np.subtract(u, eta * (g @ u + g.T @ u), out=u)

    return theta, step


def adapter(x, n, m, rank, _, eta):
    fixed, target, theta = x[: n * m].reshape(n, m), x[n * m : 2 * n * m].reshape(n, m), x[2 * n * m :]
    b, a = theta[: n * rank].reshape(n, rank), theta[n * rank :].reshape(rank, m)

    def step():
        g = fixed + b @ a - target
        slope = g @ a.T
        np.subtract(a, eta * (b.T @ g), out=a)
        np.subtract(b, eta * slope, out=b)

    return theta, step


def relu(x, n, inputs, hidden, _, eta):
    data, y, theta = x[: n * inputs].reshape(n, inputs), x[n * inputs : n * inputs + n], x[n * inputs + n :]
    w, a = theta[: hidden * inputs].reshape(hidden, inputs), theta[hidden * inputs :]

    def step():
        h = np.maximum(data @ w.T, 0)
        r = (h @ a - y) / n
        slope = h.T @ r
        up = np.outer(r, a) * (h > 0)
        np.subtract(w, eta * (up.T @ data), out=w)
        np.subtract(a, eta * slope, out=a)

    return theta, step


def attention(x, n, length, d, outputs, eta):
    tokens = x[: n * length * d].reshape(n, length, d)
    at = n * length * d
    queries, y = x[at : at + n * d].reshape(n, d), x[at + n * d : at + n * d + n * outputs].reshape(n, outputs)
    theta = x[at + n * d + n * outputs :]
    w, v = theta[: d * d].reshape(d, d), theta[d * d :].reshape(outputs, d)

    def step():
        s = np.matmul(tokens, (queries @ w.T)[:, :, None])[:, :, 0]
        p = np.exp(s - s.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        context = np.matmul(p[:, None, :], tokens)[:, 0]
        r = (context @ v.T - y) / n
        slope = r @ v
        t = (np.matmul(tokens, slope[:, :, None])[:, :, 0] - (context * slope).sum(axis=1, keepdims=True)) * p
        pull = np.matmul(t[:, None, :], tokens)[:, 0]
        np.subtract(v, eta * (r.T @ context), out=v)
        np.subtract(w, eta * (pull.T @ queries), out=w)

    return theta, step


def least(step, milliseconds):
    clock = time.perf_counter
    for _ in range(3):
        begin = clock()
        step()
        once = clock() - begin
    repeats = max(1, int(3e-4 / once))
    best = float("inf")
    begin = clock()
    while clock() - begin < milliseconds / 1e3:
        start = clock()
        for _ in range(repeats):
            step()
        best = min(best, (clock() - start) / repeats)
    return best * 1e6


def main(label, load, store):
    folder, mode = sys.argv[1:]
    for line in open(os.path.join(folder, "cases.txt")):
        name, kind, *sizes, eta = line.split()
        theta, step = KINDS[kind](load(os.path.join(folder, name + ".bin")), *map(int, sizes), float(eta))
        if mode == "check":
            for _ in range(10):
                step()
            store(theta, os.path.join(folder, name + "." + label))
        else:
            print(f"{name} {least(step, float(mode)):.4f}", flush=True)


KINDS = dict(diagonal=diagonal, symmetric=symmetric, adapter=adapter, relu=relu, attention=attention)

if __name__ == "__main__":
    main("numpy", lambda path: np.fromfile(path), lambda theta, path: theta.tofile(path))
