"""`vjp`: cotangents pulled back through fields, records, matrices, loops; and derivatives of pullbacks."""

from . import Program

SUMMARY = "products with a transposed Jacobian"
EVIDENCE = "each agrees with five-point differences"

X = "[0.65, -0.75, 1.05]"
A = "[1.3, -0.4; 0.6, 0.9]"
W = "W = [0.45, -0.7, 0.3; 0.85, 0.2, -0.55];"


def pullback(title, code, *claims):
    """A program and its claims."""
    return Program(title, code, "\n".join(claims))


PROGRAMS = [
    pullback("A field of the plane and the pullback of what it is",
             "v(x) = [x[1]*x[2]^2, exp(x[1]) - x[2], sin(x[1]*x[2])]",
             "vjp(v, [0.5, -0.8], [0.3, -1.1, 0.7])", "vjp(v, [0.5, -0.8], v([0.5, -0.8]))",
             "vjp(v, [0.5, -0.8], [0.0, 0.0, 0.0])"),
    pullback("A layer, and its gradient in the cotangent's place",
             f"{W}\nlayer(x) = tanh(W @ x)\nback(x) = vjp(layer, x, [0.4, -0.9])",
             f"vjp(layer, {X}, [0.4, -0.9])", f"jacobian(back)({X})", f"grad(x -> norm(back(x))^2)({X})"),
    pullback("Gauss and Newton: a product with JᵀJ",
             f"{W}\nlayer(x) = softplus(W @ x)\nproduct(x, u) = vjp(layer, x, jvp(layer, x, u))",
             f"product({X}, [0.2, 0.6, -0.3])", f"jacobian(x -> product(x, [0.2, 0.6, -0.3]))({X})"),
    pullback("A record of parameters",
             "u(p) = tanh(p.V @ [0.6, -0.2] + p.b)*p.s",
             "vjp(u, (V = [0.5, -0.3; 0.8, 0.2], b = [0.1, -0.2], s = 1.4), [0.7, -0.5])"),
    pullback("Several arguments as a tuple",
             "f(x, y) = [x*y^2, sin(x) + y, x/y]", "vjp(f, (0.8, 1.7), [0.3, 0.9, -0.6])",
             "vjp((x, y) -> vjp(f, (x, y), [0.3, 0.9, -0.6])[1], (0.8, 1.7), 1.0)"),
    pullback("Matrices in, matrices out", "f(A) = inv(A) @ A'",
             f"vjp(f, {A}, [0.3, 0.7; -0.4, 0.2])", f"grad(A -> sum(vjp(f, A, [0.3, 0.7; -0.4, 0.2])^2))({A})"),
    pullback("Cholesky, exponential and solution of a system",
             "f(A) = cholesky(A @ A' + eye(2))\ng(A) = expm(A/2)\nh(A) = solve(A, [0.4, -0.9])",
             f"vjp(f, {A}, [0.3, 0.0; -0.4, 0.2])", f"vjp(g, {A}, [0.3, 0.7; -0.4, 0.2])",
             f"vjp(h, {A}, [1.1, -0.6])"),
    pullback("Gradients as pullbacks of 1, Hessians as pullbacks of gradients",
             "f(x) = logsumexp(x)*x[1] + prod(x)", f"vjp(f, {X}, 1.0)", f"vjp(grad(f), {X}, [0.5, -0.2, 0.8])",
             f"vjp(x -> vjp(grad(f), x, [0.5, -0.2, 0.8]), {X}, [0.1, 0.9, -0.4])"),
    pullback("Through a loop that carries a vector", """
f(x) = {
    h = [0.1, -0.3]
    for k in 1:4 { h = tanh([x[1]*h[1] + x[2]*h[2], x[3]*h[1] - h[2]/k]) }
    h
}""", f"vjp(f, {X}, [0.7, -1.2])", f"jacobian(x -> vjp(f, x, [0.7, -1.2]))({X})"),
    pullback("Through a loop that ends by its values", """
f(x) = {
    y = [x, x^2]
    while norm(y) > 1 {
        y = y*0.7 - [0.05*x, 0.1]
    }
    y
}
back(x) = vjp(f, x, [0.8, -0.5])""", "back(1.9)", "back'(1.9)"),
    pullback("Entries assigned, entries taken twice", """
f(x) = {
    y = zeros(4)
    for k in 1:3 { y[k + 1] = y[k]*x[k] + x[k]^2 }
    y
}""", f"vjp(f, {X}, [0.4, 0.3, -0.8, 0.6])", f"vjp(x -> f(x)*x[2], {X}, [0.4, 0.3, -0.8, 0.6])"),
]
