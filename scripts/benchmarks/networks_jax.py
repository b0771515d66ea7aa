"""Networks in JAX, which the peers of several benchmarks train, and the loop that trains them."""

import jax
import jax.numpy as jnp

leaves = jax.tree.map


def dense(key, n, m):
    return {"W": jax.random.normal(key, (n, m)) / n**0.5, "b": jnp.zeros(m)}


def mlp(key, *widths):
    keys = jax.random.split(key, len(widths))
    return [dense(k, n, m) for k, n, m in zip(keys, widths[:-1], widths[1:])]


def run(net, x, act=jax.nn.silu):
    for layer in net[:-1]:
        x = act(x @ layer["W"] + layer["b"])
    return x @ net[-1]["W"] + net[-1]["b"]


def looped(step, steps, mode):
    """Steps (state, k) -> (state, loss) as one function of the state, which it takes over: `scan` is one compiled loop, `jit` a
    compiled step in a Python loop. Its value are the losses."""
    if mode == "scan":
        compiled = jax.jit(lambda s: jax.lax.scan(step, s, jnp.arange(steps)), donate_argnums=0)
        return lambda state: compiled(state)[1]
    compiled = jax.jit(step, donate_argnums=0)

    def go(state):
        told = []
        for k in range(steps):
            state, l = compiled(state, k)
            told.append(l)
        return jnp.stack(jax.block_until_ready(told))

    return go
