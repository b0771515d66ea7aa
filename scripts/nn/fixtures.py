#!/usr/bin/env python3
"""Writes gradients.gms: the gradients of layers and networks of gm in their parameters, by JAX in f64.

Weights and data are given by formulas, so that no random numbers must agree. The loss is the mean
over a batch of a loss per example; gm batches it by vmap, JAX by vmap too.

    pip install jax numpy
    python scripts/nn/fixtures.py
"""

import pathlib
import sys

import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from fixture_text import claims, ending, statement  # noqa: E402

PATH = pathlib.Path(__file__).resolve().parent / "gradients.gms"
BATCH = 5

HEADER = """\
# Gradients of layers and networks against JAX in f64.
# The numbers come from JAX, written by fixtures.py; weights and data are given by formulas.
use nn
X = reshape(1.5*sin(1:15), 5, 3);
T = 0.3 + 2*cos(1:5);
K = [2, 1, 3, 3, 1];
# A model with the weights cos 1, cos 2, ... in order.
filled(m) = { m = f64(m); unflatten(cos(1:parameter_count(m)), m) }
# The gradient, in a row, of the mean over a batch of a loss per example.
gradient(loss, m, X) = flatten(grad(m -> mean(vmap(x -> loss(m, x))(X)))(m))
square(m, x) = sum((m(x) - 0.5)^2)
"""

X = jnp.reshape(1.5 * jnp.sin(jnp.arange(1, 16)), (5, 3))
T = 0.3 + 2 * jnp.cos(jnp.arange(1, 6))
K = jnp.array([2, 1, 3, 3, 1]) - 1

ACTIVATIONS = {
    "identity": lambda x: x,
    "relu": jax.nn.relu,
    "leaky_relu": jax.nn.leaky_relu,
    "hard_tanh": jax.nn.hard_tanh,
    "hard_sigmoid": jax.nn.hard_sigmoid,
    "elu": jax.nn.elu,
    "selu": jax.nn.selu,
    "silu": jax.nn.silu,
    "gelu": lambda x: jax.nn.gelu(x, approximate=False),
    "z -> gelu(z, approximate=true)": lambda x: jax.nn.gelu(x, approximate=True),
    "mish": jax.nn.mish,
    "soft_sign": jax.nn.soft_sign,
    "softplus": jax.nn.softplus,
    "sigmoid": jax.nn.sigmoid,
    "log_sigmoid": jax.nn.log_sigmoid,
    "tanh": jnp.tanh,
    "softmax": jax.nn.softmax,
    "log_softmax": jax.nn.log_softmax,
}


def dense(shapes, act=lambda x: x):
    W, b = shapes
    return lambda x: act(W @ x + b)


def mlp(weights, act, final=lambda x: x):
    def apply(x):
        for k in range(0, len(weights), 2):
            last = k + 2 == len(weights)
            x = dense(weights[k : k + 2], final if last else act)(x)
        return x

    return apply


def layer_norm(x, a, b, eps=1e-5):
    return a * (x - x.mean()) / jnp.sqrt(x.var() + eps) + b


def widths(*n):
    """The shapes of the weights of a perceptron."""
    return [s for i, o in zip(n, n[1:]) for s in ((o, i), (o,))]


def square(y):
    return jnp.sum((y - 0.5) ** 2)


def sinusoidal(t, n, period=10000):
    angles = t * period ** (-jnp.arange(n // 2) / (n // 2))
    return jnp.concatenate([jnp.cos(angles), jnp.sin(angles)])


def fourier(x, B):
    return jnp.concatenate([jnp.cos(2 * jnp.pi * B @ x), jnp.sin(2 * jnp.pi * B @ x)])


B = jnp.reshape(jnp.sin(jnp.arange(1, 7)), (2, 3))

# The code of the gradient in gm, the shapes of the weights in order, the loss of the weights and an example, the data.
CASES = [
    *(
        (
            f"gradient(square, filled(dense(3, 2, act={name})), X)",
            widths(3, 2),
            lambda w, x, act=act: square(dense(w, act)(x)),
            X,
        )
        for name, act in ACTIVATIONS.items()
    ),
    (
        "gradient(square, filled(dense(3, 2, act=tanh, bias=false)), X)",
        [(2, 3)],
        lambda w, x: square(jnp.tanh(w[0] @ x)),
        X,
    ),
    (
        "gradient(square, filled(mlp(3, 4, 2)), X)",
        widths(3, 4, 2),
        lambda w, x: square(mlp(w, jax.nn.silu)(x)),
        X,
    ),
    (
        "gradient(square, filled(mlp(3, 4, 4, 2, act=tanh, final=sigmoid)), X)",
        widths(3, 4, 4, 2),
        lambda w, x: square(mlp(w, jnp.tanh, jax.nn.sigmoid)(x)),
        X,
    ),
    (
        "gradient(square, filled(residual(mlp(3, 4, 3, act=gelu))), X)",
        widths(3, 4, 3),
        lambda w, x: square(x + mlp(w, ACTIVATIONS["gelu"])(x)),
        X,
    ),
    (
        "gradient(square, filled(layer_norm(3)), X)",
        [(3,), (3,)],
        lambda w, x: square(layer_norm(x, *w)),
        X,
    ),
    (
        "gradient(square, filled(rms_norm(3, ε=0.1)), X)",
        [(3,)],
        lambda w, x: square(w[0] * x / jnp.sqrt(jnp.mean(x**2) + 0.1)),
        X,
    ),
    (
        "gradient(square, filled(chain(dense(3, 4, act=silu), layer_norm(4), dense(4, 2))), X)",
        [*widths(3, 4), (4,), (4,), *widths(4, 2)],
        lambda w, x: square(
            dense(w[4:])(layer_norm(dense(w[:2], jax.nn.silu)(x), w[2], w[3]))
        ),
        X,
    ),
    (
        "gradient(square, filled(chain(embedding(4, 3), mlp(3, 4, 2, act=tanh))), K)",
        [(4, 3), *widths(3, 4, 2)],
        lambda w, k: square(mlp(w[1:], jnp.tanh)(w[0][k])),
        K,
    ),
    (
        "gradient(square, filled(chain(sinusoidal(6), mlp(6, 3, 2, act=tanh))), T)",
        widths(6, 3, 2),
        lambda w, t: square(mlp(w, jnp.tanh)(sinusoidal(t, 6))),
        T,
    ),
    (
        "{ e = fourier_features(4, inputs=3); e.B = static(reshape(sin(1:6), 2, 3)); "
        "gradient(square, filled(chain(e, dense(4, 2, act=tanh))), X) }",
        widths(4, 2),
        lambda w, x: square(dense(w, jnp.tanh)(fourier(x, B))),
        X,
    ),
    (
        "{ m = filled(mlp(3, 4, 3)); "
        "flatten(grad(m -> mean(vmap((x, k) -> -log_softmax(m(x))[k])(X, K)))(m)) }",
        widths(3, 4, 3),
        lambda w, xk: -jax.nn.log_softmax(mlp(w, jax.nn.silu)(xk[0]))[xk[1]],
        (X, K),
    ),
]


def gradient(shapes, loss, data):
    numbers, weights, start = np.cos(np.arange(1, 1000.0)), [], 0
    for shape in shapes:
        count = int(np.prod(shape))
        weights.append(jnp.array(numbers[start : start + count].reshape(shape)))
        start += count
    mean = lambda w: jnp.mean(jax.vmap(lambda x: loss(w, x))(data))  # noqa: E731
    return [float(x) for g in jax.grad(mean)(weights) for x in g.ravel()]


def main():
    old = claims(PATH)
    parts = [statement(claim, gradient(shapes, loss, data), "1e-9", old) for claim, shapes, loss, data in CASES]
    PATH.write_text(HEADER + "".join(parts) + ending(PATH))


if __name__ == "__main__":
    main()
