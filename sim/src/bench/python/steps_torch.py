"""The flagship steps in PyTorch, eager, gradients by autograd as one writes them: steps_torch.py FOLDER check|MILLISECONDS."""
import os
import sys

import numpy as np
import torch

from steps_numpy import least


def descent(theta, loss, eta):
    def step():
        (slope,) = torch.autograd.grad(loss(), theta)
        with torch.no_grad():
            theta.sub_(slope, alpha=eta)

    return theta, step


def diagonal(x, n, d, depth, _, eta):
    z, y, theta = x[: n * d].view(n, d), x[n * d : n * d + n], x[n * d + n :].clone().requires_grad_()

    def loss():
        u, v = theta[:d], theta[d:]
        if depth == 4:
            u, v = u * u, v * v
        r = z @ (u * u - v * v) - y
        return 0.5 * (r @ r)

    return descent(theta, loss, eta)


def symmetric(x, n, d, rank, _, eta):
    a, y = x[: n * d * d].view(n, d * d), x[n * d * d : n * d * d + n]
    theta = x[n * d * d + n :].clone().requires_grad_()

    def loss():
        u = theta.view(d, rank)
        r = a @ (u @ u.T).reshape(-1) - y
        return 0.5 * (r @ r)

    return descent(theta, loss, eta)


def adapter(x, n, m, rank, _, eta):
    fixed, target = x[: n * m].view(n, m), x[n * m : 2 * n * m].view(n, m)
    theta = x[2 * n * m :].clone().requires_grad_()

    def loss():
        r = fixed + theta[: n * rank].view(n, rank) @ theta[n * rank :].view(rank, m) - target
        return 0.5 * (r * r).sum()

    return descent(theta, loss, eta)


def relu(x, n, inputs, hidden, _, eta):
    data, y = x[: n * inputs].view(n, inputs), x[n * inputs : n * inputs + n]
    theta = x[n * inputs + n :].clone().requires_grad_()

    def loss():
        h = torch.relu(data @ theta[: hidden * inputs].view(hidden, inputs).T)
        r = h @ theta[hidden * inputs :] - y
        return 0.5 * (r @ r) / n

    return descent(theta, loss, eta)


def attention(x, n, length, d, outputs, eta):
    tokens = x[: n * length * d].view(n, length, d)
    at = n * length * d
    queries, y = x[at : at + n * d].view(n, d), x[at + n * d : at + n * d + n * outputs].view(n, outputs)
    theta = x[at + n * d + n * outputs :].clone().requires_grad_()

    def loss():
        w, v = theta[: d * d].view(d, d), theta[d * d :].view(outputs, d)
        s = torch.bmm(tokens, (queries @ w.T).unsqueeze(2)).squeeze(2)
        context = torch.bmm(torch.softmax(s, 1).unsqueeze(1), tokens).squeeze(1)
        r = context @ v.T - y
        return 0.5 * (r * r).sum() / n

    return descent(theta, loss, eta)


KINDS = dict(diagonal=diagonal, symmetric=symmetric, adapter=adapter, relu=relu, attention=attention)

if __name__ == "__main__":
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    folder, mode = sys.argv[1:]
    for line in open(os.path.join(folder, "cases.txt")):
        name, kind, *sizes, eta = line.split()
        data = torch.from_numpy(np.fromfile(os.path.join(folder, name + ".bin")))
        theta, step = KINDS[kind](data, *map(int, sizes), float(eta))
        if mode == "check":
            for _ in range(10):
                step()
            theta.detach().numpy().tofile(os.path.join(folder, name + ".torch"))
        else:
            print(f"{name} {least(step, float(mode)):.4f}", flush=True)
