# turns: 10
import time

import numpy
import scipy


def v(t, p):
    x, y = p
    return x * (1 - y), y * (x - 1)


def run(n):
    s = 0.0
    for i in range(1, n + 1):
        r = scipy.integrate.solve_ivp(v, (0, 100), numpy.array([1 + i / n, 1.0]), "RK45", rtol=1e-8, atol=1e-10)
        s = s + r.y[0, -1]
    return s


run(1)
start = time.perf_counter()
print(run(10))
print("seconds", time.perf_counter() - start)
