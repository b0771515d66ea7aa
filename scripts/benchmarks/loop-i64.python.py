# turns: 1e7
import time


def run(n):
    s = 0
    for i in range(1, n + 1):
        s = s + i * i % 7
    return s


start = time.perf_counter()
print(run(10000000))
print("seconds", time.perf_counter() - start)
