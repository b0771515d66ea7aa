# turns: 1e7
import time

import numpy as np

generator = np.random.default_rng(0)


def mean_of(n):
    z = generator.standard_normal(n)
    return np.mean(np.exp(-z * z / 2) * (1 + z) + np.sqrt(1 + z * z))


mean_of(1000)
start = time.perf_counter()
print(np.round(100 * mean_of(10000000)))
print("seconds", time.perf_counter() - start)
