"""What a claim is worth: by JAX, and by a second opinion."""

import inspect
import re

import jax
import jax.numpy as jnp
import mpmath
import numpy as np
from jax.flatten_util import ravel_pytree
from jax.scipy import special

from . import translation

jax.config.update("jax_enable_x64", True)
mpmath.mp.dps = 50
# Where JAX is off by more than EXACT (far tails, cancellation) mpmath's number is pinned instead;
# beyond the other two bounds the fixture is taken to be wrong.
EXACT, CANCELLED, DIFFERENCES = 1e-11, 1e-6, 2e-5


def floats(tree):
    """Every leaf as an f64 array: integer arguments are promoted, as gm does."""
    return jax.tree.map(lambda x: jnp.asarray(x, jnp.float64), tree)


def array(rows):
    """A tensor literal, whose entries may be traced."""
    return jnp.stack([array(r) if isinstance(r, list) else jnp.asarray(r, jnp.float64) for r in rows])


def bessel(order, x):
    """I_n(x) for n = 0, 1, 2."""
    return [special.i0, special.i1, lambda x: special.i0(x) - 2 * special.i1(x) / x][order](x)


FUNCTIONS = {
    **{n: getattr(jnp, n) for n in "exp expm1 log log1p sqrt sin cos tan sinh cosh tanh abs sign floor".split()},
    **{n: getattr(jnp, n) for n in "sum prod mean cumsum trace diag kron zeros ones".split()},
    **{n: getattr(jnp, "arc" + n[1:]) for n in "asin acos atan asinh acosh atanh".split()},
    **{n: getattr(special, n) for n in "erf erfc digamma logsumexp".split()},
    **{n: getattr(jnp.linalg, n) for n in "det inv solve cholesky norm".split()},
    "atan2": jnp.arctan2, "logistic": jax.nn.sigmoid, "softplus": jax.nn.softplus,
    "lgamma": special.gammaln, "trigamma": lambda x: special.polygamma(1, x), "besseli": bessel,
    "logdet": lambda a: jnp.linalg.slogdet(a)[1], "expm": jax.scipy.linalg.expm,
    "array": array, "record": lambda **fields: fields, "π": jnp.pi, "jnp": jnp, "stop": jax.lax.stop_gradient,
}


def flat(f, arguments):
    """f as a function from one flat vector to one flat vector, and the vector of the arguments."""
    x, unravel = ravel_pytree(arguments)
    return lambda y: ravel_pytree(f(*unravel(y)))[0], x


def derivatives(slope, columns):
    """gm's derivative operators, from a derivative of scalar functions and a Jacobian of flat ones."""

    def jacobian(f):
        return lambda *a: columns(*flat(f, floats(a)))

    def grad(f, wrt=None):
        def value(*arguments):
            a = floats(arguments)
            k = list(inspect.signature(f).parameters).index(wrt) if wrt else 0
            assert wrt or len(a) == 1, "grad of several arguments needs wrt"
            g, x = flat(lambda y: f(*a[:k], y, *a[k + 1:]), (a[k],))
            return columns(g, x)[0].reshape(jnp.shape(a[k]))
        return value

    def hessian(f):
        return jacobian(grad(f))

    def laplacian(f):
        return lambda x: jnp.trace(hessian(f)(x))

    def div(f):
        return lambda x: jnp.trace(jacobian(f)(x))

    def jvp(f, x, v):
        return slope(lambda t: f(floats(x) + t * floats(v)))(0.0)

    return {"D": slope, "jacobian": jacobian, "grad": grad, "hessian": hessian, "laplacian": laplacian,
            "div": div, "jvp": jvp}


def slope_by_jax(f):
    return lambda x: jax.jvp(f, (jnp.asarray(x, jnp.float64),), (jnp.ones(jnp.shape(x)),))[1]


def columns_by_jax(f, x):
    return jax.jacfwd(f)(x)


def stencil(f, step):
    """The five-point formula for the derivative at 0."""
    return (f(-2 * step) - 8 * f(-step) + 8 * f(step) - f(2 * step)) / (12 * step)


def slope_by_differences(f):
    return lambda x: stencil(lambda t: f(x + t), 2e-3)


def columns_by_differences(f, x):
    return jnp.stack([stencil(lambda t: f(x + t * e), 2e-3) for e in np.eye(len(x))], axis=1)


def slope_by_mpmath(f):
    return lambda x: mpmath.diff(f, mpmath.mpf(x))


MPMATH = {
    **{n: getattr(mpmath, n) for n in "exp expm1 log log1p sqrt sin cos tan sinh cosh tanh sign floor".split()},
    **{n: getattr(mpmath, n) for n in "asin acos atan asinh acosh atanh atan2 erf erfc digamma besseli".split()},
    "abs": mpmath.fabs, "lgamma": mpmath.loggamma, "trigamma": lambda x: mpmath.psi(1, x),
    "logistic": lambda x: 1 / (1 + mpmath.exp(-x)), "softplus": lambda x: mpmath.log1p(mpmath.exp(x)),
    "π": mpmath.pi, "D": slope_by_mpmath,
}


def evaluated(program, names):
    """The claims of a program with these functions, in order."""
    scope = dict(names)
    exec(program.python or translation.definitions(program.code), scope)  # noqa: S102
    return [eval(translation.expression(e), scope) for e in program.expressions]  # noqa: S307


def second_opinion(program):
    """The claims by mpmath or by differences."""
    if not program.judged:
        return evaluated(program, {**FUNCTIONS, **derivatives(slope_by_jax, columns_by_jax)})
    if not program.exact:
        return evaluated(program, {**FUNCTIONS, **derivatives(slope_by_differences, columns_by_differences)})
    # The decimal literals of a claim stand for the nearest f64, as they do in gm.
    return [float(v) for v in evaluated(program, MPMATH)]


def leaves(value):
    """A claim's value as one array: the leaves of a tuple or a record are joined."""
    return np.asarray(ravel_pytree(value)[0] if isinstance(value, (tuple, dict)) else value)


def reference(program):
    """The claims with their values, and a line for each that the second opinion contradicts."""
    names = {**FUNCTIONS, **derivatives(slope_by_jax, columns_by_jax)}
    values, lines = [], []
    for claim, a, b in zip(program.expressions, evaluated(program, names), second_opinion(program)):
        a, b = leaves(a), leaves(b)
        gap = np.max(np.abs(a - b)) if a.shape == b.shape else np.nan
        scale = np.max(np.abs(b)) + (0 if program.exact else 1e-3)
        if not gap <= (CANCELLED if program.exact else DIFFERENCES) * scale:
            lines.append(f"{claim}: JAX {a}, second opinion {b}")
        values.append((claim, b if program.exact and gap > EXACT * scale else a))
    return values, lines
