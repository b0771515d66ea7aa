"""What a claim is worth: by JAX, and by a second opinion."""

import functools
import inspect

import jax
import jax.numpy as jnp
import mpmath
import numpy as np
from jax.flatten_util import ravel_pytree
from jax.scipy import special

from . import blocks, translation

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


def steps(first, step, last):
    """The numbers of an inclusive range."""
    return range(first, last + (1 if step > 0 else -1), step)


def stacked(terms):
    """Terms of one shape as the rows of a tensor."""
    return jnp.stack([jnp.asarray(term, jnp.float64) for term in terms])


@jax.tree_util.register_pytree_node_class
class Record(dict):
    """A record: a tree whose leaves stand in the order of its fields."""

    def __getattr__(self, name):
        return self[name]

    def changed(self, **fields):
        """The record with other values of some fields."""
        return Record({**self, **fields})

    def mapped(self, other, change):
        """The fields of a tree, and of another one or a scalar, leaf by leaf."""
        return jax.tree.map(change, self, other) if isinstance(other, Record) else \
            jax.tree.map(lambda x: change(x, other), self)

    def __add__(self, other):
        return self.mapped(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self.mapped(other, lambda a, b: a - b)

    def __rmul__(self, other):
        return self.mapped(other, lambda a, b: b * a)

    def tree_flatten(self):
        return tuple(self.values()), tuple(self)

    @classmethod
    def tree_unflatten(cls, names, values):
        return cls(zip(names, values))


def along(function):
    """A reduction of jnp with axes that count from 1."""
    return lambda x, axis=None: function(x, axis=None if axis is None else axis - 1)


def bessel(order, x):
    """I_n(x) for n = 0, 1, 2."""
    return [special.i0, special.i1, lambda x: special.i0(x) - 2 * special.i1(x) / x][order](x)


FUNCTIONS = {
    **{n: getattr(jnp, n) for n in "exp expm1 log log1p sqrt sin cos tan sinh cosh tanh abs sign floor".split()},
    **{n: along(getattr(jnp, n)) for n in "sum prod mean max min cumsum".split()},
    **{n: getattr(jnp, n) for n in "trace diag kron zeros ones eye where".split()},
    **{n: getattr(jnp, "arc" + n[1:]) for n in "asin acos atan asinh acosh atanh".split()},
    **{n: getattr(special, n) for n in "erf erfc digamma".split()},
    **{n: getattr(jnp.linalg, n) for n in "det inv solve cholesky norm".split()},
    "atan2": jnp.arctan2, "logistic": jax.nn.sigmoid, "softplus": jax.nn.softplus,
    "lgamma": special.gammaln, "trigamma": lambda x: special.polygamma(1, x), "besseli": bessel,
    "logdet": lambda a: jnp.linalg.slogdet(a)[1], "expm": jax.scipy.linalg.expm,
    "logsumexp": along(special.logsumexp), "reshape": lambda x, *shape: jnp.reshape(x, shape),
    "flatten": jnp.ravel, "sigmoid": jax.nn.sigmoid, "svd": lambda a: jnp.linalg.svd(a, full_matrices=False)[1],
    "eigh": lambda a: jnp.linalg.eigh(a)[0], "concat": jnp.concatenate, "steps": steps, "stacked": stacked,
    "array": array, "record": Record, "true": True, "false": False, "π": jnp.pi, "jnp": jnp, "stop": jax.lax.stop_gradient,
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
        @functools.wraps(f)
        def value(*arguments):
            names = list(inspect.signature(f).parameters)
            chosen = [names.index(n) for n in ((wrt,) if isinstance(wrt, str) else wrt or names)]
            parts = floats(tuple(arguments[k] for k in chosen))

            def restricted(*moved):
                places = dict(zip(chosen, moved))
                return f(*(places.get(k, a) for k, a in enumerate(arguments)))

            result = ravel_pytree(parts)[1](columns(*flat(restricted, parts))[0])
            return result[0] if len(result) == 1 else result
        return value

    def hessian(f):
        return jacobian(grad(f))

    def laplacian(f):
        return lambda x: jnp.trace(hessian(f)(x))

    def div(f):
        return lambda x: jnp.trace(jacobian(f)(x))

    def spread(f, x):
        """f of one argument, and the point: a tuple is spread over the arguments."""
        return (lambda y: f(*y)) if isinstance(x, tuple) else f

    def jvp(f, x, v):
        a, b, g = floats(x), floats(v), spread(f, x)
        return slope(lambda t: g(jax.tree.map(lambda p, q: p + t * q, a, b)))(0.0)

    def vjp(f, x, u):
        g, point = flat(spread(f, x), (floats(x),))
        return ravel_pytree(floats(x))[1](columns(g, point).T @ ravel_pytree(floats(u))[0])

    return {"vjp": vjp, "D": slope, "jacobian": jacobian, "grad": grad, "hessian": hessian, "laplacian": laplacian,
            "div": div, "jvp": jvp}


def rows(f):
    """`vmap` by a loop: f of each row of its arguments, the results stacked."""
    def value(*arguments):
        count = len(jax.tree.leaves(arguments)[0])
        results = [f(*(jax.tree.map(lambda x: x[k], a) for a in arguments)) for k in range(count)]
        return jax.tree.map(lambda *leaves: jnp.stack(leaves), *results)
    return value


def batched(f):
    """`vmap` by JAX, and by a loop where f branches on values."""
    def value(*arguments):
        try:
            return jax.vmap(f)(*arguments)
        except jax.errors.ConcretizationTypeError:
            return rows(f)(*arguments)
    return value


def slope_by_jax(f):
    return lambda x: jax.jvp(f, (jnp.asarray(x, jnp.float64),), (jnp.ones(jnp.shape(x)),))[1]


def columns_by_jax(f, x):
    return jax.jacfwd(f)(x)


def stencil(f, step):
    """The five-point formula for the derivative at 0, leaf by leaf."""
    values = [f(k * step) for k in (-2, -1, 1, 2)]
    return jax.tree.map(lambda a, b, c, d: (a - 8 * b + 8 * c - d) / (12 * step), *values)


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
    try:
        exec(program.python or blocks.definitions(program.code), scope)  # noqa: S102
        return [eval(translation.expression(e), scope) for e in program.expressions]  # noqa: S307
    except Exception as error:
        error.add_note(f"in the program {program.title!r}")
        raise


BY_JAX = {**FUNCTIONS, **derivatives(slope_by_jax, columns_by_jax), "vmap": batched}
BY_DIFFERENCES = {**FUNCTIONS, **derivatives(slope_by_differences, columns_by_differences), "vmap": rows}


def second_opinion(program):
    """The claims by mpmath or by differences."""
    if not program.judged:
        return evaluated(program, BY_JAX)
    if not program.exact:
        return evaluated(program, BY_DIFFERENCES)
    # The decimal literals of a claim stand for the nearest f64, as they do in gm.
    return [float(v) for v in evaluated(program, MPMATH)]


def reference(program):
    """The claims with their values, and a line for each that the second opinion contradicts."""
    values, lines = [], []
    for claim, first, second in zip(program.expressions, evaluated(program, BY_JAX), second_opinion(program)):
        a, b = (np.asarray(ravel_pytree(value)[0]) for value in (first, second))
        gap = np.max(np.abs(a - b), initial=0) if a.shape == b.shape else np.nan
        scale = np.max(np.abs(b), initial=0) + (0 if program.exact else 1e-3)
        if not gap <= (CANCELLED if program.exact else DIFFERENCES) * scale:
            lines.append(f"{claim}: JAX {a}, second opinion {b}")
        values.append((claim, second if program.exact and gap > EXACT * scale else first))
    return values, lines
