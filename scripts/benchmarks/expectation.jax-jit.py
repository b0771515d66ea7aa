# turns: 1e7
import time
from functools import partial

import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)


@partial(jax.jit, static_argnums=1)
def mean_of(key, n):
    z = jax.random.normal(key, (n,))
    return jnp.mean(jnp.exp(-z * z / 2) * (1 + z) + jnp.sqrt(1 + z * z))


mean_of(jax.random.key(0), 10000000).block_until_ready()
start = time.perf_counter()
print(jnp.round(100 * mean_of(jax.random.key(1), 10000000)))
print("seconds", time.perf_counter() - start)
