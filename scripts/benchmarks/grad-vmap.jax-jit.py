# turns: 100
import time

import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)
t = jnp.linspace(-1, 1, 256)
X = jnp.stack([jnp.sin(3 * t), jnp.cos(5 * t)], axis=1)
y = t * jnp.sin(2 * t)
parameters = {
    "A": jnp.cos(jnp.arange(1.0, 129).reshape(64, 2)),
    "a": jnp.zeros(64),
    "B": jnp.sin(jnp.arange(1.0, 4097).reshape(64, 64)) / 8,
    "b": jnp.zeros(64),
    "w": jnp.cos(jnp.arange(1.0, 65)) / 8,
    "c": 0.0,
}


def miss(p, x, t):
    hidden = jnp.tanh(p["B"] @ jnp.tanh(p["A"] @ x + p["a"]) + p["b"])
    return (p["w"] @ hidden + p["c"] - t) ** 2


def loss(p):
    return jnp.mean(jax.vmap(miss, (None, 0, 0))(p, X, y))


@jax.jit
def step(p):
    return jax.tree.map(lambda x, g: x - 0.05 * g, p, jax.grad(loss)(p))


def run(n):
    p = parameters
    for i in range(n):
        p = step(p)
    return loss(p).block_until_ready()


run(2)
start = time.perf_counter()
print(run(100))
print("seconds", time.perf_counter() - start)
