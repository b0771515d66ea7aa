"""Matrix products: m×k by k×n, the second or the first factor transposed."""

import time

import numpy as np

SIZES = [(128, 64, 64), (128, 128, 128), (256, 256, 256), (512, 512, 512), (1024, 256, 256)]


def numbers(m, n, kind):
    return np.sin(np.arange(1.0, m * n + 1).reshape(m, n)).astype(kind)


def measure(label, turns, f):
    for _ in range(3):
        f()
    start = time.perf_counter()
    for _ in range(turns):
        f()
    print("case", label, "turns", turns)
    print("seconds", time.perf_counter() - start)


for name, kind, share in (("f32", np.float32, 1), ("f64", np.float64, 2)):
    for m, k, n in SIZES:
        a, b = numbers(m, k, kind), numbers(k, n, kind)
        at, bt = numbers(k, m, kind), numbers(n, k, kind)
        turns = max(1, round(1e9 / (m * k * n) / share))
        measure(f"NN {m}x{k}x{n} {name}", turns, lambda: a @ b)
        measure(f"NT {m}x{k}x{n} {name}", turns, lambda: a @ bt.T)
        measure(f"TN {m}x{k}x{n} {name}", turns, lambda: at.T @ b)
