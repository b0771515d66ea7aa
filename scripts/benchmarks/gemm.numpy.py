"""Matrix products: m×k by k×n, the second or the first factor transposed."""

import numpy as np
from products import measure_all


def numbers(m, n, kind):
    return np.sin(np.arange(1.0, m * n + 1).reshape(m, n)).astype(kind)


measure_all(numbers, np.float32, np.float64)
