# turns: 100
import time

import numpy as np

x = np.linspace(-5, 5, 1000000)


def run(n):
    y = x
    for i in range(n):
        y = np.exp(x)
    return y.sum()


run(1)
start = time.perf_counter()
print(run(100))
print("seconds", time.perf_counter() - start)
