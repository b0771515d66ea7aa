"""Training steps in JAX: `training_jax.py CASE jit|scan` prints the mean loss of the last tenth and the time.

`jit` calls one compiled step in a Python loop; `scan` runs all steps in one compiled loop.
"""

import sys
import time

import jax
import jax.numpy as jnp
import optax
from networks_jax import dense, leaves, looped, mlp, run

STEPS = {"denoise": 1000, "autoencode": 500, "residual": 2000, "wide": 40, "vae": 500, "gan": 500}
case, mode = sys.argv[1:]
steps = STEPS[case]
root = jax.random.PRNGKey(0)


def denoising(apply, rows):
    x = jax.random.normal(jax.random.PRNGKey(7), (rows, 2))

    def loss(m, key):
        e = jax.random.normal(key, x.shape)
        return ((apply(m, x + 0.5 * e) - e) ** 2).sum(1).mean()

    return loss


def residual(m, x):
    h = x @ m["first"]["W"] + m["first"]["b"]
    for layer in m["blocks"]:
        h = h + jax.nn.gelu(h @ layer["W"] + layer["b"], approximate=False)
    return h @ m["last"]["W"] + m["last"]["b"]


def images(rows):
    return jnp.sin(0.1 * jnp.arange(1.0, rows + 1)[:, None] * jnp.arange(1.0, 65)) ** 2


def autoencoding():
    x = images(128)
    return lambda m, key: ((run(m, x) - x) ** 2).sum(1).mean()


def evidence():
    data = images(1797)

    def loss(m, key):
        rows, noise = jax.random.split(key)
        x = data[jax.random.choice(rows, len(data), (100,), replace=False)]
        mean, log_scale = jnp.split(run(m["enc"], x), 2, axis=1)
        z = mean + jnp.exp(log_scale) * jax.random.normal(noise, mean.shape)
        fit = ((run(m["dec"], z) - x) ** 2).sum(1) * 50
        kl = (mean**2 + jnp.exp(2 * log_scale) - 1 - 2 * log_scale).sum(1) / 2
        return (fit + kl).mean()

    return loss


def optimised(model, loss):
    """One network: the state and the step (state, k) -> (state, loss)."""
    adam = optax.adam(1e-3)

    def step(state, k):
        m, o = state
        l, g = jax.value_and_grad(loss)(m, jax.random.fold_in(root, k))
        change, o = adam.update(g, o)
        return (optax.apply_updates(m, change), o), l

    return (model, adam.init(model)), step


def adversarial():
    """Two networks, each with its optimiser: first the discriminator, then the generator."""
    keys = jax.random.split(root, 2)
    g, d = mlp(keys[0], 2, 64, 64, 2), mlp(keys[1], 2, 64, 64, 1)
    adam = optax.adam(1e-3)
    x = jax.random.normal(jax.random.PRNGKey(7), (256, 2)) + 2

    def d_loss(d, g, z):
        return (jax.nn.softplus(-run(d, x)) + jax.nn.softplus(run(d, run(g, z)))).mean()

    def g_loss(g, d, z):
        return jax.nn.softplus(-run(d, run(g, z))).mean()

    def step(state, k):
        g, d, og, od = state
        k1, k2 = jax.random.split(jax.random.fold_in(root, k))
        l, grad = jax.value_and_grad(d_loss)(d, g, jax.random.normal(k1, (256, 2)))
        change, od = adam.update(grad, od)
        d = optax.apply_updates(d, change)
        grad = jax.grad(g_loss)(g, d, jax.random.normal(k2, (256, 2)))
        change, og = adam.update(grad, og)
        return (optax.apply_updates(g, change), d, og, od), l

    return (g, d, adam.init(g), adam.init(d)), step


def made():
    if case == "denoise":
        return optimised(mlp(root, 2, 128, 128, 2), denoising(run, 256))
    if case == "wide":
        return optimised(mlp(root, 2, 512, 512, 2), denoising(run, 1024))
    if case == "autoencode":
        return optimised(mlp(root, 64, 256, 256, 64), autoencoding())
    if case == "residual":
        keys = jax.random.split(root, 5)
        blocks = [dense(k, 128, 128) for k in keys[2:]]
        m = {"first": dense(keys[0], 2, 128), "blocks": blocks, "last": dense(keys[1], 128, 2)}
        return optimised(m, denoising(residual, 32))
    if case == "vae":
        return optimised({"enc": mlp(root, 64, 256, 16), "dec": mlp(root, 8, 256, 64)}, evidence())
    return adversarial()


start, step = made()
go = looped(step, steps, mode)
jax.block_until_ready(go(leaves(jnp.copy, start)))

begin = leaves(jnp.copy, start)
jax.block_until_ready(begin)
clock = time.perf_counter()
losses = jax.block_until_ready(go(begin))
elapsed = time.perf_counter() - clock
print("loss", float(losses[-steps // 10:].mean()))
print("case step turns", steps)
print("seconds", elapsed)
