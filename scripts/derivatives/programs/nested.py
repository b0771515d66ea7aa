"""Derivatives of derivatives: every operator inside every other."""

from . import Program

SUMMARY = "derivatives of derivatives"
EVIDENCE = "each agrees with five-point differences"

X = "[0.3, -1.2]"
ENERGY = "energy(x) = x[1]^4/4 + sin(x[1]*x[2]) + exp(x[2]/2)*x[1]"
WARP = "warp(x) = [x[1]^2*x[2], sin(x[1]) + x[2]^3]"

PROGRAMS = [
    Program("The Hessian, three ways", ENERGY,
            f"grad(energy)({X})\nhessian(energy)({X})\njacobian(grad(energy))({X})"),
    Program("A gradient of the length of a gradient",
            f"{ENERGY}\nsteepness(x) = norm(grad(energy)(x))^2/2",
            f"steepness({X})\ngrad(steepness)({X})\nhessian(steepness)({X})"),
    Program("Laplacian and divergence",
            f"{ENERGY}\n{WARP}\nbending(x) = laplacian(energy)(x)\nsource(x) = div(warp)(x)",
            f"laplacian(energy)({X})\ndiv(warp)({X})\nlaplacian(bending)({X})\ngrad(source)({X})\n"
            f"div(grad(energy))({X})"),
    Program("Products with a Jacobian, and their Jacobians",
            f"{WARP}\nalong(x) = jvp(warp, x, [0.6, 0.8])",
            f"jvp(warp, {X}, [0.6, 0.8])\njacobian(along)({X})"),
    Program("Direction that depends on the point",
            f"{WARP}\nself(x) = jvp(warp, x, warp(x))", f"self({X})\njacobian(self)({X})"),
    Program("Hessian times vector",
            f"{ENERGY}\nslope(x) = grad(energy)(x) @ [0.6, 0.8]\ncurve(x) = jvp(grad(energy), x, [0.6, 0.8])",
            f"grad(slope)({X})\ncurve({X})\njacobian(curve)({X})"),
    Program("Derivative of a determinant of a Jacobian",
            f"{WARP}\nvolume(x) = det(jacobian(warp)(x))\nlogvolume(x) = log(abs(det(jacobian(warp)(x))))",
            f"volume({X})\ngrad(volume)({X})\ngrad(logvolume)({X})\nhessian(logvolume)({X})"),
    Program("Mixed partial derivatives",
            "f(x, y) = exp(x*y)*sin(x + 2*y)\n"
            "fx(x, y) = grad(f, wrt=\"x\")(x, y)\nfxy(x, y) = grad(fx, wrt=\"y\")(x, y)\n"
            "fy(x, y) = grad(f, wrt=\"y\")(x, y)\nfyx(x, y) = grad(fy, wrt=\"x\")(x, y)\n"
            "fxyy(x, y) = grad(fxy, wrt=\"y\")(x, y)",
            "fx(0.4, 0.7)\nfy(0.4, 0.7)\nfxy(0.4, 0.7)\nfyx(0.4, 0.7)\nfxyy(0.4, 0.7)\njacobian(fxy)(0.4, 0.7)"),
    Program("Perturbations are not confused: an inner derivative at a point that the outer one moves", """
f(x) = {
    g = y -> x*y^2
    x*g'(x + 1)
}
h(x) = {
    k = y -> x + y
    x*k'(1.0)
}""", "f(2.0)\nf'(2.0)\nf''(2.0)\nh'(3.0)", """
def f(x): return x*D(lambda y: x*y**2)(x + 1)
def h(x): return x*D(lambda y: x + y)(1.0)"""),
    Program("Three levels, each over its own variable", """
f(x) = {
    g = y -> {
        h = z -> x*y*sin(z*x) + y^2*z
        y*h'(x*y)
    }
    g'(x^2)
}""", "f(0.7)\nf'(0.7)\nf''(0.7)", """
def f(x):
    def g(y): return y*D(lambda z: x*y*sin(z*x) + y**2*z)(x*y)
    return D(g)(x**2)"""),
    Program("A gradient with respect to a vector inside a derivative in a scalar", """
f(t) = {
    potential = x -> t*sum(x^3) + exp(t*x[1]*x[2])
    norm(grad(potential)([0.5, -0.4]))
}""", "f(0.9)\nf'(0.9)\nf''(0.9)", """
def f(t):
    def potential(x): return t*sum(x**3) + exp(t*x[0]*x[1])
    return norm(grad(potential)(array([0.5, -0.4])))"""),
    Program("The score of a mixture and its divergence",
            "mixture(x) = 0.3*exp(-norm(x - [1.0, 0.5])^2/2) + 0.7*exp(-norm(x + [0.5, 1.0])^2)\n"
            "score(x) = grad(y -> log(mixture(y)))(x)\nimplicit(x) = div(score)(x) + norm(score(x))^2/2",
            f"score({X})\njacobian(score)({X})\nimplicit({X})\ngrad(implicit)({X})",
            "def mixture(x): return 0.3*exp(-norm(x - array([1.0, 0.5]))**2/2) + "
            "0.7*exp(-norm(x + array([0.5, 1.0]))**2)\n"
            "def score(x): return grad(lambda y: log(mixture(y)))(x)\n"
            "def implicit(x): return div(score)(x) + norm(score(x))**2/2"),
    Program("A network differentiated in its input, then in its weights", """
u(W, t) = sum(tanh(W*t + [0.1, -0.2, 0.3])*[0.5, -1.0, 0.7])
residual(W, t) = {
    solution = s -> u(W, s)
    solution'(t) + u(W, t)
}
loss(W) = residual(W, 0.2)^2 + residual(W, 0.9)^2""",
            "residual([1.0, 0.5, -0.8], 0.2)\ngrad(loss)([1.0, 0.5, -0.8])\nhessian(loss)([1.0, 0.5, -0.8])", """
def u(W, t): return sum(tanh(W*t + array([0.1, -0.2, 0.3]))*array([0.5, -1.0, 0.7]))
def residual(W, t): return D(lambda s: u(W, s))(t) + u(W, t)
def loss(W): return residual(W, 0.2)**2 + residual(W, 0.9)**2"""),
    Program("The derivative of a gradient-descent step in its rate",
            f"{ENERGY}\nafter(h) = energy({X} - h*grad(energy)({X}))", "after(0.1)\nafter'(0.1)\nafter''(0.1)"),
    Program("A held value",
            "f(x) = x*stop(x^2)\ng(x) = sin(stop(x))*x^2",
            "f'(1.5)\nf''(1.5)\ng'(0.7)\ng''(0.7)", judged=False),
    Program("The curvature of a curve",
            "curve(t) = [cos(t)*exp(t/5), sin(2*t)]\nvelocity(t) = jvp(curve, t, 1.0)\n"
            "acceleration(t) = jvp(velocity, t, 1.0)\n"
            "κ(t) = (velocity(t)[1]*acceleration(t)[2] - velocity(t)[2]*acceleration(t)[1])/norm(velocity(t))^3",
            "velocity(0.6)\nacceleration(0.6)\nκ(0.6)\nκ'(0.6)\nκ''(0.6)"),
]
