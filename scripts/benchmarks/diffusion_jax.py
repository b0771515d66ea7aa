"""Diffusion recipes in JAX: `diffusion_jax.py CASE scan`. All steps of a training run in one compiled loop, draws inside; so do
those of a sampler. What is timed was compiled, by a run of its own, before."""

import math
import sys

import jax
import jax.numpy as jnp
import optax
from diffusion_recipes import (ABAR, BETA, EIGHT, EVERY, FLOW_START, GAMMA, LANGEVIN, OCTAVES, SAMPLES, STEPS, T, TARGET, WAVES, centres,
                               centres_of, EMA, points, tell)
from jax import random
from jax.experimental.ode import odeint

case = sys.argv[1]
root = random.PRNGKey(0)
waves, octaves = jnp.array(WAVES, jnp.float32), jnp.array(OCTAVES, jnp.float32)


def dense(key, n, m):
    return {"W": random.normal(key, (n, m)) / n**0.5, "b": jnp.zeros(m)}


def mlp(key, *widths):
    keys = random.split(key, len(widths))
    return [dense(k, n, m) for k, n, m in zip(keys, widths[:-1], widths[1:])]


def run(net, x, act):
    for layer in net[:-1]:
        x = act(x @ layer["W"] + layer["b"])
    return x @ net[-1]["W"] + net[-1]["b"]


def eight(key, n, radius, sd):
    which, noise = random.split(key)
    c = jnp.array(centres(radius), jnp.float32)
    return c[random.randint(which, (n,), 0, 8)] + sd * random.normal(noise, (n, 2))


def moons(key, n, sd):
    place, which, noise = random.split(key, 3)
    a = jnp.pi * random.uniform(place, (n,))
    up = random.bernoulli(which, 0.5, (n,))
    x = jnp.where(up, jnp.cos(a), 1 - jnp.cos(a))
    y = jnp.where(up, jnp.sin(a), 0.5 - jnp.sin(a))
    return jnp.stack([x, y], 1) + sd * random.normal(noise, (n, 2))


class Training:
    """A model, its optimiser, and loops of whole steps of loss(m, key) or, with data, of loss(m, rows, key)."""

    def __init__(self, model, loss, opt, data=None, batch=None, ema=None):
        self.start = (model, opt.init(model), model if ema else None)
        value = jax.value_and_grad(loss)

        def step(state, key, rows=None):
            m, o, mean = state
            l, g = value(m, key) if data is None else value(m, data[rows], key)
            change, o = opt.update(g, o, m)
            m = optax.apply_updates(m, change)
            return (m, o, jax.tree.map(lambda a, b: ema * a + (1 - ema) * b, mean, m) if ema else None), l

        def fresh(state, key, n):
            return jax.lax.scan(step, state, random.split(key, n))

        def by_epochs(state, key, n):
            """Each epoch sees the rows once, in an order of its own."""
            a_turn = len(data) // batch

            def epoch(state, key):
                order, keys = random.split(key)
                rows = random.permutation(order, len(data)).reshape(a_turn, batch)
                return jax.lax.scan(lambda s, x: step(s, *x), state, (random.split(keys, a_turn), rows))

            state, losses = jax.lax.scan(epoch, state, random.split(key, n // a_turn))
            return state, losses.reshape(-1)

        self.steps = jax.jit(fresh if data is None else by_epochs, static_argnums=2)

    def timed(self, part, n):
        """Tells the time of n steps; the state after them."""
        jax.block_until_ready(self.steps(self.start, root, n))
        state, losses = tell(part, n, lambda: jax.block_until_ready(self.steps(self.start, root, n)))
        return state, float(losses[-n // 10:].mean())

    def to_gap(self, gap, every):
        """Tells the time to the target."""

        def to(target):
            state, n = self.start, 0
            while n < 100 * every:
                state, _ = self.steps(state, random.fold_in(root, n), every)
                n += every
                if gap(state[2]) <= target:
                    break
            return n

        to(math.inf)
        print("steps", tell("to nll", 1, lambda: to(TARGET)))


def sampled(n, draw):
    """Tells the time of n samples."""
    draw = jax.jit(draw)
    jax.block_until_ready(draw(root))
    return tell("sample", n, lambda: jax.block_until_ready(draw(random.PRNGKey(1))))


def gap_of(law, noise, ends=lambda m: GAMMA):
    """How far the bound is above that of the exact posterior mean, where noise(m, z, t) is a prediction of ε."""
    x, t, e = map(jnp.array, points(law))
    c, sd = centres_of(law)
    c = jnp.array(c, jnp.float32)

    def exact(z, a, s):
        v = a**2 * sd**2 + s**2
        squares = sum((z[:, i, None] - a * c[:, i]) ** 2 for i in range(2))
        return s * (z - a * (jax.nn.softmax(-squares / (2 * v), axis=1) @ c)) / v

    @jax.jit
    def gap(m):
        g0, g1 = ends(m)
        g = (g0 + (g1 - g0) * t)[:, None]
        a, s = jax.nn.sigmoid(-g) ** 0.5, jax.nn.sigmoid(g) ** 0.5
        z = a * x + s * e
        return (g1 - g0) / 2 * ((noise(m, z, t) - exact(z, a, s)) ** 2).sum(1).mean()

    return gap


def tiny():
    """tiny-diffusion: noise at one of 50 steps."""
    data = moons(random.PRNGKey(7), 8000, 0.1)
    keys = random.split(root, 5)
    model = {"first": dense(keys[0], 384, 128), "blocks": [dense(k, 128, 128) for k in keys[1:4]], "last": dense(keys[4], 128, 2)}
    opt = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(1e-3, weight_decay=1e-2))
    alpha, sigma = jnp.array(ABAR**0.5, jnp.float32), jnp.array((1 - ABAR) ** 0.5, jnp.float32)

    def act(layer, h):
        return jax.nn.gelu(h @ layer["W"] + layer["b"], approximate=False)

    def net(m, z, t):
        a = jnp.concatenate([25 * z, t[:, None]], 1)[:, :, None] * waves
        h = act(m["first"], jnp.concatenate([jnp.cos(a), jnp.sin(a)], 2).reshape(len(z), 384))
        for layer in m["blocks"]:
            h = h + act(layer, h)
        return h @ m["last"]["W"] + m["last"]["b"]

    def loss(m, x, key):
        when, noise = random.split(key)
        k, e = random.randint(when, (len(x),), 0, 50), random.normal(noise, x.shape)
        return ((net(m, alpha[k, None] * x + sigma[k, None] * e, k + 1.0) - e) ** 2).sum(1).mean()

    state, end = Training(model, loss, opt, data, 32).timed("train", STEPS["tiny"])
    print("loss", end)
    before = jnp.concatenate([jnp.ones(1), jnp.array(ABAR[:-1], jnp.float32)])
    beta = jnp.array(BETA, jnp.float32)

    def draw(key):
        start, keys = random.split(key)
        z = random.normal(start, (SAMPLES["tiny"], 2))

        def back(z, x):
            k, key = x
            mean = (z - beta[k] / sigma[k] * net(state[0], z, jnp.full(len(z), k + 1.0))) / jnp.sqrt(1 - beta[k])
            sd = jnp.sqrt(beta[k] * (1 - before[k])) / sigma[k]
            return mean + sd * random.normal(key, z.shape), None

        return jax.lax.scan(back, z, (jnp.arange(49, -1, -1), random.split(keys, 50)))[0]

    sampled(SAMPLES["tiny"], draw)

    def bound(m, x, key):
        when, noise = random.split(key)
        t, e = random.uniform(when, (len(x),)), random.normal(noise, x.shape)
        g = GAMMA[0] + (GAMMA[1] - GAMMA[0]) * t
        a, s = jax.nn.sigmoid(-g) ** 0.5, jax.nn.sigmoid(g) ** 0.5
        return ((net(m, a[:, None] * x + s[:, None] * e, 1 + 49 * t) - e) ** 2).sum(1).mean()

    many = moons(random.PRNGKey(8), 64000, 0.1)
    Training(model, bound, opt, many, 256, ema=EMA["tiny"]).to_gap(gap_of("tiny", lambda m, z, t: net(m, z, 1 + 49 * t)), EVERY["tiny"])


def vdm():
    """The VDM of the plane: the bound with learned ends of γ."""
    model = {"net": mlp(root, 51, 512, 512, 2), "ends": jnp.array(GAMMA)}
    opt = optax.adamw(3e-3, weight_decay=1e-2)

    def net(m, z, g):
        h = jnp.concatenate([z / 8, g[:, None] / 32], 1)
        a = (h[:, None, :] * octaves[:, None]).reshape(len(h), 24)
        return run(m["net"], jnp.concatenate([h, jnp.sin(a), jnp.cos(a)], 1), jax.nn.silu)

    def loss(m, key):
        data, when, noise = random.split(key, 3)
        x, t, e = eight(data, 256, **EIGHT), random.uniform(when, (256,)), random.normal(noise, (256, 2))
        g0, g1 = m["ends"]
        g = g0 + (g1 - g0) * t
        a, s = jax.nn.sigmoid(-g) ** 0.5, jax.nn.sigmoid(g) ** 0.5
        diffusion = (g1 - g0) / 2 * ((net(m, a[:, None] * x + s[:, None] * e, g) - e) ** 2).sum(1)
        v = jax.nn.sigmoid(g1)
        prior = ((1 - v) * (x**2).sum(1) + 2 * (v - 1 - jnp.log(v))) / 2
        return (diffusion + prior).mean() + math.log(2 * math.pi) + 1 + g0

    state, end = Training(model, loss, opt).timed("train", STEPS["vdm"])
    print("loss", end)

    def draw(key):
        start, keys = random.split(key)
        z = random.normal(start, (SAMPLES["vdm"], 2))
        g0, g1 = state[0]["ends"]

        def back(z, x):
            k, key = x
            s, t = g0 + (g1 - g0) * (k - 1) / T["vdm"], g0 + (g1 - g0) * k / T["vdm"]
            c = -jnp.expm1(s - t)
            e = net(state[0], z, jnp.full(len(z), t))
            mean = jnp.sqrt(jax.nn.sigmoid(-s) / jax.nn.sigmoid(-t)) * (z - jnp.sqrt(jax.nn.sigmoid(t)) * c * e)
            return mean + jnp.sqrt(jax.nn.sigmoid(s) * c) * random.normal(key, z.shape), None

        z = jax.lax.scan(back, z, (jnp.arange(T["vdm"], 0, -1), random.split(keys, T["vdm"])))[0]
        return z / jnp.sqrt(jax.nn.sigmoid(-g0))

    sampled(SAMPLES["vdm"], draw)

    def ends(m):
        return m["ends"]

    def noise(m, z, t):
        return net(m, z, m["ends"][0] + (m["ends"][1] - m["ends"][0]) * t)

    Training(model, loss, optax.adamw(1e-3, weight_decay=1e-2), ema=EMA["vdm"]).to_gap(gap_of("vdm", noise, ends), EVERY["vdm"])


def score():
    """Score matching of eight Gaussians: denoising, of an energy and of a vector field, and sliced."""

    def energy(m, x):
        return -jax.grad(lambda x: run(m, x, jax.nn.silu).sum())(x)

    def field(m, x):
        return run(m, x, jax.nn.softplus)

    def denoising(s):
        def loss(m, key):
            data, noise = random.split(key)
            x, e = eight(data, 256, **EIGHT), random.normal(noise, (256, 2))
            return ((s(m, x + 0.1 * e) + e / 0.1) ** 2).sum(1).mean() / 2

        return loss

    def sliced(m, key):
        data, noise = random.split(key)
        x, v = eight(data, 128, **EIGHT), random.normal(noise, (128, 2))
        s, along = jax.jvp(lambda x: field(m, x), (x,), (v,))
        return ((along * v).sum(1) + (s**2).sum(1) / 2).mean()

    opt = optax.adam(1e-3)
    Training(mlp(root, 2, 128, 128, 1), denoising(energy), opt).timed("dsm energy", STEPS["dsm energy"])
    state, end = Training(mlp(root, 2, 128, 128, 2), denoising(field), opt).timed("dsm", STEPS["dsm"])
    print("loss", end)
    Training(mlp(root, 2, 128, 128, 2), sliced, opt).timed("ssm-vr", STEPS["ssm-vr"])

    def draw(key):
        start, keys = random.split(key)
        x = 3 * random.normal(start, (SAMPLES["score"], 2))

        def step(x, key):
            noise = random.normal(key, x.shape)
            return x + LANGEVIN * field(state[0], x) + math.sqrt(2 * LANGEVIN) * noise, None

        return jax.lax.scan(step, x, random.split(keys, T["score"]))[0]

    sampled(SAMPLES["score"], draw)


def flow():
    """TorchCFM: the velocity from eight Gaussians to two moons."""

    def net(m, t, x):
        return run(m, jnp.concatenate([x, t], 1), jax.nn.selu)

    def loss(m, key):
        a, b, c, d = random.split(key, 4)
        x, y = eight(a, 256, **FLOW_START), 3 * moons(b, 256, 0.2) - 1
        t, e = random.uniform(c, (256, 1)), random.normal(d, (256, 2))
        return ((net(m, t, t * y + (1 - t) * x + 0.1 * e) - (y - x)) ** 2).sum(1).mean()

    state, end = Training(mlp(root, 3, 64, 64, 64, 2), loss, optax.adam(1e-3)).timed("train", STEPS["flow"])
    print("loss", end)

    def draw(key):
        n = SAMPLES["flow"]
        x = eight(key, n, **FLOW_START)
        return odeint(lambda x, t: net(state[0], jnp.full((n, 1), t), x), x, jnp.array([0.0, 1.0]), rtol=1e-4, atol=1e-4)[1]

    sampled(SAMPLES["flow"], draw)


{"tiny": tiny, "vdm": vdm, "score": score, "flow": flow}[case]()
