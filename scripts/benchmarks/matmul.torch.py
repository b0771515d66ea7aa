# turns: 40
import time

import torch

x = torch.linspace(-1, 1, 512, dtype=torch.float64)
A = torch.cos(3 * torch.outer(x, x))


def run(n):
    C = A
    for i in range(n):
        C = A @ A
    return C.sum().item()


run(1)
start = time.perf_counter()
print(run(40))
print("seconds", time.perf_counter() - start)
