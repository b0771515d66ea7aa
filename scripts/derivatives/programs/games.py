"""Games and distributions: fields, update operators and their linearisations, divergences."""

from . import Program

SUMMARY = "fields and update operators of games, divergences of Gaussians"
EVIDENCE = "each agrees with five-point differences"

LOGISTIC = "f(t) = -log(1 + exp(-t))"
WASSERSTEIN = "f(t) = t"
LEAST_SQUARES = "f(t) = -(1 - t)^2/2"
FIELD = "v(x) = [-f'(x[1]*x[2])*x[2], f'(x[1]*x[2])*x[1]]"
PLAYERS = "v(θ, ψ) = (-f'(θ*ψ)*ψ, f'(θ*ψ)*θ)"
POINT = "[0.5, -0.3]"
ORIGIN = "[0.0, 0.0]"


def operator(title, definitions, name="F", loss=LOGISTIC):
    """An update operator with its linearisation away from and at the equilibrium."""
    return Program(title, f"{loss}\n{FIELD}\n{definitions}",
                   f"{name}({POINT})\njacobian({name})({POINT})\njacobian({name})({ORIGIN})")


PROGRAMS = [
    Program("The losses and their derivatives",
            "f(t) = -log(1 + exp(-t))\nns(t) = -f(-t)\nls(t) = -(1 - t)^2/2",
            "f'(0.0)\nf''(0.0)\nf'(-30.0)\nf''(-12.0)\nf''(30.0)\nf'''(0.4)\nns'(0.4)\nls'(0.4)", exact=True),
    Program("The field of the Dirac-GAN as a tuple", f"{LOGISTIC}\n{PLAYERS}",
            "jacobian(v)(0, 0)\njacobian(v)(0.5, -0.3)"),
    Program("The same with the non-saturating generator",
            f"{LOGISTIC}\nv(θ, ψ) = (-f'(-θ*ψ)*ψ, f'(θ*ψ)*θ)", "jacobian(v)(0, 0)\njacobian(v)(0.5, -0.3)"),
    Program("The field of the value function",
            f"{LOGISTIC}\nL(θ, ψ) = f(θ*ψ) + f(0)\n"
            'v(θ, ψ) = (-grad(L, wrt="θ")(θ, ψ), grad(L, wrt="ψ")(θ, ψ))',
            'grad(L, wrt="θ")(0.5, -0.3)\ngrad(L, wrt="ψ")(0.5, -0.3)\njacobian(v)(0.5, -0.3)'),
    Program("Gradient penalty on the discriminator",
            f"{LOGISTIC}\ndisc(ψ, x) = ψ*x + ψ^2*x^2\n"
            'penalty(ψ, x) = grad(disc, wrt="x")(ψ, x)^2/2\n'
            'v(θ, ψ) = (-f\'(θ*ψ)*ψ, f\'(θ*ψ)*θ - 0.3*grad(penalty, wrt="ψ")(ψ, 0.2))',
            "penalty(0.4, 0.2)\njacobian(penalty)(0.4, 0.2)\njacobian(v)(0.5, -0.3)"),
    operator("Simultaneous gradient descent", "F(x) = x + 0.5*v(x)"),
    operator("Simultaneous gradient descent, Wasserstein", "F(x) = x + 0.5*v(x)", loss=WASSERSTEIN),
    operator("Simultaneous gradient descent, least squares", "F(x) = x + 0.5*v(x)", loss=LEAST_SQUARES),
    operator("R1 penalty", "w(x) = v(x) - 0.3*[0.0, x[2]]\nF(x) = x + 0.5*w(x)"),
    operator("Alternating gradient descent",
             "generator(x) = [x[1] - 0.5*f'(x[1]*x[2])*x[2], x[2]]\n"
             "discriminator(x) = [x[1], x[2] + 0.5*f'(x[1]*x[2])*x[1]]\n"
             "F(x) = discriminator(generator(x))"),
    operator("Alternating gradient descent, two steps of the discriminator",
             "generator(x) = [x[1] - 0.5*f'(x[1]*x[2])*x[2], x[2]]\n"
             "discriminator(x) = [x[1], x[2] + 0.5*f'(x[1]*x[2])*x[1]]\n"
             "F(x) = discriminator(discriminator(generator(x)))"),
    operator("Extragradient", "F(x) = x + 0.5*v(x + 0.5*v(x))"),
    operator("Consensus optimisation",
             "effort(x) = v(x) @ v(x)/2\nw(x) = v(x) - 0.3*grad(effort)(x)\nF(x) = x + 0.5*w(x)"),
    operator("Symplectic gradient adjustment",
             "adjusted(x) = v(x) + 0.15*(jacobian(v)(x) - jacobian(v)(x)') @ v(x)\nF(x) = x + 0.5*adjusted(x)"),
    operator("Competitive gradient descent",
             "F(x) = x + 0.5*solve([1.0, 0.5*(jacobian(v)(x)[2, 1]); -0.5*(jacobian(v)(x)[2, 1]), 1.0], v(x))"),
    operator("A step of the classical Runge-Kutta method",
             "a(x) = v(x)\nb(x) = v(x + 0.25*a(x))\nc(x) = v(x + 0.25*b(x))\nd(x) = v(x + 0.5*c(x))\n"
             "F(x) = x + 0.5/6*(a(x) + 2*b(x) + 2*c(x) + d(x))"),
    Program("Optimistic gradient descent on the doubled state",
            f"{LOGISTIC}\n{FIELD}\npast(x) = v([x[3], x[4]])\nnow(x) = v([x[1], x[2]])\n"
            "F(x) = [x[1] + 1.0*now(x)[1] - 0.5*past(x)[1], x[2] + 1.0*now(x)[2] - 0.5*past(x)[2], x[1], x[2]]",
            "F([0.5, -0.3, 0.4, -0.2])\njacobian(F)([0.5, -0.3, 0.4, -0.2])\njacobian(F)([0.0, 0.0, 0.0, 0.0])"),
    Program("Heavy ball on the doubled state",
            f"{LOGISTIC}\n{FIELD}\nβ = -0.5;\nnow(x) = v([x[1], x[2]])\n"
            "F(x) = [x[1] + 0.5*now(x)[1] + β*(x[1] - x[3]), x[2] + 0.5*now(x)[2] + β*(x[2] - x[4]), x[1], x[2]]",
            "F([0.5, -0.3, 0.4, -0.2])\njacobian(F)([0.5, -0.3, 0.4, -0.2])"),
    Program("Ten alternating steps and their linearisation", f"{LOGISTIC}\n" + """
ten(θ, ψ) = {
    for k in 1:10 {
        θ = θ - 0.5*f'(θ*ψ)*ψ
        ψ = ψ + 0.5*f'(θ*ψ)*θ
    }
    (θ, ψ)
}""", "jacobian(ten)(0, 0)\njacobian(ten)(0.5, -0.3)", """
def f(t): return -log(1 + exp(-t))
def ten(θ, ψ):
    for k in range(10):
        θ = θ - 0.5*D(f)(θ*ψ)*ψ
        ψ = ψ + 0.5*D(f)(θ*ψ)*θ
    return θ, ψ"""),
    Program("An unrolled generator: five steps of the discriminator inside its loss", f"{LOGISTIC}\n" + """
unrolled(θ, ψ) = {
    s = ψ
    for k in 1:5 { s = s + 0.2*f'(θ*s)*θ }
    f(θ*s)
}
v(θ, ψ) = (-grad(unrolled, wrt="θ")(θ, ψ), f'(θ*ψ)*θ)""",
            "jacobian(unrolled)(0.5, -0.3)\njacobian(v)(0, 0)\njacobian(v)(0.5, -0.3)", """
def f(t): return -log(1 + exp(-t))
def unrolled(θ, ψ):
    s = ψ
    for k in range(5): s = s + 0.2*D(f)(θ*s)*θ
    return f(θ*s)
def v(θ, ψ): return -grad(unrolled, wrt="θ")(θ, ψ), D(f)(θ*ψ)*θ"""),
    Program("Drift and divergence of the field",
            f"{LOGISTIC}\n{FIELD}\nradius(x) = x @ x/2\nalong(x) = grad(radius)(x) @ v(x)\n"
            "backward(x) = v(x) - 0.05*jvp(v, x, v(x))",
            f"div(v)({POINT})\nalong({POINT})\njacobian(backward)({POINT})\ndiv(backward)({POINT})"),
    Program("Kullback-Leibler divergence of two Gaussians on the line",
            "kl(m, s, n, t) = log(t/s) + (s^2 + (m - n)^2)/(2*t^2) - 0.5\n"
            "g(p) = kl(p[1], p[2], 0, 1)",
            "kl(0.3, 0.7, -0.2, 1.4)\njacobian(kl)(0.3, 0.7, -0.2, 1.4)\nhessian(g)([0.3, 0.7])"),
    Program("The same in three dimensions with full covariance",
            "S = [2.0, 0.3, -0.4; 0.3, 1.5, 0.2; -0.4, 0.2, 1.0];\n"
            "kl(m, C) = (trace(solve(S, C)) + m @ solve(S, m) - 3 + logdet(S) - logdet(C))/2\n"
            "g(L) = kl([0.3, -1.2, 0.8], L @ L')",
            "jacobian(kl)([0.3, -1.2, 0.8], [1.0, 0.2, 0.1; 0.2, 0.8, 0.0; 0.1, 0.0, 1.2])\n"
            "grad(g)([1.0, 0.0, 0.0; 0.4, 0.9, 0.0; -0.2, 0.3, 1.1])"),
    Program("Fisher information of a Gaussian as the Hessian of a divergence",
            "kl(p, q) = q[2] - p[2] + (exp(2*p[2]) + (p[1] - q[1])^2)/(2*exp(2*q[2])) - 0.5\n"
            "near(q) = kl([0.3, -0.4], q)",
            "grad(near)([0.3, -0.4]) + [1.0, 1.0]\nhessian(near)([0.3, -0.4])\nhessian(near)([0.1, 0.2])"),
    Program("Evidence lower bound of a linear model with one latent variable",
            "w = [0.8, -0.5];\nx = [1.1, 0.4];\n"
            "elbo(m, s) = -norm(x - w*exp(m/5))^2/2 - s^2*(w @ w)/2 - (m^2 + s^2 - 1)/2 + log(s)",
            "elbo(0.4, 0.6)\njacobian(elbo)(0.4, 0.6)"),
]
