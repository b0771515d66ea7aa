# turns: 1
"""The game of `gan-spectrum.gms` in JAX: the product with the derivative of a step, by jvp and by linearize, and ARPACK's
eigenvalues of largest modulus with the better one."""

import time

import jax
import jax.numpy as jnp
import numpy as np
from jax.flatten_util import ravel_pytree
from scipy.sparse.linalg import LinearOperator, eigs

jax.config.update("jax_enable_x64", True)
H, K = 0.5, 40


def numbers(first, n):
    """n numbers in (-1, 1) that look random, the same in every language."""
    x = jnp.sin(12.9898 * jnp.arange(first, first + n)) * 43758.5453
    return 2 * (x - jnp.floor(x)) - 1


def mlp(first, *widths):
    layers = []
    for n, m in zip(widths[:-1], widths[1:]):
        layers.append({"W": numbers(first, n * m).reshape(m, n) * (3 / n) ** 0.5, "b": 0.1 * numbers(first + n * m, m)})
        first += n * m + m
    return layers


def run(net, x):
    for layer in net[:-1]:
        x = jnp.tanh(x @ layer["W"].T + layer["b"])
    return x @ net[-1]["W"].T + net[-1]["b"]


g, d = mlp(1, 2, 96, 96, 2), mlp(30001, 2, 96, 96, 1)
x = 2 + numbers(60001, 512).reshape(256, 2)
z = 2 * numbers(70001, 512).reshape(256, 2)


def loss(g, d):
    """Large where the discriminator tells fakes, on which it is large."""
    return -jax.nn.softplus(-run(d, run(g, z))).mean() - jax.nn.softplus(run(d, x)).mean()


def simultaneous(p):
    dg, dd = jax.grad(loss, (0, 1))(*p)
    return jax.tree.map(lambda a, b: a - H * b, p[0], dg), jax.tree.map(lambda a, b: a + H * b, p[1], dd)


def alternating(p):
    g = jax.tree.map(lambda a, b: a - H * b, p[0], jax.grad(loss)(*p))
    return g, jax.tree.map(lambda a, b: a + H * b, p[1], jax.grad(loss, 1)(g, p[1]))


point, unravel = ravel_pytree((g, d))


def tell(part, turns, seconds):
    print("case", part, "turns", turns)
    print("seconds", seconds, flush=True)


def timed(part, product, n=100):
    """Seconds of a product, of n of them in one loop."""
    run = jax.jit(lambda w: jax.lax.fori_loop(0, n, lambda k, w: (u := product(w)) / jnp.linalg.norm(u), w))
    w = jnp.ones(point.size) / point.size**0.5
    jax.block_until_ready(run(w))
    clock = time.perf_counter()
    jax.block_until_ready(run(w))
    return time.perf_counter() - clock


total = 0.0
for name, step in (("simultaneous", simultaneous), ("alternating", alternating)):
    F = lambda u: ravel_pytree(step(unravel(u)))[0]
    forward = lambda w: jax.jvp(F, (point,), (w,))[1]
    linear = jax.linearize(F, point)[1]
    a, b = timed(name, forward), timed(name, linear)
    print(f"# {name}: milliseconds of a product by jvp {a * 10:.4g}, by linearize {b * 10:.4g} each")
    tell(f"{name} product", 100, min(a, b))
    product = jax.jit(linear if b < a else forward)
    count = 0

    def matvec(w):
        global count
        count += 1
        return np.asarray(product(w))

    matvec(np.ones(point.size))
    clock = time.perf_counter()
    count = 0
    values, vectors = eigs(LinearOperator((point.size,) * 2, matvec, dtype=np.float64), K, which="LM", tol=1e-8,
                           v0=np.ones(point.size), ncv=2 * K + 1, maxiter=200)
    tell(f"{name} eigenvalues", 1, time.perf_counter() - clock)
    moduli = np.sort(abs(values))[::-1]
    residual = max(np.linalg.norm(product(v.real) + 1j * product(v.imag) - l * v) for l, v in zip(values, vectors.T))
    print(f"# {count} products, worst residual {residual:.1e}")
    total += moduli.sum()
print(total)
