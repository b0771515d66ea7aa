"""Derivatives through while, for, if, break, next and return: loops whose course depends on values."""

from . import Program

SUMMARY = "loops that end by their values, early ways out, branches, scans"
EVIDENCE = "each agrees with five-point differences"


def scalar(title, code, *points, name="f"):
    """A function of one number: value and two derivatives."""
    claims = "\n".join(f"{name}({p})\n{name}'({p})\n{name}''({p})" for p in points)
    return Program(title, code, claims)


def vector(title, code, *arguments, name="f"):
    """A scalar function of several arguments: value, gradient in each, Hessian."""
    places = ", ".join(arguments)
    return Program(title, code, f"{name}({places})\ngrad({name})({places})\nhessian({name})({places})")


def image(title, code, *arguments, name="f"):
    """A function with several results: value and Jacobian."""
    places = ", ".join(arguments)
    return Program(title, code, f"{name}({places})\njacobian({name})({places})")


WHILE = [
    scalar("Halving until small: as many turns as the value asks for", """
f(x) = {
    k = 0
    while abs(x) > 0.8 {
        x = x/2 + 0.1*sin(x)
        k = k + 1
    }
    x^2*(1 + k)
}""", "0.5", "3.7", "21.0"),
    scalar("Newton's iteration for a cube root until it stands", """
f(a) = {
    x = 1.0
    move = 1.0
    while abs(move) > 1e-13 {
        move = (x^3 - a)/(3*x^2)
        x = x - move
    }
    x
}""", "1.7", "9.0"),
    vector("A fixed point: x = tanh(a x + b)", """
f(a, b) = {
    x = 0.5
    for k in 1:200 {
        y = tanh(a*x + b)
        if abs(y - x) < 1e-15 { return y }
        x = y
    }
    x
}""", "0.6", "0.35"),
    vector("Two carried values in a while loop: the arithmetic-geometric mean", """
f(a, b) = {
    while abs(a - b) > 1e-9 {
        (a, b) = ((a + b)/2, sqrt(a*b))
    }
    a
}""", "1.3", "0.45"),
    vector("Escaping: steps of a map until the radius is passed", """
f(x, y) = {
    n = 0
    while x^2 + y^2 < 4 and n < 50 {
        (x, y) = (x^2 - y^2 + 0.4, 2*x*y + 0.3)
        n = n + 1
    }
    log(x^2 + y^2)/n
}""", "0.6", "0.1"),
    scalar("Euler steps that grow where the field is flat", """
f(x) = {
    t = 0.0
    while t < 1 {
        h = 0.05 + 0.1/(1 + x^2)
        x = x + h*cos(x)
        t = t + h
    }
    x + t
}""", "0.2", "2.5"),
    scalar("A while loop with break and next", """
f(x) = {
    s = 0.0
    k = 0
    while true {
        k = k + 1
        if k > 12 { break }
        x = 0.9*x + 0.2*sin(k*x)
        if x < 0.4 { next }
        s = s + x^2/k
        if s > 1.5 { break }
    }
    s + x
}""", "0.35", "1.9"),
    vector("A loop in a loop, both ending by their values", """
f(x, y) = {
    total = 0.0
    while x > 0.5 {
        z = x
        while z > y {
            z = 0.7*z - 0.05*x*y
            total = total + z^2
        }
        x = x - 0.4 - 0.1*z
    }
    total*x
}""", "1.9", "0.6"),
    scalar("A loop that makes no turn", """
f(x) = {
    y = x^3
    while y > 10 {
        y = y/2
    }
    y*sin(x)
}""", "1.2"),
]

FOR = [
    scalar("Break at a value, next at a value", """
f(x) = {
    s = 0.0
    for k in 1:30 {
        t = cos(k*x)/k
        if t < -0.25 { next }
        if s > 1.2 { break }
        s = s + t*x
    }
    s^2
}""", "0.35", "0.95", "1.7"),
    scalar("A return from two loops", """
f(x) = {
    s = x
    for i in 1:6 {
        for j in i:6 {
            s = s + sin(i*s)/(i + j)
            if s > 2 { return s^2*i + j }
        }
    }
    s^3
}""", "0.3", "1.4"),
    scalar("Backwards: a continued fraction", """
f(x) = {
    s = 0.0
    for k in 9:-1:1 {
        s = k*x/(1 + s)
    }
    1/(1 + s)
}""", "0.15", "2.2"),
    vector("Nested sums with a condition on both indices", """
f(a, b) = {
    s = 0.0
    for i in 1:4 {
        for j in 1:4 {
            if i == j { next }
            s = s + exp(-a*i*j/8)*sin(b*(i - j))^2
        }
    }
    log(1 + s)
}""", "0.9", "0.7"),
    vector("Horner's rule with its derivative carried along", """
f(c, x) = {
    p = 0.0
    d = 0.0
    for a in c {
        d = d*x + p
        p = p*x + a
    }
    p*d
}""", "[0.7, -1.2, 0.4, 0.9]", "1.35"),
    vector("The rows of a matrix", """
f(A) = {
    s = [0.1, 0.2]
    for r in A {
        if r[1] > r[2] { s = tanh(s + r*s) } else { s = s*r + r[1]^2 }
    }
    s @ [1.0, -0.6]
}""", "[0.4, -0.3; 0.2, 0.8; 1.1, 0.5]"),
    image("A table filled entry by entry: Pascal's triangle with weights", """
f(a, b) = {
    t = zeros(4)
    t[1] = 1.0 + a*b
    for n in 2:4 {
        for k in n:-1:2 {
            t[k] = a*t[k] + b*t[k - 1]
        }
        t[1] = t[1]*a
    }
    t
}""", "0.7", "-0.4"),
    image("Entries added up where they fall", """
f(x) = {
    h = zeros(3)
    for k in 1:3 {
        if x[k] > 0 { h[1] = h[1] + x[k]^2 } else { h[3] = h[3] + sin(x[k])*h[1] }
        h[2] = h[2] + h[1]*x[k]
    }
    h
}""", "[0.6, -0.8, 1.1]"),
    vector("Forward substitution written as loops", """
f(A, b) = {
    x = zeros(3)
    for i in 1:3 {
        s = b[i]
        for j in 1:3 {
            if j < i { s = s - A[i, j]*x[j] }
        }
        x[i] = s/A[i, i]
    }
    norm(x)^2
}""", "[1.5, 0.0, 0.0; -0.4, 1.1, 0.0; 0.3, 0.7, 0.9]", "[0.5, -0.2, 0.8]"),
    image("Gram and Schmidt in loops", """
f(A) = {
    Q = A
    for i in 1:3 {
        q = Q[i, :]
        for j in 1:3 {
            if j < i { q = q - (q @ Q[j, :])*Q[j, :] }
        }
        Q[i, :] = q/norm(q)
    }
    sum(Q^3, axis=1)
}""", "[1.2, 0.3, -0.4; 0.5, 0.9, 0.2; -0.1, 0.6, 1.4]"),
]

BRANCH = [
    scalar("Branches in branches", """
f(x) = {
    if x > 0 {
        if x > 1 {
            y = log(x) + 1
        } else {
            y = x
        }
        y = y*cos(x)
    } else if x > -1 {
        y = sin(x)
    } else {
        y = -exp(x + 1)
    }
    y^2 + x
}""", "1.8", "0.6", "-0.4", "-1.7"),
    scalar("A branch that would fail where it is not taken", """
f(x) = {
    if x > 0 { y = log(x) } else { y = -x^2 }
    if x < 0 { y = y + sqrt(-x) }
    y
}""", "0.45", "-0.45"),
    vector("Conditions of several parts on traced values", """
f(x, y) = {
    s = 0.0
    for k in 1:5 {
        if (x > y or k > 3) and not (x*y < 0) { s = s + x^k } else { s = s + y*k }
        x = x - 0.3*y
    }
    s
}""", "0.9", "0.4"),
    vector("The same variable in both branches, with other records", """
f(a, b) = {
    r = (m = a, n = b)
    for k in 1:4 {
        if r.m > r.n { r = (m = r.m*0.6, n = r.n + r.m/3) } else { r = (m = r.m + r.n^2, n = r.n*0.8) }
    }
    r.m*r.n
}""", "1.25", "0.2"),
    scalar("An early return for a special case", """
f(x) = {
    if abs(x) < 1e-3 { return 1 - x^2/6 }
    sin(x)/x
}""", "1e-4", "0.7"),
    scalar("A sorted pair by exchange", """
f(x) = {
    a = sin(3*x)
    b = x^2
    if a > b { (a, b) = (b, a) }
    b - a/2 + a*b
}""", "0.4", "1.2"),
]

SCANS = [
    scalar("The logistic map", """
f(r) = {
    x = 0.3
    for k in 1:12 { x = r*x*(1 - x) }
    x
}""", "2.6", "3.3"),
    scalar("The Lyapunov exponent of the logistic map", """
f(r) = {
    x = 0.4
    s = 0.0
    for k in 1:8 {
        s = s + log(abs(r*(1 - 2*x)))
        x = r*x*(1 - x)
    }
    s/8
}""", "3.1"),
    vector("A recurrent network over given inputs", """
x = [0.3, -0.8, 0.6, 1.2];
f(W, u) = {
    h = [0.0, 0.0]
    for k in 1:4 { h = tanh(W @ h + u*x[k]) }
    h @ [0.8, -1.1]
}""", "[0.6, -0.4; 0.3, 0.7]", "[0.9, -0.5]"),
    Program("A gated recurrent network with a record of parameters", """
x = [0.5, -0.3, 0.9, 0.1];
f(p) = {
    h = [0.1, -0.2]
    for k in 1:4 {
        z = sigmoid(p.Z @ h + p.u*x[k])
        h = (1 - z)*h + z*tanh(p.H @ h + p.v*x[k])
    }
    norm(h - [0.3, 0.1])^2
}""", """
f((H = [0.7, -0.2; 0.4, 0.5], Z = [0.3, 0.6; -0.5, 0.2], u = [0.8, -0.4], v = [0.5, 1.1]))
grad(f)((H = [0.7, -0.2; 0.4, 0.5], Z = [0.3, 0.6; -0.5, 0.2], u = [0.8, -0.4], v = [0.5, 1.1]))"""),
    vector("The likelihood of a Kalman filter on a line", """
y = [0.4, 0.7, 0.1, -0.5, -0.2];
f(a, q, r) = {
    m = 0.0
    p = 1.0
    loss = 0.0
    for k in 1:5 {
        m = a*m
        p = a^2*p + q
        s = p + r
        e = y[k] - m
        loss = loss + (e^2/s + log(2*π*s))/2
        m = m + p/s*e
        p = p - p^2/s
    }
    loss
}""", "0.85", "0.3", "0.2"),
    vector("A Kalman filter in the plane", """
y = [0.3, 0.8, 1.1, 0.9];
f(A, q) = {
    m = [0.0, 0.5]
    P = eye(2)
    H = [1.0, 0.0]
    loss = 0.0
    for k in 1:4 {
        m = A @ m
        P = A @ P @ A' + q*eye(2)
        s = H @ P @ H + 0.1
        e = y[k] - H @ m
        K = P @ H/s
        loss = loss + (e^2/s + log(s))/2
        m = m + K*e
        P = (eye(2) - reshape(K, 2, 1) @ reshape(H, 1, 2)) @ P
    }
    loss
}""", "[0.9, 0.3; -0.2, 0.8]", "0.15"),
    vector("The forward algorithm of a hidden Markov model in logarithms", """
B = [0.2, -0.9, 0.4; -0.6, 0.3, 0.1];
f(T, s) = {
    a = s + B[:, 1]
    for k in 2:3 {
        u = logsumexp(a + T[1, :])
        v = logsumexp(a + T[2, :])
        a = [u + B[1, k], v + B[2, k]]
    }
    logsumexp(a)
}""", "[-0.4, -1.3; -1.1, -0.3]", "[-0.5, -0.9]"),
    image("A pendulum by symplectic steps", """
f(q, p, h) = {
    for k in 1:20 {
        p = p - h*sin(q)
        q = q + h*p
    }
    [q, p]
}""", "0.8", "-0.3", "0.12"),
    image("Lotka and Volterra by Heun's rule, with negative numbers cut", """
f(x, a) = {
    v = [0.0, 0.0]
    for k in 1:6 {
        v = [x[1]*(a - x[2]), x[2]*(x[1] - 1)]
        z = x + 0.2*v
        if z[1] < 0 { z = z*0.0 }
        x = x + 0.1*(v + [z[1]*(a - z[2]), z[2]*(z[1] - 1)])
    }
    x
}""", "[1.4, 0.7]", "0.9"),
    Program("Adam's rule, differentiated in its rate and its start", """
f(x, rate) = {
    m = 0.0
    v = 0.0
    for k in 1:6 {
        g = 2*x + cos(3*x)
        m = 0.9*m + 0.1*g
        v = 0.99*v + 0.01*g^2
        x = x - rate*(m/(1 - 0.9^k))/(sqrt(v/(1 - 0.99^k)) + 1e-3)
    }
    x
}""", "f(0.7, 0.1)\ngrad(f)(0.7, 0.1)\nhessian(f)(0.7, 0.1)"),
    Program("Gradient descent with backtracking: derivatives inside a loop that ends by values", """
loss(x) = x^4/4 + sin(2*x)
f(x) = {
    for k in 1:4 {
        g = loss'(x)
        h = 1.0
        while loss(x - h*g) > loss(x) - 0.3*h*g^2 {
            h = h/2
        }
        x = x - h*g
    }
    x
}""", "f(1.6)\nf'(1.6)\nf''(1.6)"),
    Program("Newton's method on a gradient, vector and matrix in the loop", """
energy(x, a) = logsumexp([a*x[1], x[2], -x[1] - x[2]]) + x @ x/8
f(a) = {
    x = [0.2, -0.1]
    for k in 1:6 {
        g = grad(z -> energy(z, a))(x)
        x = x - solve(hessian(z -> energy(z, a))(x), g)
    }
    x[1] + 2*x[2]
}""", "f(0.9)\nf'(0.9)\nf''(0.9)"),
    Program("Power iteration until the direction stands", """
f(A) = {
    x = [1.0, 0.4]
    r = 0.0
    for k in 1:200 {
        y = A @ x
        s = norm(y)
        x = y/s
        if abs(s - r) < 1e-15 { break }
        r = s
    }
    r
}""", "f([1.3, 0.4; 0.4, 0.6])\ngrad(f)([1.3, 0.4; 0.4, 0.6])"),
    Program("Bisection has no derivative, a last Newton step gives it", """
g(x, a) = x^3 + a*x - 2
f(a) = {
    l = 0.0
    u = 2.0
    for k in 1:60 {
        m = (l + u)/2
        if g(m, a) > 0 { u = m } else { l = m }
    }
    x = (l + u)/2
    x - g(x, a)/(3*x^2 + a)
}""", "f(0.7)\nf'(0.7)"),
]

PROGRAMS = WHILE + FOR + BRANCH + SCANS
