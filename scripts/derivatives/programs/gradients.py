"""Gradients of scalar functions of numbers, vectors, matrices and records."""

from . import Program

SUMMARY = "gradients in numbers, vectors, matrices and records of them"
EVIDENCE = "each agrees with five-point differences"

X = "[0.45, -0.9, 1.3]"
Y = "[-0.35, 0.6, 0.15]"
A = "[1.7, 0.4, -0.6; -0.3, 2.2, 0.5; 0.8, -0.1, 1.4]"
B = "[0.6, -1.1; 0.9, 0.3; -0.4, 0.75]"
S = "S = [1.6, 0.35, -0.2; 0.35, 1.1, 0.25; -0.2, 0.25, 0.9];"
W = "W = [0.35, -0.8, 0.6; 1.2, 0.15, -0.45; -0.7, 0.5, 0.95];"
DATA = "X = [0.3, -0.7; 1.1, 0.4; -0.6, 0.9; 0.2, 1.5];\ny = [0.4, -0.2, 1.3, 0.8];"
CLASSES = "Y = [1.0, 0.0, 0.0; 0.0, 0.0, 1.0; 0.0, 1.0, 0.0; 1.0, 0.0, 0.0];"
SOFT = "soft(z) = exp(z - logsumexp(z))"


def vector(title, code, point=X):
    """A scalar function of a vector: value and gradient."""
    return Program(title, code, f"f({point})\ngrad(f)({point})")


def matrix(title, code, point=A):
    """A scalar function of a matrix: value and gradient."""
    return vector(title, code, point)


def several(title, code, *points, name="f", python=""):
    """A function of several arguments: the value, and the gradients in all of them as a tuple."""
    places = ", ".join(points)
    return Program(title, code, f"{name}({places})\ngrad({name})({places})", python)


def record(title, code, point, name="loss", python=""):
    """A function of a record of parameters: value and gradient, a record."""
    return several(title, code, point, name=name, python=python)


ARGUMENTS = [
    several("Three numbers", "f(x, y, z) = x*exp(y*z) + log(1 + x^2*z^2)", "0.8", "-0.35", "1.45"),
    Program("Chosen arguments, one or two, in the order of the names",
            "f(x, y, z) = sin(x*y)*z^2 + x/(1 + z^2)",
            'grad(f, wrt="y")(0.7, 1.2, -0.4)\ngrad(f, wrt=("x", "z"))(0.7, 1.2, -0.4)\n'
            'grad(f, wrt=("z", "x"))(0.7, 1.2, -0.4)'),
    several("A number and a vector", "f(a, x) = a^2*sum(sin(a*x)) + norm(x)^2/a", "1.15", X),
    several("A vector and a matrix", "f(x, A) = x @ A @ x + sum(exp(A @ x/2))", X, A),
    several("Matrices that are not square", "f(A, B) = sum(tanh(A @ B)^2) + sum(A*B')",
            "[0.4, -0.7, 0.2; 1.1, 0.3, -0.5]", B),
    several("An argument that does not occur", "f(x, y) = sum(x^3)/3", X, "0.5"),
    several("Broadcasting: a row, a column and a number over a matrix",
            "f(r, c, s) = sum((r + c)^2*sin(s*r*c))", "[0.3, -0.8, 0.5]", "[0.9; -0.4]", "1.25"),
    record("A tuple as one argument", "f(p) = p[1]^2*sum(p[2]^3) + cos(p[1]*p[2][2])", f"(0.85, {X})",
           name="f"),
    record("A record of a number, a vector and a matrix",
           "loss(p) = p.s*sum(tanh(p.A @ p.x)) + p.x @ p.A @ p.x/p.s",
           f"(s = 1.35, x = {X}, A = {A})"),
    record("Records in a record",
           "half(q, x) = tanh(q.W @ x + q.b)\n"
           "loss(p) = norm(half(p.dec, half(p.enc, [0.8, -0.3])) - [0.1, 0.6])^2/2",
           "(enc = (W = [0.5, -0.2; 0.3, 0.9], b = [0.1, -0.4]), "
           "dec = (W = [-0.6, 0.4; 0.7, 0.2], b = [0.05, 0.3]))"),
    Program("One record of two", "f(p, q) = p.a*q.b^2 + exp(p.c*q.a)",
            'grad(f, wrt="q")((a = 0.4, c = -0.7), (a = 1.3, b = 0.6))\n'
            'grad(f)((a = 0.4, c = -0.7), (a = 1.3, b = 0.6))'),
]

STRUCTURE = [
    vector("An entry taken twice, a reversed copy, the last entry",
           "f(x) = x[1]*x[3]^2 - x[1]^3 + sum(x*x[end:-1:1])*x[end]"),
    Program("Rows taken more than once", "f(x) = sum(x[[1, 3, 1, 2]]^2*[0.5, -1.0, 2.0, 1.5])",
            f"f({X})\ngrad(f)({X})",
            "def f(x): return sum(x[jnp.array([0, 2, 0, 1])]**2*array([0.5, -1.0, 2.0, 1.5]))"),
    matrix("Rows, columns and blocks of a matrix",
           "f(A) = A[2, :] @ A[:, 3] + sum(A[1:2, 2:3]^3) + A[3, 1]*A[end, end]"),
    matrix("Sums along axes", "f(A) = sum(sum(A, axis=1)^3) + prod(sum(A^2, axis=2)) + sum(mean(A, axis=1)^2)"),
    matrix("Largest and smallest entries along axes", "f(A) = sum(max(A, axis=1)^2) - sum(min(A, axis=2)^3)"),
    matrix("Cumulative sums along an axis", "f(A) = sum(cumsum(A, axis=1)^2) + sum(cumsum(A, axis=2)^3)/3"),
    matrix("Reshaped and transposed", "f(A) = sum(reshape(A', 9)[2:7]^2*[1.0, -0.5, 0.3, 2.0, -1.2, 0.7])"),
    vector("Stacked into a matrix", "f(x) = det([x[1], x[2], 1.0; x[3], x[1]*x[2], x[2]; 0.5, x[3]^2, x[1]])"),
    several("Joined end to end", "f(x, y) = sum(cumsum(concat((x, y^2, x)))^2)", X, Y),
    several("An outer product", "f(x, y) = sum((x @ y')^3) + det(eye(3) + x @ y')", X, Y,
            python="def f(x, y): return sum(jnp.outer(x, y)**3) + det(jnp.eye(3) + jnp.outer(x, y))"),
    several("A Kronecker product", "f(A, B) = trace(kron(A, B) @ kron(A, B))", "[0.7, -0.2; 0.4, 1.1]",
            "[1.2, 0.5; -0.3, 0.8]"),
    matrix("The diagonal and a diagonal matrix", "f(A) = sum(diag(A)^3) + trace(A @ diag(A[1, :]))"),
    vector("A choice by a mask", "f(x) = sum(where(x > 0, x^3, -2*sin(x)))"),
    vector("The smaller and the larger of two", "f(x) = max(x)^2*min(x)"),
    vector("Powers with a vector of exponents", "f(x) = sum((1 + x^2)^[0.5, 1.5, -2.0])"),
    Program("A convolution by slices", """
f(w) = {
    x = [0.2, -0.5, 0.9, 1.4, -0.3, 0.7]
    s = 0.0
    for k in 1:4 { s = s + (w @ x[k:k + 2])^2/k }
    s
}""", f"f({X})\ngrad(f)({X})"),
    vector("Differences of neighbours: total variation made smooth",
           "f(x) = sum(sqrt(0.1 + (x[2:end] - x[1:2])^2))"),
]

LINEAR_ALGEBRA = [
    several("A linear system in its matrix and its right side", "f(A, b) = sum(solve(A, b)^3) + b @ solve(A, b)",
            A, X),
    several("A linear system with several right sides", "f(A, B) = sum(sin(solve(A, B)))", A, B),
    several("An inverse between two vectors", "f(x, A, y) = x @ inv(A @ A' + eye(3)) @ y", X, A, Y),
    matrix("A transposed system", f"f(A) = sum(solve(A', {X})*solve(A, {Y}))"),
    matrix("Determinants and traces of powers", "f(A) = det(A @ A - 0.5*A) + trace(A @ A' @ A)"),
    matrix("The log-determinant of a Gram matrix", "f(A) = logdet(A' @ A + 0.3*eye(2))", B),
    matrix("The log-determinant of a matrix that is not symmetric", "f(A) = logdet(A)^2 + logdet(inv(A))"),
    matrix("A Cholesky factor", f"{W}\nf(A) = sum(W*cholesky(A' @ A + eye(3))^2)"),
    matrix("The log-determinant by a Cholesky factor",
           "f(A) = 2*sum(log(diag(cholesky(A @ A' + 0.2*eye(3)))))"),
    matrix("Eigenvalues of a symmetric part: entropy of a spectrum",
           "levels(A) = eigh((A + A')/2)\nf(A) = -sum(levels(A)^2*log(levels(A)^2))"),
    matrix("The gap between the two smallest eigenvalues",
           "levels(A) = eigh((A + A')/2)\nf(A) = (levels(A)[2] - levels(A)[1])^2/2 + log(levels(A)[3])"),
    Program("A matrix square root by eigenvectors: a function of a matrix",
            f"{S}\n{W}\n" + """
root(A) = {
    (values, vectors) = eigh((A + A')/2, vectors=true)
    vectors @ diag(sqrt(values)) @ vectors'
}
f(A) = sum(W*root(A @ A' + S))""", f"f({A})\ngrad(f)({A})", """
S = array([[1.6, 0.35, -0.2], [0.35, 1.1, 0.25], [-0.2, 0.25, 0.9]])
W = array([[0.35, -0.8, 0.6], [1.2, 0.15, -0.45], [-0.7, 0.5, 0.95]])
def root(A):
    values, vectors = jnp.linalg.eigh((A + A.T)/2)
    return vectors @ jnp.diag(sqrt(values)) @ vectors.T
def f(A): return sum(W*root(A @ A.T + S))"""),
    matrix("Nuclear norm of a tall matrix", "f(A) = sum(svd(A)) + svd(A)[1]^2", B),
    matrix("Condition number", "f(A) = svd(A)[1]/svd(A)[3]"),
    matrix("Matrix exponential", f"{W}\nf(A) = sum(W*expm(A/2)) + norm(expm(A - W))"),
    several("The flow of a linear system", "f(A, x) = norm(expm(0.7*A) @ x)^2", A, X),
    several("The distance of two Gaussians: the Bures metric",
            "levels(A) = eigh((A + A')/2)\n"
            "f(m, A) = m @ m + trace(A @ A') + trace(S) - 2*sum(sqrt(levels(L' @ (A @ A') @ L)))\n"
            f"{S}\nL = cholesky(S);", X, A),
]

SOFTMAX = [
    vector("Log-sum-exp with weights", "f(x) = logsumexp(2*x + [0.3, -0.1, 0.5])/2"),
    matrix("Log-sum-exp of rows and of columns", "f(A) = sum(logsumexp(A, axis=2)^2) - sum(logsumexp(2*A, axis=1))"),
    vector("Entropy of a softmax", f"{SOFT}\nf(z) = -sum(soft(z)*log(soft(z)))"),
    vector("Cross entropy of one example", "f(z) = logsumexp(z) - z[2]"),
    vector("Cross entropy with logits far apart", "f(z) = logsumexp(60*z) - 60*z[1]"),
    record("Softmax cross entropy of a linear classifier",
           f"{DATA}\n{CLASSES}\nlogits(p) = X @ p.W + p.b\n"
           "loss(p) = mean(logsumexp(logits(p), axis=2) - sum(Y*logits(p), axis=2))",
           "(W = [0.2, -0.5, 0.8; 0.6, 0.1, -0.3], b = [0.05, -0.15, 0.1])"),
    record("Logistic regression with a ridge",
           "X = [0.3, -0.7; 1.1, 0.4; -0.6, 0.9; 0.2, 1.5];\ns = [1.0, -1.0, -1.0, 1.0];\n"
           "loss(p) = sum(softplus(-s*(X @ p.w + p.b))) + 0.05*norm(p.w)^2", "(w = [0.7, -0.4], b = 0.2)"),
    several("Attention of one query",
            f"{SOFT}\nf(q, K, V) = sum((V' @ soft(K @ q/sqrt(2)))^2)", "[0.8, -0.5]", B,
            "[0.1, 0.9; -0.6, 0.3; 0.4, -0.2]"),
    several("Layer normalisation",
            "normal(x) = (x - mean(x))/sqrt(mean((x - mean(x))^2) + 0.01)\n"
            "f(x, g, b) = sum((normal(x)*g + b)^3)", X, "[1.1, 0.9, 1.3]", "[0.2, -0.1, 0.05]"),
    vector("The Gumbel-softmax relaxation", f"{SOFT}\nf(z) = soft((z + [0.37, 1.2, -0.5])/0.6) @ [1.0, -2.0, 0.5]"),
]

GAUSSIAN = "(trace(solve(T, S)) + (m - n) @ solve(T, m - n) - 2 + logdet(T) - logdet(S))/2"
DENSITIES = [
    several("Log density of a Gaussian on the line",
            "f(x, m, s) = -((x - m)/s)^2/2 - log(s) - log(2*π)/2", "0.9", "0.25", "1.6"),
    several("Log density with one deviation per coordinate",
            "f(x, m, s) = -sum(((x - m)/s)^2/2 + log(s)) - 1.5*log(2*π)", X, Y, "[0.8, 1.25, 0.5]"),
    several("Log density with a full covariance",
            "f(x, m, A) = -((x - m) @ solve(A @ A', x - m) + logdet(A @ A') + 3*log(2*π))/2", X, Y, A),
    several("Log density by a Cholesky factor: only its lower triangle counts",
            "lower(A) = [A[1, 1], 0.0, 0.0; A[2, 1], A[2, 2], 0.0; A[3, 1], A[3, 2], A[3, 3]]\n"
            "f(x, A) = -sum(solve(lower(A), x)^2)/2 - sum(log(diag(lower(A)))) - 1.5*log(2*π)", X, A),
    several("Log density by a precision", "f(x, P) = logdet(P)/2 - x @ P @ x/2 - 1.5*log(2*π)", X,
            "[1.8, 0.2, -0.3; 0.2, 1.2, 0.1; -0.3, 0.1, 0.7]"),
    record("A mixture of two Gaussians",
           "bump(x, m, s) = exp(-((x - m)/s)^2/2)/(s*sqrt(2*π))\n"
           "at(p, x) = log(sigmoid(p.w)*bump(x, p.m, p.s) + (1 - sigmoid(p.w))*bump(x, p.n, p.t))\n"
           "loss(p) = -at(p, 0.4) - at(p, -1.1) - at(p, 2.3)", "(w = 0.3, m = -0.8, s = 0.7, n = 1.9, t = 1.1)"),
    record("Marginal likelihood of a Gaussian process",
           "x = [-1.2, -0.1, 0.6, 1.7];\ny = [0.3, 0.9, 0.4, -0.8];\n"
           "D = (reshape(x, 4, 1) - reshape(x, 1, 4))^2;\n"
           "K(p) = p.a^2*exp(-D/(2*p.l^2)) + p.s^2*eye(4)\n"
           "loss(p) = (y @ solve(K(p), y) + logdet(K(p)) + 4*log(2*π))/2", "(a = 1.1, l = 0.8, s = 0.3)"),
    several("Divergence of two Gaussians on the line",
            "f(m, s, n, t) = log(t/s) + (s^2 + (m - n)^2)/(2*t^2) - 1/2", "0.55", "0.9", "-0.3", "1.25"),
    several("Divergence of a diagonal Gaussian from the unit one",
            "f(m, r) = sum(exp(2*r) + m^2 - 1 - 2*r)/2", X, "[-0.4, 0.15, 0.3]"),
    several("Divergence of two Gaussians with full covariances", f"f(m, S, n, T) = {GAUSSIAN}",
            "[0.4, -0.2]", "[1.3, 0.2; 0.2, 0.8]", "[-0.1, 0.5]", "[1.7, -0.4; -0.4, 1.1]"),
    several("Divergence of two Bernoulli distributions by their logits",
            "f(a, b) = sigmoid(a)*(a - b) + softplus(b) - softplus(a)", "0.85", "-0.6"),
    several("Divergence of two categorical distributions by their logits",
            f"{SOFT}\nf(a, b) = sum(soft(a)*(a - b)) + logsumexp(b) - logsumexp(a)", X, Y),
    several("Divergence of two gamma distributions",
            "f(a, b, c, d) = (a - c)*digamma(a) - lgamma(a) + lgamma(c) + c*log(b/d) + a*(d - b)/b",
            "2.3", "1.4", "1.7", "0.9"),
    several("Divergence of two beta distributions",
            "lbeta(a, b) = lgamma(a) + lgamma(b) - lgamma(a + b)\n"
            "f(a, b, c, d) = lbeta(c, d) - lbeta(a, b) + (a - c)*digamma(a) + (b - d)*digamma(b) "
            "+ (c - a + d - b)*digamma(a + b)", "1.6", "2.4", "0.8", "3.1"),
    several("Divergence of two Dirichlet distributions",
            "f(a, b) = lgamma(sum(a)) - sum(lgamma(a)) - lgamma(sum(b)) + sum(lgamma(b)) "
            "+ sum((a - b)*(digamma(a) - digamma(sum(a))))", "[1.2, 0.7, 2.5]", "[0.9, 1.8, 1.4]"),
    several("Divergence of two exponential, and of two Laplace distributions",
            "f(a, b, m, c) = log(a/b) + b/a - 1 + c*exp(-abs(m)/c) + abs(m) - 1 - log(c)",
            "1.3", "0.6", "-0.75", "0.9"),
    several("Log density of Student's t", "f(x, n, s) = lgamma((n + 1)/2) - lgamma(n/2) - log(n*π)/2 - log(s) "
            "- (n + 1)/2*log(1 + (x/s)^2/n)", "1.4", "3.5", "0.8"),
    several("Log density of von Mises", "f(x, m, k) = k*cos(x - m) - log(2*π*besseli(0, k))", "0.7", "-0.2", "1.9"),
]

NETWORK = "(V = [0.4, -0.9; 0.7, 0.3; -0.5, 0.8], b = [0.1, -0.2, 0.05], w = [0.6, -0.4, 0.9], c = 0.15)"
DEEP = ("(A = [0.5, -0.3; 0.8, 0.2], a = [0.1, -0.1], B = [0.4, 0.7; -0.6, 0.3], b = [0.2, 0.05], "
        "w = [0.9, -0.5], c = 0.1)")
NETWORKS = [
    record("A network of two layers on a batch, tanh",
           f"{DATA}\nu(p) = tanh(X @ p.V' + p.b) @ p.w + p.c\nloss(p) = mean((u(p) - y)^2)", NETWORK),
    record("A network of two layers, softplus, example by example",
           f"{DATA}\nu(p, x) = softplus(p.V @ x + p.b) @ p.w + p.c\n"
           "loss(p) = sum(k in 1:4, (u(p, X[k, :]) - y[k])^2)/8", NETWORK),
    record("A network of three layers: tanh, sigmoid, linear",
           f"{DATA}\nu(p, x) = sigmoid(p.B @ tanh(p.A @ x + p.a) + p.b) @ p.w + p.c\n"
           "loss(p) = sum(k in 1:4, (u(p, X[k, :]) - y[k])^2)/4", DEEP),
    record("A residual network of three layers, silu",
           f"{DATA}\nsilu(x) = x*sigmoid(x)\nfirst(p) = X + silu(X @ p.A' + p.a)\n"
           "second(p) = first(p) + silu(first(p) @ p.B' + p.b)\n"
           "loss(p) = mean((second(p) @ p.w + p.c - y)^2)", DEEP),
    Program("The slope of a network in its input", "u(p, x) = tanh(p.V @ x + p.b) @ p.w + p.c",
            f'grad(u, wrt="x")({NETWORK}, [0.45, -0.85])\ngrad(u)({NETWORK}, [0.45, -0.85])'),
    record("The gradient penalty of a discriminator",
           'D(p, x) = tanh(p.V @ x + p.b) @ p.w + p.c\n'
           'loss(p) = (norm(grad(D, wrt="x")(p, [0.45, -0.85])) - 1)^2', NETWORK),
    record("Implicit score matching of a network: its divergence and its length",
           "s(p, x) = [p.w[1], p.w[2]]*tanh([p.V[1, 1], p.V[1, 2]; p.V[2, 1], p.V[2, 2]] @ x)\n"
           "loss(p) = {\n    field = x -> s(p, x)\n"
           "    div(field)([0.3, -0.6]) + norm(s(p, [0.3, -0.6]))^2/2\n}",
           "(V = [0.4, -0.9; 0.7, 0.3], w = [0.6, -0.4])"),
    record("An evidence lower bound with given noise",
           "x = [0.7, -0.3];\nε = [0.4, -1.1];\ndec(p, z) = tanh(p.D @ z + p.d)\n"
           "loss(p) = {\n    m = p.E @ x\n    s = exp(p.r*x)\n    z = m + s*ε\n"
           "    norm(x - dec(p, z))^2/(2*0.25) + sum(s^2 + m^2 - 1 - 2*log(s))/2\n}",
           "(E = [0.6, 0.2; -0.3, 0.8], r = [-0.5, 0.3], D = [0.9, -0.4; 0.1, 0.7], d = [0.05, -0.1])"),
    record("A planar flow and its log-determinant",
           "z = [0.4, -0.8];\n"
           "loss(p) = norm(z + p.u*tanh(p.w @ z + p.b))^2/2 "
           "- log(abs(1 + (p.u @ p.w)*(1 - tanh(p.w @ z + p.b)^2)))",
           "(u = [0.5, 0.3], w = [-0.7, 0.9], b = 0.2)"),
    several("Discriminator and generator losses of a small game",
            "D(ψ, x) = ψ[1]*x + ψ[2]*x^2 + ψ[3]*sin(x)\nG(θ, z) = θ[1] + θ[2]*z\n"
            "f(θ, ψ) = -softplus(-D(ψ, 0.6)) - softplus(D(ψ, G(θ, 0.3))) - softplus(D(ψ, G(θ, -1.2)))",
            "[0.2, 0.9]", "[0.5, -0.3, 0.7]"),
]

PROGRAMS = ARGUMENTS + STRUCTURE + LINEAR_ALGEBRA + SOFTMAX + DENSITIES + NETWORKS
