"""What the peers of the diffusion benchmarks share: the numbers of the recipes, the points at which a model is judged, and how
parts are told.

A model is judged by how far its bound is above that of the exact posterior mean, (γ1 - γ0)/2 E|ε̂ - ε*|² where γ is straight, at
points (x, t, ε) that stay the same. The bound of the exact one is above the entropy by less than 0.001.
"""

import math
import time

import numpy as np

# The recipes: steps of a timed training, batch, samples and their steps.
STEPS = {"tiny": 2000, "vdm": 200, "dsm energy": 500, "dsm": 500, "ssm-vr": 500, "flow": 2000}
SAMPLES = {"tiny": 10000, "vdm": 1000, "score": 10000, "flow": 10000}
T = {"tiny": 50, "vdm": 200, "score": 100}
LANGEVIN = 0.005
# The schedule of the bound: γ straight from GAMMA[0] to GAMMA[1].
GAMMA = (-13.3, 5.0)
TARGET, EMA = 0.05, {"tiny": 0.995, "vdm": 0.998}
POINTS = 4096
# How many steps lie between two looks at the gap.
EVERY = {"tiny": 250, "vdm": 250}

BETA = np.linspace(1e-4, 0.02, T["tiny"])
ABAR = np.cumprod(1 - BETA)
WAVES = np.exp(-math.log(10000) * np.arange(64) / 64)
OCTAVES = 2 * math.pi * 2.0 ** np.arange(8)


def centres(radius=2 * math.sqrt(2)):
    """The centres of eight Gaussians."""
    a = math.pi / 4 * np.arange(8)
    return radius * np.stack([np.cos(a), np.sin(a)], axis=1)


EIGHT = {"radius": 2 * math.sqrt(2), "sd": math.sqrt(2) / 4}
FLOW_START = {"radius": 5.0, "sd": 0.1**0.25}


def curve(n=256):
    """Points along two moons: their law is about a mixture of Gaussians around them."""
    a = math.pi * (np.arange(n) + 0.5) / n
    return np.concatenate([np.stack([np.cos(a), np.sin(a)], 1), np.stack([1 - np.cos(a), 0.5 - np.sin(a)], 1)])


def centres_of(law):
    """The Gaussians of the law that `tiny` learns (moons, noise 0.1) or `vdm` does (eight): centres and deviation."""
    return (curve(), 0.1) if law == "tiny" else (centres(), EIGHT["sd"])


def points(law):
    """(x, t, ε), rows of f32: what a model is judged by."""
    rng = np.random.default_rng(1)
    c, sd = centres_of(law)
    x = c[rng.integers(0, len(c), POINTS)] + sd * rng.normal(size=(POINTS, 2))
    t = (np.arange(POINTS) + rng.uniform(size=POINTS)) / POINTS
    return [np.asarray(v, np.float32) for v in (x, t, rng.normal(size=(POINTS, 2)))]


def tell(part, turns, work):
    """Times `work` and tells it as a part; its value."""
    clock = time.perf_counter()
    value = work()
    elapsed = time.perf_counter() - clock
    print(f"case {part} turns {turns}")
    print("seconds", elapsed, flush=True)
    return value
