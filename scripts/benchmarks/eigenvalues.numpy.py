"""Eigenvalues of a matrix of 200 rows, and with vectors of a symmetric one."""

import time

import numpy as np

A = np.sin(np.arange(1.0, 40001).reshape(200, 200))
S = A + A.T


def measure(label, turns, f, x):
    f(x)
    start = time.perf_counter()
    for _ in range(turns):
        f(x)
    print("case", label, "turns", turns)
    print("seconds", time.perf_counter() - start)


measure("eig", 5, np.linalg.eigvals, A)
measure("eigh", 10, np.linalg.eigh, S)
