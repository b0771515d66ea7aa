"""Matrix products, timed: what the peers of gemm share."""

import time

SIZES = [(128, 64, 64), (128, 128, 128), (256, 256, 256), (512, 512, 512), (1024, 256, 256)]
# The plain product of a and b, and those with the second or the first factor transposed.
PLAIN = (lambda a, b: a @ b, lambda a, b: a @ b.T, lambda a, b: a.T @ b)


def measure(label, turns, f, ready):
    for _ in range(3):
        ready(f())
    start = time.perf_counter()
    for _ in range(turns):
        ready(f())
    print("case", label, "turns", turns)
    print("seconds", time.perf_counter() - start)


def measure_all(numbers, f32, f64, products=PLAIN, ready=lambda c: c):
    """Times the products of `numbers(m, n, kind)`; `ready` waits for one that is still being computed."""
    NN, NT, TN = products
    for name, kind, share in (("f32", f32, 1), ("f64", f64, 2)):
        for m, k, n in SIZES:
            a, b = numbers(m, k, kind), numbers(k, n, kind)
            at, bt = numbers(k, m, kind), numbers(n, k, kind)
            turns = max(1, round(1e9 / (m * k * n) / share))
            measure(f"NN {m}x{k}x{n} {name}", turns, lambda: NN(a, b), ready)
            measure(f"NT {m}x{k}x{n} {name}", turns, lambda: NT(a, bt), ready)
            measure(f"TN {m}x{k}x{n} {name}", turns, lambda: TN(at, b), ready)
