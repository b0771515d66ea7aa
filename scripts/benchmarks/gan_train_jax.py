"""The training steps of `gan-train.gms` in JAX: `gan_train_jax.py CASE jit|scan`. `jit` calls one compiled step in a Python loop; `scan`
runs all steps in one compiled loop."""

import sys

import jax
import jax.numpy as jnp
import optax
from diffusion_recipes import centres, tell
from jax import random
from networks_jax import leaves, looped, mlp, run

mode = sys.argv[2]
root = random.PRNGKey(0)
ring = jnp.array(centres(2.0), jnp.float32)


def real(key):
    which, noise = random.split(key)
    return ring[random.randint(which, (256,), 0, 8)] + 0.1 * random.normal(noise, (256, 2))


def fake(g, key):
    return run(g, random.normal(key, (256, 2)))


def slopes(d, x):
    return jax.grad(lambda x: run(d, x).sum())(x)


def d_loss(d, x, y, key):
    return (jax.nn.softplus(-run(d, x)) + jax.nn.softplus(run(d, y))).mean()


def r1_loss(d, x, y, key):
    return d_loss(d, x, y, key) + 0.5 * (slopes(d, x) ** 2).sum(1).mean()


def wgan_loss(d, x, y, key):
    u = random.uniform(key, (256, 1))
    length = jnp.sqrt((slopes(d, u * x + (1 - u) * y) ** 2).sum(1))
    return run(d, y).mean() - run(d, x).mean() + 10 * ((length - 1) ** 2).mean()


def g_loss(g, d, key):
    return jax.nn.softplus(-run(d, fake(g, key))).mean()


def wgan_g_loss(g, d, key):
    return -run(d, fake(g, key)).mean()


def turn(opt, d_loss, g_loss, n_d=1):
    def step(state, k):
        g, d, og, od = state
        keys = random.split(random.fold_in(root, k), 3 * n_d + 1)
        for i in range(n_d):
            a, b, c = keys[3 * i : 3 * i + 3]
            l, grad = jax.value_and_grad(d_loss)(d, real(a), fake(g, b), c)
            change, od = opt.update(grad, od)
            d = optax.apply_updates(d, change)
        change, og = opt.update(jax.grad(g_loss)(g, d, keys[-1]), og)
        return (optax.apply_updates(g, change), d, og, od), l

    return step


def extra(h):
    def v(g, d, key):
        a, b, c = random.split(key, 3)
        l, up = jax.value_and_grad(d_loss)(d, real(a), fake(g, b), None)
        return jax.grad(g_loss)(g, d, c), up, l

    def step(state, k):
        first, second = random.split(random.fold_in(root, k))
        down = lambda p, s: leaves(lambda a, b: a - h * b, p, s)
        a, b, l = v(*state, first)
        a, b, _ = v(down(state[0], a), down(state[1], b), second)
        return (down(state[0], a), down(state[1], b)), l

    return step


def begin(opt=None):
    keys = random.split(root, 2)
    g, d = mlp(keys[0], 2, 64, 64, 2), mlp(keys[1], 2, 64, 64, 1)
    return (g, d, opt.init(g), opt.init(d)) if opt else (g, d)


def timed(part, start, step, n):
    """The mean loss of the last tenth of n steps, which are timed."""
    go = looped(step, n, mode)
    jax.block_until_ready(go(leaves(jnp.copy, start)))
    start = jax.block_until_ready(leaves(jnp.copy, start))
    return tell(part, n, lambda: jax.block_until_ready(go(start)))[-n // 10 :].mean()


adam, critic = optax.adam(1e-3, b1=0.5), optax.adam(1e-3, b1=0.0, b2=0.9)
loss = timed("adam", begin(adam), turn(adam, d_loss, g_loss), 500)
print("loss", loss)
timed("adam R1", begin(adam), turn(adam, r1_loss, g_loss), 500)
timed("extragradient", begin(), extra(0.01), 500)
timed("wgan-gp n_d=5", begin(critic), turn(critic, wgan_loss, wgan_g_loss, 5), 100)
