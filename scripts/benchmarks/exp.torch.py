# turns: 100
import time

import torch

x = torch.linspace(-5, 5, 1000000, dtype=torch.float64)


def run(n):
    y = x
    for i in range(n):
        y = torch.exp(x)
    return y.sum().item()


run(1)
start = time.perf_counter()
print(run(100))
print("seconds", time.perf_counter() - start)
