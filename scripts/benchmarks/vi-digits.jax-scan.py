"""The VAE of binarised digits in JAX: all steps in one compiled loop; to -19 in compiled loops of 100 steps."""

import jax
import jax.numpy as jnp
import optax
from vi_digits import images, tell

x = jnp.array(images())
seen, unseen = x[:1500], x[1500:]
root = jax.random.PRNGKey(0)
adam = optax.adam(1e-3)


def dense(key, n, m):
    return {"W": jax.random.normal(key, (n, m)) * (2 / (n + m)) ** 0.5, "b": jnp.zeros(m)}


def net(p, x):
    return jnp.tanh(x @ p[0]["W"] + p[0]["b"]) @ p[1]["W"] + p[1]["b"]


def fit(m, z, x):
    logits = net(m["dec"], z)
    return (x * logits - jax.nn.softplus(logits)).sum(-1)


def kl(mean, log_scale):
    return (mean**2 + jnp.exp(2 * log_scale) - 1 - 2 * log_scale).sum(1) / 2


def loss(m, x, key):
    mean, log_scale = jnp.split(net(m["enc"], x), 2, axis=1)
    z = mean + jnp.exp(log_scale) * jax.random.normal(key, mean.shape)
    return (kl(mean, log_scale) - fit(m, z, x)).mean()


@jax.jit
def bound(m, key):
    mean, log_scale = jnp.split(net(m["enc"], unseen), 2, axis=1)
    z = mean + jnp.exp(log_scale) * jax.random.normal(key, (16, *mean.shape))
    return (fit(m, z, unseen).mean(0) - kl(mean, log_scale)).mean()


def start():
    k = jax.random.split(jax.random.PRNGKey(1), 4)
    m = {"enc": [dense(k[0], 64, 128), dense(k[1], 128, 16)], "dec": [dense(k[2], 8, 128), dense(k[3], 128, 64)]}
    return m, adam.init(m)


def step(state, k):
    m, o = state
    noise, order = jax.random.fold_in(root, k), jax.random.fold_in(root, -1 - k // 15)
    rows = jax.lax.dynamic_slice(jax.random.permutation(order, 1500), (k % 15 * 100,), (100,))
    l, g = jax.value_and_grad(loss)(m, seen[rows], noise)
    change, o = adam.update(g, o)
    return (optax.apply_updates(m, change), o), l


many = jax.jit(lambda s, k: jax.lax.scan(step, s, k + jnp.arange(3000)))
some = jax.jit(lambda s, k: jax.lax.scan(step, s, k + jnp.arange(100)))


def to(target):
    state, n = start(), 0
    while True:
        state, _ = some(state, n)
        n += 100
        if bound(state[0], jax.random.fold_in(root, 10**6 + n)) >= target:
            return n


jax.block_until_ready(many(start(), 0))
to(-24)
state = jax.block_until_ready(start())
tell(lambda: jax.block_until_ready(many(state, 0)[1])[-300:].mean(), to)
