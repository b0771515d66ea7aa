"""Matrix products: m×k by k×n, the second or the first factor transposed."""

import jax
import jax.numpy as jnp
from products import PLAIN, measure_all

jax.config.update("jax_enable_x64", True)


def numbers(m, n, kind):
    return jnp.sin(jnp.arange(1.0, m * n + 1).reshape(m, n)).astype(kind)


measure_all(numbers, jnp.float32, jnp.float64, map(jax.jit, PLAIN), lambda c: c.block_until_ready())
