"""Functions of 65536 elements, and normal draws."""

import time

import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)


def measure(label, f, *arguments):
    for _ in range(3):
        f(*arguments).block_until_ready()
    start = time.perf_counter()
    for _ in range(200):
        f(*arguments).block_until_ready()
    print("case", label, "turns 200")
    print("seconds", time.perf_counter() - start)


functions = {"exp": jnp.exp, "log": jnp.log, "tanh": jnp.tanh, "silu": jax.nn.silu,
             "gelu": lambda x: jax.nn.gelu(x, approximate=False), "softplus": jax.nn.softplus}
for name, kind in (("f32", jnp.float32), ("f64", jnp.float64)):
    x = jnp.linspace(0.001, 4, 65536).astype(kind)
    for title, f in functions.items():
        measure(f"{title} {name}", jax.jit(f), x)
measure("normals f64", jax.jit(lambda key: jax.random.normal(key, (65536,), jnp.float64)), jax.random.PRNGKey(0))
