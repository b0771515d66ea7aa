# turns: 100
import time

import torch

torch.set_default_dtype(torch.float64)
t = torch.linspace(-1, 1, 256)
X = torch.stack([torch.sin(3 * t), torch.cos(5 * t)], 1)
y = t * torch.sin(2 * t)


def count(n):
    return torch.arange(1.0, n + 1)


def start_values():
    p = [torch.cos(count(128).reshape(64, 2)), torch.zeros(64), torch.sin(count(4096).reshape(64, 64)) / 8,
         torch.zeros(64), torch.cos(count(64)) / 8, torch.zeros(())]
    return [x.requires_grad_() for x in p]


def loss(A, a, B, b, w, c):
    return ((torch.tanh(torch.tanh(X @ A.T + a) @ B.T + b) @ w + c - y) ** 2).mean()


def run(n):
    p = start_values()
    for i in range(n):
        gradients = torch.autograd.grad(loss(*p), p)
        p = [(x - 0.05 * g).detach().requires_grad_() for x, g in zip(p, gradients)]
    return loss(*p).item()


run(2)
start = time.perf_counter()
print(run(100))
print("seconds", time.perf_counter() - start)
