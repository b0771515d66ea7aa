# turns: 1e5
import time

import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)


def f(x, a):
    return x * jnp.exp(x) - a


def solution(a):
    def step(state):
        k, x, _ = state
        move = f(x, a) / jax.grad(f)(x, a)
        return k + 1, x - move, move

    return jax.lax.while_loop(lambda s: (s[0] < 20) & (abs(s[2]) >= 1e-14), step, (0, 1.0, 1.0))[1]


@jax.jit
def run(n):
    return jax.lax.fori_loop(1, n + 1, lambda i, s: s + solution(i / n), 0.0)


run(10).block_until_ready()
start = time.perf_counter()
print(run(100000))
print("seconds", time.perf_counter() - start)
