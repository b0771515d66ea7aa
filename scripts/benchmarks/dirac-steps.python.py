# turns: 1e6
import math
import time


def run(n):
    θ, ψ = 1.0, 1.0
    for i in range(n):
        slope = 1 / (1 + math.exp(θ * ψ))
        θ, ψ = θ - 0.1 * slope * ψ, ψ + 0.1 * slope * θ
    return math.sqrt(θ**2 + ψ**2)


start = time.perf_counter()
print(run(1000000))
print("seconds", time.perf_counter() - start)
