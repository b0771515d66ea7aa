# turns: 40
import time

import numpy as np

x = np.linspace(-1, 1, 512)
A = np.cos(3 * np.outer(x, x))


def run(n):
    C = A
    for i in range(n):
        C = A @ A
    return C.sum()


run(1)
start = time.perf_counter()
print(run(40))
print("seconds", time.perf_counter() - start)
