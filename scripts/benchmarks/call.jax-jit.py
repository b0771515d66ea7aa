# turns: 10000
import time

import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)
W = jnp.sin(jnp.arange(1.0, 65).reshape(8, 8))


@jax.jit
def turn(x):
    return x - 0.01 * jax.grad(lambda x: (jnp.tanh(W @ x) ** 2).sum())(x)


def many(n):
    x = jnp.ones(8)
    for _ in range(n):
        x = turn(x)
    return x.sum().block_until_ready()


many(10)
start = time.perf_counter()
print(many(10000))
print("seconds", time.perf_counter() - start)
