#!/usr/bin/env python3
"""Writes optax.gms: where each optimiser of gm must be after some steps, by optax in f64.

The gradient is that of a small regression whose datum changes from step to step, so that averages
and schedules matter. Parameters are kept after the steps of STEPS, of 100.

    pip install jax optax
    python scripts/optim/fixtures.py
"""

import pathlib
import sys

import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp  # noqa: E402
import optax  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from fixture_text import claims, ending, statement  # noqa: E402

PATH = pathlib.Path(__file__).resolve().parent / "optax.gms"
STEPS = (1, 2, 5, 10, 30, 100)

HEADER = """\
# Optimisers against optax in f64: the parameters after 1, 2, 5, 10, 30 and 100 steps.
# The numbers come from optax, written by fixtures.py.
p₁ = (W = [0.3, -0.7; 1.1, 0.4], b = [0.1, -0.2]);
loss(p, k) = sum((tanh(p.W @ [cos(k), sin(2*k)] + p.b) - [0.5, -0.3])^2)
# The parameters in a row, after each of those steps.
path(opt) = {
  (p, s) = (p₁, opt.init(p₁))
  rows = []
  for k in 1:100 {
    g = grad(loss, wrt="p")(p, 1.0*k)
    (p, s) = opt.step(s, g, p)
    if k in (1, 2, 5, 10, 30, 100) { rows = concat((rows, flatten(p))) }
  }
  rows
}
"""

SCHEDULES = [
    ("0.1", 0.1),
    ("constant(0.1)", optax.constant_schedule(0.1)),
    ("linear(0.2, 0.01, 40)", optax.linear_schedule(0.2, 0.01, 40)),
    ("cosine(0.2, 60, final=0.02)", optax.cosine_decay_schedule(0.2, 60, alpha=0.1)),
    (
        "warmup_cosine(0.2, 10, 80, start=0.01, final=0.02)",
        optax.warmup_cosine_decay_schedule(0.01, 0.2, 10, 80, end_value=0.02),
    ),
    ("exponential_decay(0.2, 0.5, steps=20)", optax.exponential_decay(0.2, 20, 0.5)),
    ("step_decay(0.2, 0.5, 20)", optax.exponential_decay(0.2, 20, 0.5, staircase=True)),
]
# The code in gm with `lr` for the learning rate, and what makes the same of optax.
OPTIMISERS = [
    ("sgd(lr)", optax.sgd),
    ("momentum(lr)", lambda lr: optax.sgd(lr, momentum=0.9)),
    ("nesterov(lr, β=0.8)", lambda lr: optax.sgd(lr, momentum=0.8, nesterov=True)),
    ("rmsprop(lr)", lambda lr: optax.rmsprop(lr, decay=0.9, eps=1e-8, eps_in_sqrt=False)),
    ("adam(lr)", optax.adam),
    ("adamw(lr)", lambda lr: optax.adamw(lr, weight_decay=1e-2)),
]
# What is tried with one rate alone.
SPECIAL = [
    ("adam(0.1, β1=0.5, β2=0.9, ε=1e-3)", optax.adam(0.1, b1=0.5, b2=0.9, eps=1e-3)),
    ("adamw(0.1, weight_decay=0.3)", optax.adamw(0.1, weight_decay=0.3)),
    (
        "clip_norm(sgd(0.1), 0.3)",
        optax.chain(optax.clip_by_global_norm(0.3), optax.sgd(0.1)),
    ),
    ("clip_value(adam(0.1), 0.2)", optax.chain(optax.clip(0.2), optax.adam(0.1))),
    (
        "clip_norm(clip_value(momentum(0.1), 0.2), 0.3)",
        optax.chain(
            optax.clip_by_global_norm(0.3), optax.clip(0.2), optax.sgd(0.1, momentum=0.9)
        ),
    ),
]


def in_f64(schedule):
    """The schedule of a count in f64: optax counts in int32, of which JAX makes f32 when it divides."""
    return (lambda count: schedule(jnp.asarray(count, jnp.float64))) if callable(schedule) else schedule


def loss(p, k):
    x = jnp.array([jnp.cos(k), jnp.sin(2 * k)])
    return jnp.sum((jnp.tanh(p["W"] @ x + p["b"]) - jnp.array([0.5, -0.3])) ** 2)


GRADIENT = jax.jit(jax.grad(loss))


def path(optimiser):
    p = {"W": jnp.array([[0.3, -0.7], [1.1, 0.4]]), "b": jnp.array([0.1, -0.2])}
    state, rows = optimiser.init(p), []
    update = jax.jit(optimiser.update)
    for k in range(1, 101):
        updates, state = update(GRADIENT(p, float(k)), state, p)
        p = optax.apply_updates(p, updates)
        if k in STEPS:
            rows += [float(x) for x in [*p["W"].ravel(), *p["b"]]]
    return rows


def averages():
    """The average of parameters that optax.ema keeps, without and with its correction."""
    for debias in (False, True):
        ema = optax.ema(0.9, debias=debias)
        state = ema.init(jnp.zeros(1))
        for k in range(1, 101):
            mean, state = ema.update(jnp.array([jnp.sin(k)]), state)
        yield float(mean[0])


def main():
    old, parts = claims(PATH), [HEADER]
    for code, make in OPTIMISERS:
        parts.append(f"# {code.split('(')[0]} with each schedule.\n")
        for rate, schedule in SCHEDULES:
            claim = code.replace("lr", rate, 1)
            parts.append(statement(f"path({claim})", path(make(in_f64(schedule))), "1e-10", old))
    parts.append("# Other settings, and what is put around an optimiser.\n")
    parts += [statement(f"path({code})", path(make), "1e-10", old) for code, make in SPECIAL]
    parts.append(
        "# Averages of parameters, from 0 on, and without the weight of that 0.\n"
        "average(n) = { a = [0.0]; for k in 1:n { a = averaged(a, [sin(k)], 0.9) }; a }\n"
    )
    plain, corrected = averages()
    parts.append(statement("average(100)", [plain], "1e-10", old))
    parts.append(statement("debiased(average(100), 0.9, 100)", [corrected], "1e-10", old))
    PATH.write_text("".join(parts) + ending(PATH))


if __name__ == "__main__":
    main()
