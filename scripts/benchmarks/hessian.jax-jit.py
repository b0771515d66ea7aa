# turns: 1000
import time

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)
x = np.sin(np.arange(1.0, 21))
hessian = jax.jit(jax.hessian(jax.scipy.special.logsumexp))


def run(n):
    s = 0.0
    for i in range(1, n + 1):
        H = np.asarray(hessian(i / n * x))
        s = s + H[0, 1]
    return s


run(10)
start = time.perf_counter()
print(run(1000))
print("seconds", time.perf_counter() - start)
