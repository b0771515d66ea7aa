"""Functions of 65536 elements, and normal draws."""

import time

import numpy as np


def measure(label, f, *arguments):
    for _ in range(3):
        f(*arguments)
    start = time.perf_counter()
    for _ in range(200):
        f(*arguments)
    print("case", label, "turns 200")
    print("seconds", time.perf_counter() - start)


for name, kind in (("f32", np.float32), ("f64", np.float64)):
    x = np.linspace(0.001, 4, 65536).astype(kind)
    measure(f"exp {name}", np.exp, x)
    measure(f"log {name}", np.log, x)
    measure(f"tanh {name}", np.tanh, x)
random = np.random.default_rng(0)
measure("normals f64", random.standard_normal, 65536)
