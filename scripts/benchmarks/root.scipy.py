# turns: 1e4
import math
import time

import scipy


def run(n):
    s = 0.0
    for i in range(1, n + 1):
        s = s + scipy.optimize.brentq(lambda x: x * math.exp(x) - i / n, 0, 1, xtol=1e-15, rtol=1e-14)
    return s


run(10)
start = time.perf_counter()
print(run(10000))
print("seconds", time.perf_counter() - start)
