# turns: 1e5
import math
import time


def solution(a):
    x = 1.0
    for k in range(20):
        e = math.exp(x)
        move = (x * e - a) / (e + x * e)
        x = x - move
        if abs(move) < 1e-14:
            return x
    return x


def run(n):
    s = 0.0
    for i in range(1, n + 1):
        s = s + solution(i / n)
    return s


start = time.perf_counter()
print(run(100000))
print("seconds", time.perf_counter() - start)
