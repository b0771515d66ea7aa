"""Functions of 65536 elements, and normal draws."""

import time

import torch
from torch.nn import functional as F


def measure(label, f, *arguments):
    for _ in range(3):
        f(*arguments)
    start = time.perf_counter()
    for _ in range(200):
        f(*arguments)
    print("case", label, "turns 200")
    print("seconds", time.perf_counter() - start)


for name, kind in (("f32", torch.float32), ("f64", torch.float64)):
    x = torch.linspace(0.001, 4, 65536, dtype=torch.float64).to(kind)
    for f in (torch.exp, torch.log, torch.tanh, F.silu, F.gelu, F.softplus):
        measure(f"{f.__name__} {name}", f, x)
measure("normals f64", lambda: torch.randn(65536, dtype=torch.float64))
