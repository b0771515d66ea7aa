# turns: 100
import time

import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)
x = jnp.linspace(-5, 5, 1000000)
exponential = jax.jit(jnp.exp)


def run(n):
    y = x
    for i in range(n):
        y = exponential(x).block_until_ready()
    return y.sum()


run(1)
start = time.perf_counter()
print(run(100))
print("seconds", time.perf_counter() - start)
