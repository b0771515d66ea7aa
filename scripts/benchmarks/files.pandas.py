"""Files: a .csv by pandas' C reader, .npy by NumPy and .safetensors by its own library."""

import tempfile
import time

import numpy as np
import pandas as pd
from safetensors.numpy import load_file, save_file


def measure(label, turns, f):
    start = time.perf_counter()
    for _ in range(turns):
        f()
    print("case", label, "turns", turns)
    print("seconds", time.perf_counter() - start)


random = np.random.default_rng(0)
with tempfile.TemporaryDirectory() as folder:
    n = 1_000_000
    numbers, mixed = f"{folder}/numbers.csv", f"{folder}/mixed.csv"
    pd.DataFrame(random.standard_normal((n, 6)), columns=list("abcdef")).to_csv(numbers, index=False)
    pd.read_csv(numbers, engine="c")
    measure("csv numbers", 5, lambda: pd.read_csv(numbers, engine="c"))
    words = random.choice(["setosa", "versicolor", "virginica"], n)
    columns = {"i": random.integers(0, 1000, n), "x": random.standard_normal(n).round(4), "w": words}
    pd.DataFrame(columns).to_csv(mixed, index=False)
    pd.read_csv(mixed, engine="c")
    measure("csv words", 5, lambda: pd.read_csv(mixed, engine="c"))
    x = random.standard_normal(134_217_728)
    np.save(f"{folder}/x.npy", x)
    save_file({"x": x}, f"{folder}/x.safetensors")
    del x
    # Copied, as numpy.load does unless told; mmap_mode="r" would open as fast as gm does.
    measure("npy open", 3, lambda: np.load(f"{folder}/x.npy"))
    measure("npy sum", 3, lambda: np.load(f"{folder}/x.npy").sum())
    measure("safetensors open", 3, lambda: load_file(f"{folder}/x.safetensors"))
    measure("safetensors sum", 3, lambda: load_file(f"{folder}/x.safetensors")["x"].sum())
