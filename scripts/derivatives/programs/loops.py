"""Derivatives through loops, branches, records and local state."""

from . import Program

SUMMARY = "loops, branches, records and local state"
EVIDENCE = "each agrees with five-point differences"

PROGRAMS = [
    Program("Newton's iteration for the square root: the derivative of the limit", """
heron(a) = {
    x = a
    for k in 1:8 { x = (x + a/x)/2 }
    x
}""", "heron(2.0)\nheron'(2.0)\nheron''(2.0)", """
def heron(a):
    x = a
    for k in range(8): x = (x + a/x)/2
    return x"""),
    Program("Newton's iteration by a derivative taken inside the loop", """
f(x) = x^3 - 2*x - 5
solution(x) = {
    for k in 1:3 { x = x - f(x)/f'(x) }
    x
}""", "solution(2.5)\nsolution'(2.5)\nsolution''(2.5)", """
def f(x): return x**3 - 2*x - 5
def solution(x):
    for k in range(3): x = x - f(x)/D(f)(x)
    return x"""),
    Program("A loop until convergence", """
anomaly(M, e) = {
    E = M
    move = 1.0
    while abs(move) > 1e-14 {
        move = (E - e*sin(E) - M)/(1 - e*cos(E))
        E = E - move
    }
    E
}""", "anomaly(0.8, 0.3)\njacobian(anomaly)(0.8, 0.3)", """
def anomaly(M, e):
    E = M
    for k in range(20): E = E - (E - e*sin(E) - M)/(1 - e*cos(E))
    return E"""),
    Program("A product over a loop", """
f(x) = {
    p = 1.0
    for k in 1:6 { p = p*(x + k/10) }
    p
}""", "f(0.3)\nf'(0.3)\nf''(0.3)", """
def f(x):
    p = 1.0
    for k in range(1, 7): p = p*(x + k/10)
    return p"""),
    Program("Sums and products over a range", """
f(x) = sum(k in 1:5, x^k/k)
g(x) = prod(k in 1:4, sin(k*x))""", "f(0.7)\nf'(0.7)\nf''(0.7)\ng(0.4)\ng'(0.4)\ng''(0.4)", """
def f(x): return sum(jnp.stack([x**k/k for k in range(1, 6)]))
def g(x): return prod(jnp.stack([sin(k*x) for k in range(1, 5)]))"""),
    Program("A comprehension", """
powers(x) = [x^k for k in 1:4]
f(x) = norm(powers(x))""", "powers(1.2)\njacobian(powers)(1.2)\nf'(1.2)\nf''(1.2)", """
def powers(x): return jnp.stack([x**k for k in range(1, 5)])
def f(x): return norm(powers(x))"""),
    Program("Horner's rule over the entries of a vector", """
horner(c, x) = {
    s = 0.0
    for a in c { s = s*x + a }
    s
}""", "horner([2.0, -1.0, 0.5, 3.0], 1.5)\njacobian(horner)([2.0, -1.0, 0.5, 3.0], 1.5)", """
def horner(c, x):
    s = 0.0
    for k in range(4): s = s*x + c[k]
    return s"""),
    Program("A branch on a value", """
bowl(x) = if abs(x) < 1 { x^2/2 } else { abs(x) - 0.5 }
hinge(x) = {
    y = 0.0
    if x > 0.5 { y = (x - 0.5)^3 } else if x < -0.5 { y = sinh(x) }
    y
}""", "bowl'(0.4)\nbowl''(0.4)\nbowl'(-2.5)\nbowl''(-2.5)\nhinge'(0.9)\nhinge'(0.1)\nhinge''(-0.8)", """
def bowl(x): return jnp.where(abs(x) < 1, x**2/2, abs(x) - 0.5)
def hinge(x): return jnp.where(x > 0.5, (x - 0.5)**3, jnp.where(x < -0.5, sinh(x), 0.0))"""),
    Program("Leaving a loop early", """
f(x) = {
    s = 0.0
    for k in 1:20 {
        if k == 3 { next }
        if k > 6 { break }
        s = s + sin(k*x)/k
    }
    s
}
g(x) = {
    for k in 1:10 {
        x = x^2 + 0.1
        if x < 0.2 { return x*k }
    }
    x
}""", "f(0.3)\nf'(0.3)\nf''(0.3)\ng(0.7)\ng'(0.7)\ng''(0.7)", """
def f(x): return sum(jnp.stack([sin(k*x)/k for k in (1, 2, 4, 5, 6)]))
def g(x):
    for k in range(1, 11):
        x = x**2 + 0.1
        if float(jnp.real(jax_value(x))) < 0.2: return x*k
    return x
def jax_value(x):
    while hasattr(x, "primal"): x = x.primal
    return x"""),
    Program("A recurrent network unrolled over five inputs", """
W = [0.5, -0.3; 0.2, 0.8];
U = [1.0, -0.5];
inputs = [0.1, 0.7, -0.4, 0.9, 0.3];
rnn(W, h) = {
    for x in inputs { h = tanh(W @ h + U*x) }
    h
}
loss(W) = norm(rnn(W, [0.2, -0.1]))^2
slope(W) = sum(grad(loss)(W)^2)""", """
rnn(W, [0.2, -0.1])
jacobian(rnn)(W, [0.2, -0.1])
grad(loss)(W)
grad(slope)(W)""", """
W = array([[0.5, -0.3], [0.2, 0.8]])
U = array([1.0, -0.5])
inputs = [0.1, 0.7, -0.4, 0.9, 0.3]
def rnn(W, h):
    for x in inputs: h = tanh(W @ h + U*x)
    return h
def loss(W): return norm(rnn(W, array([0.2, -0.1])))**2
def slope(W): return sum(grad(loss)(W)**2)"""),
    Program("Gradient descent, differentiated in its rate and its start", """
loss(x) = x[1]^4/4 + x[1]*x[2] + x[2]^2
descend(x, rate) = {
    for k in 1:5 { x = x - rate*grad(loss)(x) }
    x
}""", "descend([0.8, -0.5], 0.1)\njacobian(descend)([0.8, -0.5], 0.1)", """
def loss(x): return x[0]**4/4 + x[0]*x[1] + x[1]**2
def descend(x, rate):
    for k in range(5): x = x - rate*grad(loss)(x)
    return x"""),
    Program("Runge-Kutta steps of a pendulum", """
field(x) = [x[2], -sin(x[1])]
advance(x, h) = {
    a = field(x)
    b = field(x + h/2*a)
    c = field(x + h/2*b)
    d = field(x + h*c)
    x + h/6*(a + 2*b + 2*c + d)
}
carry(x, h) = {
    for k in 1:4 { x = advance(x, h) }
    x
}""", "carry([0.5, 0.2], 0.25)\njacobian(carry)([0.5, 0.2], 0.25)", """
def field(x): return jnp.stack([x[1], -sin(x[0])])
def advance(x, h):
    a = field(x); b = field(x + h/2*a); c = field(x + h/2*b); d = field(x + h*c)
    return x + h/6*(a + 2*b + 2*c + d)
def carry(x, h):
    for k in range(4): x = advance(x, h)
    return x"""),
    Program("Entries assigned one by one", """
f(x) = {
    y = [1.0, 1.0, 1.0]
    y[1] = sin(x)
    for k in 2:3 { y[k] = y[k - 1]^2 + x/k }
    y
}""", "f(0.6)\njacobian(f)(0.6)", """
def f(x):
    y1 = sin(x); y2 = y1**2 + x/2; y3 = y2**2 + x/3
    return jnp.stack([y1, y2, y3])"""),
    Program("A row assigned inside a matrix", """
f(x) = {
    A = [1.0, 0.5; 0.2, 2.0]
    A[2, :] = [x^2, exp(x)]
    det(A)
}""", "f(0.6)\nf'(0.6)\nf''(0.6)", """
def f(x): return det(array([[1.0, 0.5], [x**2, exp(x)]]))"""),
    Program("A record of parameters: columns in the order of its fields", """
model(p, x) = p.a*exp(-p.b*x) + p.c
loss(p) = (model(p, 0.5) - 1)^2 + (model(p, 2) - 0.3)^2""", """
loss((a = 1.2, b = 0.7, c = -0.1))
jacobian(loss)((a = 1.2, b = 0.7, c = -0.1))""", """
def model(p, x): return p["a"]*exp(-p["b"]*x) + p["c"]
def loss(p): return (model(p, 0.5) - 1)**2 + (model(p, 2.0) - 0.3)**2"""),
    Program("Records carried through a loop", """
momentum(x, β) = {
    s = (m = 0.0, x = x)
    for k in 1:4 {
        g = 2*s.x + cos(s.x)
        s = (m = β*s.m + g, x = s.x - 0.1*(β*s.m + g))
    }
    s.x
}
update(p) = p - 0.1*(u = p.u*p.v, v = p.v^2)
trained(u, v) = {
    p = (u = u, v = v)
    for k in 1:3 { p = update(p) }
    p.u + p.v
}""", "momentum(1.0, 0.9)\njacobian(momentum)(1.0, 0.9)\njacobian(trained)(0.7, 0.4)", """
def momentum(x, β):
    m = 0.0
    for k in range(4):
        m = β*m + 2*x + cos(x)
        x = x - 0.1*m
    return x
def trained(u, v):
    for k in range(3): u, v = u - 0.1*u*v, v - 0.1*v**2
    return u + v"""),
    Program("A tuple swapped in a loop", """
agm(a, b) = {
    for k in 1:4 { (a, b) = ((a + b)/2, sqrt(a*b)) }
    a
}""", "agm(1.0, 2.0)\njacobian(agm)(1.0, 2.0)", """
def agm(a, b):
    for k in range(4): a, b = (a + b)/2, sqrt(a*b)
    return a"""),
    Program("A recursive function", """
chebyshev(n, x) = if n == 0 { 1.0 } else if n == 1 { x } else { 2*x*chebyshev(n - 1, x) - chebyshev(n - 2, x) }
f(x) = chebyshev(5, x)""", "f(0.3)\nf'(0.3)\nf''(0.3)", """
def f(x): return 16*x**5 - 20*x**3 + 5*x"""),
    Program("Functions as arguments and closures", """
twice(f) = x -> f(f(x))
scaled(a) = x -> a*sin(x)
g(a) = twice(scaled(a))(0.8)
h = twice(twice(x -> x^2 - 0.5));""", "g(1.3)\ng'(1.3)\ng''(1.3)\nh'(0.9)\nh''(0.9)", """
def twice(f): return lambda x: f(f(x))
def scaled(a): return lambda x: a*sin(x)
def g(a): return twice(scaled(a))(0.8)
h = twice(twice(lambda x: x**2 - 0.5))"""),
]
