"""Vectors and matrices: gradients with the shape of the argument, Jacobians, decompositions."""

from . import Program

SUMMARY = "vectors, matrices and decompositions"
EVIDENCE = "each agrees with five-point differences"

X = "[0.3, -1.2, 0.8]"
A = "[2.0, -0.5, 0.3; 0.4, 1.5, -0.7; -0.2, 0.6, 1.1]"
S = "S = [2.0, 0.3, -0.4; 0.3, 1.5, 0.2; -0.4, 0.2, 1.0];"
C = "C = [0.4, 0.1, -0.2; 0.1, -0.3, 0.5; -0.2, 0.5, 0.2];"
W = "W = [0.7, -0.4, 0.2; 0.1, 0.9, -0.6; 0.5, -0.3, 0.8];"


def vector(title, code, second=True):
    """A scalar function of a vector of three: value, gradient, Hessian."""
    return Program(title, code, f"f({X})\ngrad(f)({X})" + (f"\nhessian(f)({X})" if second else ""))


def matrix(title, code):
    """A scalar function of a 3×3 matrix: value, gradient in its shape, gradient of a gradient."""
    return Program(title, code + "\ng(A) = sum(W * grad(f)(A))",
                   f"f({A})\ngrad(f)({A})\ngrad(g)({A})")


def pencil(title, code, extra=""):
    """A function of a symmetric matrix along a line S + t*C."""
    return Program(title, f"{S}\n{C}\nM(t) = S + t*C\n{code}", f"f(0.2)\nf'(0.2)\nf''(0.2){extra}")


EIGH = "levels(A) = eigh(A)"
EIGH_TWIN = "def levels(A): return jnp.linalg.eigh(A)[0]\n"
SVD = "singular(A) = svd(A)"

PROGRAMS = [
    vector("Sum of an elementwise function", "f(x) = sum(exp(x)*sin(2*x))"),
    vector("Products of entries", "f(x) = x[1]*x[2]^2*exp(x[3])"),
    vector("Product of all entries", "f(x) = prod(x)"),
    vector("Log-sum-exp", "f(x) = logsumexp(x)"),
    vector("Log-sum-exp far out", "f(x) = logsumexp(1000*x)", second=False),
    vector("Squared norm of a mean", "f(x) = mean(x)^2 + sum((x - mean(x))^2)/2"),
    vector("Euclidean norm", "f(x) = norm(x)"),
    vector("Inner product", f"{W}\nf(x) = x @ (W @ sin(x))"),
    vector("Quadratic form", f"{W}\nf(x) = x @ W @ x/2"),
    vector("Cumulative sum", "f(x) = sum(cumsum(x)^3)"),
    vector("Slices", "f(x) = sum(x[1:2]*x[2:3])*x[3]"),
    vector("Rational function of inner products", f"{W}\nf(x) = (x @ W @ x)/(1 + x @ x)"),
    vector("Diagonal matrix from a vector", f"{W}\nf(x) = logdet(W + diag(x^2))"),
    Program("Jacobians of vector functions",
            f"{W}\nimage(x) = W @ x\nwarp(x) = tanh(W @ x)*x\nsoft(x) = exp(x - logsumexp(x))",
            f"jacobian(image)({X})\njacobian(warp)({X})\njacobian(soft)({X})"),
    Program("Jacobians of stacked entries",
            "plane(p) = [p[1]*cos(p[2]), p[1]*sin(p[2])]\nmix(x) = [x[1]*x[2], x[2]/x[3], sum(x^2)]",
            f"jacobian(plane)([1.5, 0.7])\njacobian(mix)({X})"),
    Program("Several arguments: one column for each scalar of the flattened arguments",
            "f(x, y) = x^2*sin(y) + exp(x*y)\ng(x, A) = A @ x\nh(a, x) = a*norm(x)^2",
            f"jacobian(f)(0.3, 1.1)\njacobian(g)([0.5, -0.4], [1.0, 2.0; 3.0, 4.0])\njacobian(h)(0.7, {X})"),
    Program("The gradient in one argument",
            f"{W}\nf(x, y) = sum(exp(x*y)) + x @ W @ y",
            f'grad(f, wrt="x")({X}, [0.2, 0.4, -0.1])\ngrad(f, wrt="y")({X}, [0.2, 0.4, -0.1])'),
    matrix("Sum of a matrix product", f"{W}\nf(A) = sum((A @ W)^2)"),
    matrix("Matrix times vector", f"{W}\nx = {X};\nf(A) = sum(tanh(A @ x))"),
    matrix("Transpose", f"{W}\nf(A) = sum((A' @ A - W)^2)/2"),
    matrix("Trace of a power", f"{W}\nf(A) = trace(A @ A @ A)"),
    matrix("Frobenius norm", f"{W}\nf(A) = norm(A)"),
    matrix("Determinant", f"{W}\nf(A) = det(A)"),
    matrix("Log-determinant", f"{W}\nf(A) = logdet(A)"),
    matrix("Inverse", f"{W}\nf(A) = sum(inv(A)^2)"),
    matrix("Linear system, vector", f"{W}\nb = {X};\nf(A) = sum(exp(solve(A, b)))"),
    matrix("Linear system, matrix", f"{W}\nf(A) = trace(solve(A, W))^2"),
    matrix("Matrix exponential", f"{W}\nf(A) = trace(expm(A) @ W)"),
    matrix("Kronecker product", f"{W}\nf(A) = sum(kron(A, W)^3)"),
    matrix("Cholesky factor of a Gram matrix", f"{W}\nf(A) = sum(W * cholesky(A @ A' + W @ W'))"),
    matrix("Row and column sums", f"{W}\nf(A) = prod(A @ {X}) + sum(A[1, :]*A[:, 2])"),
    Program("Right side of a linear system", f"{W}\nf(b) = solve(W, b^2)",
            f"f({X})\njacobian(f)({X})"),
    Program("Jacobian of a matrix in a matrix: rows and columns in row-major order",
            "doubled(A) = A @ A\ninverted(A) = inv(A)",
            "jacobian(doubled)([1.0, 2.0; 3.0, 4.0])\njacobian(inverted)([1.0, 2.0; 3.0, 4.0])"),
    pencil("Log-determinant of a pencil", "f(t) = logdet(M(t))"),
    pencil("Cholesky factor of a pencil", "f(t) = sum(cholesky(M(t))^3)"),
    pencil("Gaussian log density in its covariance",
           f"x = {X};\nf(t) = -(x @ solve(M(t), x) + logdet(M(t)) + 3*log(2*π))/2"),
    Program("Eigenvalues of a symmetric pencil",
            f"{S}\n{C}\n{EIGH}\nline(t) = levels(S + t*C)\nf(t) = sum(line(t)^3)\n"
            "g(t) = line(t)[1]",
            "jacobian(line)(0.2)\nf'(0.2)\nf''(0.2)\ng'(0.2)\ng''(0.2)",
            python=f"S = array({[[2.0, .3, -.4], [.3, 1.5, .2], [-.4, .2, 1.0]]})\n"
            f"C = array({[[.4, .1, -.2], [.1, -.3, .5], [-.2, .5, .2]]})\n" + EIGH_TWIN +
            "def line(t): return levels(S + t*C)\n"
            "def f(t): return sum(line(t)**3)\ndef g(t): return line(t)[0]"),
    Program("Eigenvectors, up to sign: the projector on the largest",
            f"{S}\n{C}\nprojector(t) = {{\n"
            "    u = eigh(S + t*C, vectors=true).vectors[:, 3]\n    u @ C @ u*sum(u^4)\n}",
            "projector(0.2)\nprojector'(0.2)\nprojector''(0.2)",
            python=f"S = array({[[2.0, .3, -.4], [.3, 1.5, .2], [-.4, .2, 1.0]]})\n"
            f"C = array({[[.4, .1, -.2], [.1, -.3, .5], [-.2, .5, .2]]})\n"
            "def projector(t):\n    u = jnp.linalg.eigh(S + t*C)[1][:, 2]\n"
            "    return u @ C @ u*sum(u**4)"),
    Program("Singular values",
            f"{SVD}\nf(A) = sum(singular(A)^1.5)\ng(t) = f([1.0 + t, 0.5; t^2, 2.0; -0.3, t])",
            "f([1.0, 0.5; 0.2, 2.0])\ngrad(f)([1.0, 0.5; 0.2, 2.0])\n"
            "jacobian(singular)([1.0, 0.5; 0.2, 2.0])\ng'(0.4)\ng''(0.4)",
            python="def singular(A): return jnp.linalg.svd(A, full_matrices=False)[1]\n"
            "def f(A): return sum(singular(A)**1.5)\n"
            "def g(t): return f(array([[1.0 + t, 0.5], [t**2, 2.0], [-0.3, t]]))"),
    Program("Matrix exponential along a line: a rotation and a shear",
            "f(t) = expm([0.0, -t; t, 0.0])\ng(t) = sum(expm(t*[0.5, 2.0; -1.0, 0.3]))",
            "f(0.7)\njacobian(f)(0.7)\ng'(1.3)\ng''(1.3)"),
]
