"""Gradient descent of many diagonal networks w = u*u - v*v at once, in NumPy.

Reads a problem as SweepBenchmark writes it (n d cells target, the rows of Z, y, then for each cell alpha and h), runs every
cell until its loss is at most the target, and prints the seconds, the steps of all cells together and the
seconds of processor. Cells that are done
leave. With a second argument the steps and the last loss of each cell are written to that file.
"""
import sys
import time

import numpy as np

with open(sys.argv[1]) as lines:
    n, d, cells, target = lines.readline().split()
    n, d, cells, target = int(n), int(d), int(cells), float(target)
    Z = np.array([[float(x) for x in lines.readline().split()] for _ in range(n)])
    y = np.array([float(x) for x in lines.readline().split()])
    axes = np.array([[float(x) for x in lines.readline().split()] for _ in range(cells)])

begin = time.perf_counter()
worked = time.process_time()
alive = np.arange(cells)
h = axes[:, 1].copy()
u = np.tile(axes[:, 0], (d, 1))
v = u.copy()
steps = np.zeros(cells, dtype=np.int64)
last = np.zeros(cells)
k = 0
y = y[:, None]
r = Z @ ((u - v) * (u + v)) - y
while alive.size:
    g = Z.T @ r
    g *= 2 * h
    u -= u * g
    v += v * g
    r = Z @ ((u - v) * (u + v)) - y
    k += 1
    loss = 0.5 * np.einsum("ij,ij->j", r, r)
    done = loss <= target
    if done.any():
        ended = alive[done]
        steps[ended] = k
        last[ended] = loss[done]
        go = ~done
        alive, h, u, v, r = alive[go], h[go], u[:, go], v[:, go], r[:, go]
print(time.perf_counter() - begin, steps.sum(), time.process_time() - worked)
if len(sys.argv) > 2:
    np.savetxt(sys.argv[2], np.column_stack([steps, last]), fmt=["%d", "%.17g"])
