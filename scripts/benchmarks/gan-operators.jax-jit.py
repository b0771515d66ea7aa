# turns: 1
"""The update operators of `gan-operators.gms`: the field by jax.grad, all steps in one compiled loop, in f64."""

import time

import jax
import jax.numpy as jnp
import optax

jax.config.update("jax_enable_x64", True)
N, H = 1_000_000, 0.01


def loss(p):
    return -jax.nn.softplus(-p[0] * p[1]) - jnp.log(2.0)


def v(p):
    dθ, dψ = jax.grad(loss)(p)
    return -dθ, dψ


def along(p, h, d):
    return p[0] + h * d[0], p[1] + h * d[1]


def simultaneous(field):
    return lambda p: along(p, H, field(p))


def alternating(n_d):
    def step(p):
        p = p[0] + H * v(p)[0], p[1]
        for _ in range(n_d):
            p = p[0], p[1] + H * v(p)[1]
        return p

    return step


def extragradient(p):
    return along(p, H, v(along(p, H, v(p))))


def ogda(s):
    p, old = s
    d, e = v(p), v(old)
    return along(p, H, (2 * d[0] - e[0], 2 * d[1] - e[1])), p


def heavy_ball(s):
    p, old = s
    θ = p[0] + H * v(p)[0] - 0.5 * (p[0] - old[0])
    return (θ, p[1] + H * v((θ, p[1]))[1] - 0.5 * (p[1] - old[1])), p


def rk4(p):
    a = v(p)
    b = v(along(p, H / 2, a))
    c = v(along(p, H / 2, b))
    d = v(along(p, H, c))
    return along(p, H / 6, [a[i] + 2 * b[i] + 2 * c[i] + d[i] for i in range(2)])


def cgd(p):
    # Numbers: what the players' blocks solve is a division.
    (_, b), (c, _) = jax.jacrev(v)(p)
    dθ, dψ = v(p)
    dθ = H * (dθ + H * b * dψ) / (1 - H**2 * b * c)
    return p[0] + dθ, p[1] + H * (dψ + c * dθ)


def consensus(p):
    def size(p):
        d = v(p)
        return (d[0] ** 2 + d[1] ** 2) / 2

    return along(v(p), -0.01, jax.grad(size)(p))


def sga(p):
    w = v(p)
    forward = jax.jvp(v, (p,), (w,))[1]
    backward = jax.vjp(v, p)[1](w)[0]
    return along(w, 0.005, (forward[0] - backward[0], forward[1] - backward[1]))


def r1(p):
    def pays(ψ):
        return 0.005 * jax.grad(lambda x: ψ * x)(0.0) ** 2

    d = v(p)
    return d[0], d[1] - jax.grad(pays)(p[1])


def adam():
    o = optax.adam(H, b1=0.5)

    def step(s):
        p, state = s
        d = v(p)
        change, state = o.update((-d[0], -d[1]), state)
        return optax.apply_updates(p, change), state

    return step, o


start = (1.0, 1.0)
adam_step, adam_of = adam()
point = jax.tree.map(jnp.asarray, start)
CASES = {
    "simultaneous": (simultaneous(v), start),
    "alternating": (alternating(1), start),
    "alternating n_d=5": (alternating(5), start),
    "extragradient": (extragradient, start),
    "ogda": (ogda, (start, start)),
    "heavy ball": (heavy_ball, (start, start)),
    "rk4": (rk4, start),
    "cgd": (cgd, start),
    "consensus": (simultaneous(consensus), start),
    "sga": (simultaneous(sga), start),
    "R1": (simultaneous(r1), start),
    "adam": (adam_step, (point, adam_of.init(point))),
}
total = 0.0
for name, (step, s) in CASES.items():
    run = jax.jit(lambda n, s, step=step: jax.lax.fori_loop(0, n, lambda k, s: step(s), s))
    jax.block_until_ready(run(1, s))
    clock = time.perf_counter()
    s = jax.block_until_ready(run(N, s))
    elapsed = time.perf_counter() - clock
    print("case", name, "turns", N)
    print("seconds", elapsed)
    p = s if len(jax.tree.leaves(s)) == 2 else s[0]
    total += float(jnp.log(jnp.hypot(*p)))
print(total)
