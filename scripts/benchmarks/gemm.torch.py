"""Matrix products: m×k by k×n, the second or the first factor transposed."""

import torch
from products import measure_all


def numbers(m, n, kind):
    return torch.sin(torch.arange(1.0, m * n + 1).reshape(m, n)).to(kind)


measure_all(numbers, torch.float32, torch.float64)
