# turns: 1
"""The update operators of `gan-operators.gms` in plain Python, with derivatives by hand: a hundred thousand steps of each."""

import math
import time

N, H = 100_000, 0.01


def g(θ, ψ):
    return 1 / (1 + math.exp(θ * ψ))


def simultaneous(θ, ψ):
    a = g(θ, ψ)
    return θ - H * a * ψ, ψ + H * a * θ


def alternating(θ, ψ, n_d=1):
    θ -= H * g(θ, ψ) * ψ
    for _ in range(n_d):
        ψ += H * g(θ, ψ) * θ
    return θ, ψ


def alternating5(θ, ψ):
    return alternating(θ, ψ, 5)


def extragradient(θ, ψ):
    a = g(θ, ψ)
    x, y = θ - H * a * ψ, ψ + H * a * θ
    a = g(x, y)
    return θ - H * a * y, ψ + H * a * x


def ogda(θ, ψ, x, y):
    a, b = g(θ, ψ), g(x, y)
    return θ + H * (b * y - 2 * a * ψ), ψ + H * (2 * a * θ - b * x), θ, ψ


def heavy_ball(θ, ψ, x, y):
    new = θ - H * g(θ, ψ) * ψ - 0.5 * (θ - x)
    return new, ψ + H * g(new, ψ) * new - 0.5 * (ψ - y), θ, ψ


def rk4(θ, ψ):
    x, y, dx, dy = θ, ψ, 0.0, 0.0
    for w, h in ((1, H / 2), (2, H / 2), (2, H), (1, 0)):
        a = g(x, y)
        kx, ky = -a * y, a * x
        dx, dy = dx + w * kx, dy + w * ky
        x, y = θ + h * kx, ψ + h * ky
    return θ + H / 6 * dx, ψ + H / 6 * dy


def cgd(θ, ψ):
    a = g(θ, ψ)
    b = a * (1 - a)
    c = a - θ * ψ * b
    dθ = H * (-a * ψ - H * c * a * θ) / (1 + H**2 * c**2)
    return θ + dθ, ψ + H * (a * θ + c * dθ)


def consensus(θ, ψ):
    a = g(θ, ψ)
    b = -a * (1 - a)
    r = θ * θ + ψ * ψ
    return (θ + H * (-a * ψ - 0.01 * (θ * a * a + ψ * r * a * b)), ψ + H * (a * θ - 0.01 * (ψ * a * a + θ * r * a * b)))


def sga(θ, ψ):
    a = g(θ, ψ)
    c = 0.01 * a * (a - θ * ψ * a * (1 - a))
    return θ + H * (-a * ψ - c * θ), ψ + H * (a * θ - c * ψ)


def r1(θ, ψ):
    a = g(θ, ψ)
    return θ - H * a * ψ, ψ + H * (a * θ - 0.01 * ψ)


def adam(θ, ψ, m, n, u, w, t):
    a = g(θ, ψ)
    x, y, t = a * ψ, -a * θ, t + 1
    m, n = 0.5 * m + 0.5 * x, 0.5 * n + 0.5 * y
    u, w = 0.999 * u + 0.001 * x * x, 0.999 * w + 0.001 * y * y
    p, q = 1 - 0.5**t, 1 - 0.999**t
    return θ - H * m / p / (math.sqrt(u / q) + 1e-8), ψ - H * n / p / (math.sqrt(w / q) + 1e-8), m, n, u, w, t


NAMES = {"alternating n_d=5": alternating5, "heavy ball": heavy_ball, "R1": r1}
for name in ("simultaneous", "alternating", "alternating n_d=5", "extragradient", "ogda", "heavy ball", "rk4", "cgd", "consensus",
             "sga", "R1", "adam"):
    step = NAMES.get(name) or globals()[name]
    s = {"ogda": (1.0,) * 4, "heavy ball": (1.0,) * 4, "adam": (1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)}.get(name, (1.0, 1.0))
    clock = time.perf_counter()
    for _ in range(N):
        s = step(*s)
    elapsed = time.perf_counter() - clock
    print("case", name, "turns", N)
    print("seconds", elapsed)
