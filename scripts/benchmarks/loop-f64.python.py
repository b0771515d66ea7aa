# turns: 1e7
import time


def run(n):
    x = 0.0
    s = 0.0
    for i in range(1, n + 1):
        x = x + 1.0
        s = s + x * x % 7.0
    return s


start = time.perf_counter()
print(run(10000000))
print("seconds", time.perf_counter() - start)
