"""`vmap`: gradients, Jacobians and Hessians example by example, and derivatives of batched functions."""

from . import Program

SUMMARY = "per-example derivatives by vmap"
EVIDENCE = "each agrees with five-point differences, taken row by row"

DATA = "X = [0.35, -0.65; 1.15, 0.45; -0.55, 0.95; 0.25, 1.45];\ny = [0.45, -0.25, 1.25, 0.75];"
ROWS = "[0.5, -0.4; 1.2, 0.3; -0.8, 0.7]"
CLASSES = "Y = [1.0, 0.0, 0.0; 0.0, 0.0, 1.0; 0.0, 1.0, 0.0; 1.0, 0.0, 0.0];"
NETWORK = "p = (V = [0.45, -0.85; 0.65, 0.35], b = [0.15, -0.25], w = [0.75, -0.55], c = 0.05);"
EACH = "each(w) = vmap((x, t) -> grad(loss, wrt=\"w\")(w, x, t))(X, y)"


def model(title, loss, point, data=DATA):
    """A loss of parameters w on one example: gradients of all examples, their sum, the sum's gradient."""
    return Program(title, f"{data}\n{loss}\n{EACH}\ntotal(w) = sum(vmap((x, t) -> loss(w, x, t))(X, y))\n"
                   "spread(w) = sum(each(w)^2)",
                   f"each({point})\nsum(each({point}), axis=1)\ngrad(total)({point})\n"
                   f"hessian(total)({point})\ngrad(spread)({point})")


def rowwise(title, code, rows=ROWS, claims="vmap(f)({0})\nvmap(grad(f))({0})"):
    """A scalar function of one row: values and gradients of all rows."""
    return Program(title, code, claims.format(rows))


SIGNED = "X = [0.35, -0.65; 1.15, 0.45; -0.55, 0.95; 0.25, 1.45];\ny = [1.0, -1.0, -1.0, 1.0];"
MODELS = [
    model("Squared error of a linear model", "loss(w, x, t) = (w @ x - t)^2/2", "[0.7, -0.3]"),
    model("Logistic regression", "loss(w, x, s) = softplus(-s*(w @ x))", "[0.4, 0.8]", SIGNED),
    model("A smooth robust loss", "loss(w, x, t) = sqrt(1 + (w @ x - t)^2) - 1", "[-0.6, 0.2]"),
    model("Poisson regression", "loss(w, x, n) = exp(w @ x) - n*(w @ x)", "[0.3, -0.5]"),
    model("A loss with a branch: Huber",
          "loss(w, x, t) = {\n    e = abs(w @ x - t)\n    if e < 0.5 { e = e^2/2 } else { e = e/2 - 0.125 }\n    e\n}",
          "[0.9, 0.1]"),
    model("A network of one hidden layer with its weights in a vector",
          "loss(w, x, t) = (w[7]*tanh(w[1]*x[1] + w[2]*x[2] + w[3]) + w[8]*tanh(w[4]*x[1] + w[5]*x[2] + w[6]) - t)^2",
          "[0.4, -0.7, 0.1, 0.8, 0.3, -0.2, 0.9, -0.6]"),
]

RECORDS = [
    Program("A network with a record of parameters",
            f"{DATA}\n{NETWORK}\nloss(p, x, t) = (tanh(p.V @ x + p.b) @ p.w + p.c - t)^2\n"
            'each = vmap((x, t) -> grad(loss, wrt="p")(p, x, t))(X, y);\n'
            "total(p) = sum(vmap((x, t) -> loss(p, x, t))(X, y))",
            "each.b\neach.w\neach.c\nsum(each.V, axis=1)\ngrad(total)(p)"),
    Program("Softmax cross entropy with weights and offsets",
            f"{DATA}\n{CLASSES}\np = (W = [0.3, -0.6, 0.7; 0.5, 0.2, -0.4], b = [0.1, -0.1, 0.2]);\n"
            "loss(p, x, t) = logsumexp(x @ p.W + p.b) - t @ (x @ p.W + p.b)\n"
            'each = vmap((x, t) -> grad(loss, wrt="p")(p, x, t))(X, Y);\n'
            "total(p) = sum(vmap((x, t) -> loss(p, x, t))(X, Y))",
            "each.b\nsum(each.W, axis=1)\ngrad(total)(p)"),
    Program("A data set that is a record of columns",
            "d = (t = [0.4, -0.2, 1.1], x = [0.5, -0.4; 1.2, 0.3; -0.8, 0.7]);\n"
            "loss(w, r) = (w @ r.x - r.t)^4/4\neach(w) = vmap(r -> grad(loss, wrt=\"w\")(w, r))(d)",
            "each([0.6, 0.9])\njacobian(w -> sum(each(w), axis=1))([0.6, 0.9])"),
    Program("Gradients in the data too: a record of columns comes back",
            "d = (t = [0.4, -0.2, 1.1], x = [0.5, -0.4; 1.2, 0.3; -0.8, 0.7]);\n"
            "loss(r) = sin(r.x @ [0.6, 0.9])*r.t^2 + r.t*norm(r.x)^2",
            "vmap(grad(loss))(d).x\nvmap(grad(loss))(d).t"),
    Program("Results that are tuples: value and slope of every example",
            f"{DATA}\nboth(x, t) = (exp(-t*x[1])*x[2], grad(z -> sum(z^3)*t)(x))",
            "vmap((x, t) -> both(x, t)[1])(X, y)\nvmap(both)(X, y)"),
    Program("A parameter that is captured, and its derivative through all rows",
            f"{DATA}\nf(a) = sum(vmap((x, t) -> sin(a*x[1])*exp(-a*t*x[2]))(X, y))", "f(0.8)\nf'(0.8)\nf''(0.8)"),
    Program("Fisher information by per-example gradients",
            f"{SIGNED}\nloss(w, x, s) = softplus(-s*(w @ x))\n{EACH}\nfisher(w) = each(w)' @ each(w)/4",
            "fisher([0.4, 0.8])\ngrad(w -> logdet(fisher(w)))([0.4, 0.8])"),
]

ROWWISE = [
    rowwise("A function of a row", "f(x) = x[1]^2*exp(x[2]) + sin(x[1]*x[2])"),
    rowwise("A function of a number", "f(x) = log(1 + x^2)*x", "[0.3, -1.7, 2.4, 0.0]",
            "vmap(f)({0})\nvmap(grad(f))({0})\nvmap(x -> f'(x))({0})\nvmap(x -> f''(x))({0})"),
    rowwise("Softmax of rows, weighted", "f(x) = logsumexp(3*x) - x[2]"),
    rowwise("Norms and means", "f(x) = norm(x)*mean(x) + max(x)^3"),
    rowwise("Hessians of rows, flattened", "f(x) = x[1]^3*x[2] + cos(x[1] + 2*x[2])", ROWS,
            "vmap(x -> flatten(hessian(f)(x)))({0})\nsum(vmap(hessian(f))({0}), axis=1)\nvmap(laplacian(f))({0})"),
    rowwise("Jacobians, divergences and products with a direction",
            "v(x) = [x[1]*x[2]^2, exp(x[1]) - x[2]]", ROWS,
            "vmap(v)({0})\nvmap(div(v))({0})\nvmap(x -> det(jacobian(v)(x)))({0})\nvmap(x -> jvp(v, x, [0.6, -0.8]))({0})"),
    rowwise("Pullbacks of rows", "v(x) = [x[1]*x[2]^2, exp(x[1]) - x[2], sin(x[1])]", ROWS,
            "vmap(x -> vjp(v, x, [0.5, -1.0, 2.0]))({0})\nvmap(x -> vjp(v, x, v(x)))({0})"),
    rowwise("A linear system in every row",
            "f(x) = [1.0, -0.5] @ solve([2 + x[1]^2, x[2]; 0.3, 1.5 - x[1]/2], [x[2], 0.7])"),
    rowwise("A log-determinant and a Cholesky factor in every row",
            "M(x) = [2 + x[1]^2, x[2]; x[2], 1.5 + exp(x[1])]\nf(x) = logdet(M(x)) + sum(cholesky(M(x))^2*[1.0, 0.0; 0.5, -1.0])"),
    rowwise("Eigenvalues in every row",
            "levels(A) = eigh(A)\nf(x) = levels([x[1], 0.4, x[2]; 0.4, 0.9, x[1]; x[2], x[1], -0.6])[2]^2"),
    rowwise("A matrix exponential in every row", "f(x) = sum(expm([0.2, x[1]; -x[2], x[1]*x[2]]))"),
    rowwise("A loop in every row, of the same length", """
f(x) = {
    h = x[1]
    for k in 1:5 { h = tanh(h*x[2] + k/10) }
    h
}"""),
    rowwise("A loop whose length differs from row to row", """
f(x) = {
    s = x[1]
    k = 0
    while abs(s) > 0.4 {
        s = s*0.6 - 0.1*x[2]
        k = k + 1
    }
    s^2 + k*x[2]
}""", "[0.5, -0.4; 3.2, 0.3; -9.8, 0.7; 0.1, 0.2]"),
    rowwise("Branches that differ from row to row", """
f(x) = {
    if x[1] > x[2] { y = log(x[1] - x[2]) } else { y = (x[2] - x[1])^3 }
    if y < 0 { return y*x[1] }
    y + x[2]^2
}"""),
    rowwise("Newton's iteration in every row", """
f(a) = {
    x = a
    for k in 1:40 {
        y = (x + a/x)/2
        if abs(y - x) < 1e-15 { break }
        x = y
    }
    x
}""", "[2.0, 0.3, 17.5]"),
    Program("A kernel matrix by vmap in vmap, and its derivative in the width",
            "X = [0.4, -0.3; 1.1, 0.6; -0.7, 0.2];\nk(x, z, l) = exp(-norm(x - z)^2/(2*l^2))\n"
            "K(l) = vmap(x -> vmap(z -> k(x, z, l))(X))(X)\nf(l) = logdet(K(l) + 0.1*eye(3))",
            "K(0.9)\nf(0.9)\nf'(0.9)\nf''(0.9)"),
    Program("The Jacobian of a batched function is block diagonal",
            "f(X) = vmap(x -> sin(x[1])*x[2])(X)", "jacobian(f)([0.5, -0.4; 1.2, 0.3])\n"
            "grad(X -> sum(f(X)^2))([0.5, -0.4; 1.2, 0.3])"),
    Program("Importance weights: a log-mean-exp over samples and its gradient",
            "Z = [0.3, -1.2; 0.9, 0.4; -0.5, 0.8; 1.4, -0.1];\n"
            "weight(m, z) = sum((z - m)^2)/2 - sum((z - [0.3, 0.1])^2)\n"
            "bound(m) = logsumexp(vmap(z -> weight(m, z))(Z)) - log(4)",
            "bound([0.2, -0.3])\ngrad(bound)([0.2, -0.3])\nhessian(bound)([0.2, -0.3])"),
]

PROGRAMS = MODELS + RECORDS + ROWWISE
