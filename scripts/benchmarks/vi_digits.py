"""What the peers of vi-digits share: the images, binarised, and how both parts are timed and told."""

import pathlib
import time

TABLE = pathlib.Path(__file__).resolve().parents[2] / "Sources" / "CTables" / "tables" / "digits.txt"


def images():
    """1797 rows of 64 numbers, 0 or 1."""
    lines = [line for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    return [[float(int(c, 32) >= 8) for c in line[:64]] for line in lines]


def tell(steps, to):
    """Times `steps`, 3000 of them, whose value is the mean loss at the end, and the way to a bound of -19."""
    clock = time.perf_counter()
    loss = steps()
    elapsed = time.perf_counter() - clock
    print("loss", float(loss))
    print("case step turns 3000")
    print("seconds", elapsed)
    clock = time.perf_counter()
    count = to(-19)
    elapsed = time.perf_counter() - clock
    print("case bound of -19 turns 1")
    print("seconds", elapsed)
    print("steps", count)
