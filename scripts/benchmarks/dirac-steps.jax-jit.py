# turns: 1e6
import time

import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)


def loss(θ, ψ):
    return -jax.nn.softplus(-θ * ψ) - jnp.log(2.0)


def step(k, point):
    θ, ψ = point
    dθ, dψ = jax.grad(loss, (0, 1))(θ, ψ)
    return θ - 0.1 * dθ, ψ + 0.1 * dψ


@jax.jit
def run(n):
    θ, ψ = jax.lax.fori_loop(0, n, step, (1.0, 1.0))
    return jnp.sqrt(θ**2 + ψ**2)


run(10).block_until_ready()
start = time.perf_counter()
print(run(1000000))
print("seconds", time.perf_counter() - start)
