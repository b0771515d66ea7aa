"""Hessians, and their products with vectors taken forward over reverse and reverse over reverse."""

from . import Program

SUMMARY = "Hessians and their products with vectors"
EVIDENCE = "each agrees with five-point differences"

X = "[0.55, -0.7, 1.15]"
V = "[0.4, -1.3, 0.25]"
P = "[0.65, -0.85]"
A = "[1.4, 0.3; -0.5, 1.9]"
E = "[0.7, -0.2; 0.6, -1.1]"
DATA = "X = [0.4, -0.6; 1.2, 0.5; -0.7, 0.8; 0.1, 1.4];\ny = [0.5, -0.3, 1.1, 0.9];"


def vector(title, code, point=X, direction=V):
    """A scalar function of a vector: Hessian; products by jvp of grad and by grad of an inner product."""
    return Program(title, f"{code}\nalong(x) = grad(f)(x) @ {direction}",
                   f"hessian(f)({point})\njvp(grad(f), {point}, {direction})\ngrad(along)({point})")


def matrix(title, code, point=A, direction=E):
    """A scalar function of a 2×2 matrix: Hessian over its entries, and products in its shape."""
    return Program(title, f"{code}\nalong(A) = sum(grad(f)(A)*{direction})",
                   f"hessian(f)({point})\njvp(grad(f), {point}, {direction})\ngrad(along)({point})")


def tree(title, code, *points, name="loss", extra=""):
    """A function of records or of several arguments: the Hessian over all their numbers."""
    return Program(title, code, f"hessian({name})({', '.join(points)})\n{extra}")


VECTORS = [
    vector("Log-sum-exp", "f(x) = logsumexp(1.5*x - [0.2, 0.1, 0.4])"),
    vector("A valley: Rosenbrock", "f(x) = 10*(x[2] - x[1]^2)^2 + (1 - x[1])^2 + 10*(x[3] - x[2]^2)^2 + (1 - x[2])^2"),
    vector("Himmelblau", "f(p) = (p[1]^2 + p[2] - 11)^2/10 + (p[1] + p[2]^2 - 7)^2/10", P, "[0.9, 0.35]"),
    vector("A product and a quotient", "f(x) = x[1]*x[2]/(1 + x[3]^2) + prod(x)^2"),
    vector("Inverse distance", "f(x) = 1/sqrt(0.3 + x @ x) + 1/(1 + norm(x - [1.0, 0.0, -0.5]))"),
    vector("Logistic loss of four examples",
           "s = [1.0, -1.0, 1.0, -1.0];\n"
           "Z = [0.5, -0.2, 1.0; 1.1, 0.7, -0.3; -0.4, 0.9, 0.6; 0.2, -1.3, 0.8];\n"
           "f(w) = mean(softplus(-s*(Z @ w)))"),
    vector("Poisson loss", "Z = [0.5, -0.2, 0.3; 0.1, 0.7, -0.3; -0.4, 0.9, 0.6];\nn = [2.0, 0.0, 3.0];\n"
           "f(w) = sum(exp(Z @ w) - n*(Z @ w))"),
    vector("Entropy of a softmax", "soft(z) = exp(z - logsumexp(z))\nf(z) = -sum(soft(z)*log(soft(z)))"),
    vector("Variance and the logarithm of a mean", "f(x) = mean((x - mean(x))^2)^2 + log(mean(exp(x)))"),
    vector("Cumulative sums", "f(x) = sum(exp(cumsum(x)/2))"),
    vector("Energy of a linear system", "b = [0.3, -0.8];\n"
           "f(x) = b @ solve([2 + x[1]^2, x[2]; x[2], 1.5 + exp(x[3])], b)"),
    vector("A log-determinant along three matrices",
           "f(x) = logdet([2.5, 0.1; 0.2, 1.7] + x[1]*[0.3, 0.2; -0.1, 0.4] + x[2]*[0.1, -0.5; 0.6, 0.2] + x[3]*eye(2))"),
    vector("Eigenvalues of a pencil",
           "levels(A) = eigh(A)\n"
           "f(x) = sum(exp(levels([1.0, x[1], 0.2; x[1], -0.5, x[2]; 0.2, x[2], x[3]])/2))"),
    vector("The smallest eigenvalue", "levels(A) = eigh(A)\n"
           "f(x) = levels([1.0, x[1], 0.2; x[1], -0.5, x[2]; 0.2, x[2], x[3]])[1]"),
    vector("A Cholesky factor", "f(x) = sum(cholesky([3 + x[1]^2, x[2]; x[2], 2 + x[3]^2])^3)"),
    vector("A matrix exponential", "f(x) = sum(expm([0.1, x[1]; x[2], -0.2*x[3]])*[1.0, -0.5; 0.3, 0.8])"),
    vector("Singular values", "f(x) = sum(svd([x[1], 0.5, x[3]; 1.2, x[2], 0.3])^3)/3"),
    vector("Sines of sums", "f(x) = sin(sum(x))*cos(x[1] - x[2]*x[3])"),
    vector("Special functions", "f(x) = lgamma(2 + x[1]) + erf(x[2]*x[3]) + besseli(0, x[1]*x[3])"),
    vector("A function linear in one argument", "f(x) = x[1]*sin(x[2]) + x[1]*exp(x[3])"),
    vector("Powers with moving exponents", "f(x) = (1 + x[1]^2)^x[2] + abs(x[3])^2.5"),
    vector("A choice by a mask", "f(x) = sum(where(x > 0.3, x^4, exp(x)))*x[2]"),
]

MATRICES = [
    matrix("The log-determinant", "f(A) = logdet(A)"),
    matrix("The determinant", "f(A) = det(A)^2"),
    matrix("The trace of an inverse", "f(A) = trace(inv(A))"),
    matrix("A quadratic form of an inverse", "f(A) = [0.4, -0.9] @ solve(A, [0.7, 0.2])"),
    matrix("The trace of an exponential", "f(A) = trace(expm(A/2))"),
    matrix("The exponential's squared length", "f(A) = sum(expm(A/3)^2)"),
    matrix("A quartic", "f(A) = sum((A' @ A - eye(2))^2)/4"),
    matrix("The nuclear norm", "f(A) = sum(svd(A))"),
    matrix("Cross entropy of rows", "f(A) = sum(logsumexp(A, axis=2)) - A[1, 2] - A[2, 1]"),
    matrix("A network's weights", "f(A) = sum(tanh(A @ [0.8, -0.3])*tanh(A @ [0.1, 0.6]))"),
]

NETWORK = "(V = [0.5, -0.8; 0.6, 0.4], b = [0.1, -0.3], w = [0.7, -0.5], c = 0.2)"
TREES = [
    tree("Three numbers", "loss(x, y, z) = x^2*y*exp(z) + sin(x*z)/y", "0.7", "1.3", "-0.4",
         extra="hessian((x, y) -> loss(x, y, 0.5))(0.7, 1.3)"),
    tree("A number and a vector", "loss(s, x) = log(s)*sum(x^3) + norm(x)^2/s", "1.4", P),
    tree("A vector and a matrix", "loss(x, A) = exp(x @ A @ x/2)", P, "[0.4, -0.3; 0.2, 0.6]"),
    tree("The likelihood of a Gaussian in its mean and log deviation",
         "x = [0.4, 1.7, -0.6];\nloss(p) = sum(((x - p.m)*exp(-p.r))^2)/2 + 3*p.r", "(m = 0.3, r = -0.2)"),
    tree("Divergence of two Gaussians on the line in all parameters",
         "loss(m, s, n, t) = log(t/s) + (s^2 + (m - n)^2)/(2*t^2) - 1/2", "0.35", "0.8", "-0.4", "1.15"),
    tree("Divergence of a full Gaussian from the unit one in its mean and factor",
         "loss(p) = (trace(p.L @ p.L') + p.m @ p.m - 2 - 2*log(abs(det(p.L))))/2",
         "(m = [0.4, -0.7], L = [1.2, 0.0; 0.3, 0.9])"),
    tree("Divergence of two gamma distributions",
         "loss(a, b) = (a - 1.7)*digamma(a) - lgamma(a) + lgamma(1.7) + 1.7*log(b/0.9) + a*(0.9 - b)/b",
         "2.1", "1.3"),
    tree("A network of two layers", f"{DATA}\n"
         "loss(p) = mean((tanh(X @ p.V' + p.b) @ p.w + p.c - y)^2)", NETWORK),
    Program("Products with the Hessian of a network, as records",
            f"{DATA}\nloss(p) = mean((tanh(X @ p.V' + p.b) @ p.w + p.c - y)^2)\n"
            "pairing(p, q) = sum(p.V*q.V) + p.b @ q.b + p.w @ q.w + p.c*q.c\n"
            "d = (V = [0.2, 0.9; -0.4, 0.3], b = [0.6, -0.1], w = [-0.3, 0.8], c = 0.5);\n"
            "along(p) = pairing(grad(loss)(p), d)",
            f"jvp(grad(loss), {NETWORK}, d)\ngrad(along)({NETWORK})"),
    tree("Softmax cross entropy in weights and offsets",
         "loss(p) = logsumexp(p.W @ [0.6, -0.9] + p.b) - (p.W @ [0.6, -0.9] + p.b)[2]",
         "(W = [0.4, -0.2; 0.1, 0.7; -0.5, 0.3], b = [0.1, 0.0, -0.2])"),
    Program("The Hessian at a minimum, where it is the Fisher information",
            "soft(z) = exp(z - logsumexp(z))\nloss(z) = sum([0.2, 0.5, 0.3]*(log([0.2, 0.5, 0.3]) - z + logsumexp(z)))",
            "hessian(loss)([0.0, log(2.5), log(1.5)])\nhessian(loss)([0.3, -0.4, 0.1])"),
    Program("Third derivatives: the gradient of a curvature",
            "f(x) = logsumexp([x[1]*x[2], sin(x[2]), x[1]^2])\n"
            "curvature(x) = [0.6, 0.8] @ hessian(f)(x) @ [0.6, 0.8]\nspread(x) = trace(hessian(f)(x))",
            f"curvature({P})\ngrad(curvature)({P})\ngrad(spread)({P})\nlaplacian(f)({P})"),
    Program("Newton's step, and its Jacobian",
            "f(x) = logsumexp([x[1] + x[2], x[1] - x[2], -x[1]]) + x @ x/10\n"
            "step(x) = x - solve(hessian(f)(x), grad(f)(x))",
            f"step({P})\njacobian(step)({P})"),
    Program("The Laplace approximation's log-determinant in a hyperparameter",
            "f(x, a) = sum(cosh(x)) + a*norm(x)^2/2 - x[1]*x[2]\n"
            "evidence(a) = logdet(hessian(x -> f(x, a))([0.3, -0.2]))/2",
            "evidence(0.8)\nevidence'(0.8)\nevidence''(0.8)"),
]

PROGRAMS = VECTORS + MATRICES + TREES
