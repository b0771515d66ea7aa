# turns: 100
# Not compiled: every call traces and dispatches operation by operation, so few turns suffice.
import time

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)


def f(t):
    return -jnp.log(1 + jnp.exp(-t))


def v(x):
    slope = jax.grad(f)(x[0] * x[1])
    return jnp.stack([-slope * x[1], slope * x[0]])


jacobian = jax.jacfwd(v)


def run(n):
    s = 0.0
    for i in range(1, n + 1):
        J = np.asarray(jacobian(np.array([i / n, 0.5])))
        s = s + J[0, 1]
    return s


run(10)
start = time.perf_counter()
print(run(100))
print("seconds", time.perf_counter() - start)
