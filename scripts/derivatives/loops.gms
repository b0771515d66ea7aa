# Derivatives: loops, branches, records and local state.
# The numbers come from JAX in f64, written by fixtures.py; each agrees with five-point differences.

# Newton's iteration for the square root: the derivative of the limit
heron(a) = {
    x = a
    for k in 1:8 { x = (x + a/x)/2 }
    x
}
check heron(2.0) ≈ 1.4142135623730949 tol 1e-9
#> ok [..]
check heron'(2.0) ≈ 0.35355339059327373 tol 1e-9
#> ok [..]
check heron''(2.0) ≈ -0.088388347648318447 tol 1e-9
#> ok [..]

# Newton's iteration by a derivative taken inside the loop
f(x) = x^3 - 2*x - 5
solution(x) = {
    for k in 1:3 { x = x - f(x)/f'(x) }
    x
}
check solution(2.5) ≈ 2.0945552323904484 tol 1e-9
#> ok [..]
check solution'(2.5) ≈ 6.3008469257299499e-05 tol 1e-9
#> ok [..]
check solution''(2.5) ≈ 0.00087865218195008754 tol 1e-9
#> ok [..]

# A loop until convergence
anomaly(M, e) = {
    E = M
    move = 1.0
    while abs(move) > 1e-14 {
        move = (E - e*sin(E) - M)/(1 - e*cos(E))
        E = E - move
    }
    E
}
check anomaly(0.8, 0.3) ≈ 1.0619993492437259 tol 1e-9
#> ok [..]
check jacobian(anomaly)(0.8, 0.3) ≈ [1.1711495581124995, 1.022801406975173]' tol 1e-9
#> ok [..]

# A product over a loop
f(x) = {
    p = 1.0
    for k in 1:6 { p = p*(x + k/10) }
    p
}
check f(0.3) ≈ 0.060479999999999992 tol 1e-9
#> ok [..]
check f'(0.3) ≈ 0.60216000000000003 tol 1e-9
#> ok [..]
check f''(0.3) ≈ 4.9148000000000005 tol 1e-9
#> ok [..]

# Sums and products over a range
f(x) = sum(k in 1:5, x^k/k)
g(x) = prod(k in 1:4, sin(k*x))
check f(0.7) ≈ 1.1529723333333333 tol 1e-9
#> ok [..]
check f'(0.7) ≈ 2.7730999999999999 tol 1e-9
#> ok [..]
check f''(0.7) ≈ 5.2419999999999991 tol 1e-9
#> ok [..]
check g(0.4) ≈ 0.26025560880904841 tol 1e-9
#> ok [..]
check g'(0.4) ≈ 1.3942263611206933 tol 1e-9
#> ok [..]
check g''(0.4) ≈ -3.1340846654984822 tol 1e-9
#> ok [..]

# A comprehension
powers(x) = [x^k for k in 1:4]
f(x) = norm(powers(x))
check powers(1.2) ≈ [1.2, 1.4399999999999999, 1.7279999999999998, 2.0735999999999999] tol 1e-9
#> ok [..]
check jacobian(powers)(1.2) ≈ [1.0; 2.3999999999999999; 4.3200000000000003; 6.9119999999999999] tol 1e-9
#> ok [..]
check f'(1.2) ≈ 8.0498227058096425 tol 1e-9
#> ok [..]
check f''(1.2) ≈ 18.121570623234554 tol 1e-9
#> ok [..]

# Horner's rule over the entries of a vector
horner(c, x) = {
    s = 0.0
    for a in c { s = s*x + a }
    s
}
check horner([2.0, -1.0, 0.5, 3.0], 1.5) ≈ 8.25 tol 1e-9
#> ok [..]
check jacobian(horner)([2.0, -1.0, 0.5, 3.0], 1.5) ≈ [3.375, 2.25, 1.5, 1.0, 11.0]' tol 1e-9
#> ok [..]

# A branch on a value
bowl(x) = if abs(x) < 1 { x^2/2 } else { abs(x) - 0.5 }
hinge(x) = {
    y = 0.0
    if x > 0.5 { y = (x - 0.5)^3 } else if x < -0.5 { y = sinh(x) }
    y
}
check bowl'(0.4) ≈ 0.40000000000000002 tol 1e-9
#> ok [..]
check bowl''(0.4) ≈ 1.0 tol 1e-9
#> ok [..]
check bowl'(-2.5) ≈ -1.0 tol 1e-9
#> ok [..]
check bowl''(-2.5) ≈ 0.0 abs 1e-12
#> ok [..]
check hinge'(0.9) ≈ 0.48000000000000009 tol 1e-9
#> ok [..]
check hinge'(0.1) ≈ 0.0 abs 1e-12
#> ok [..]
check hinge''(-0.8) ≈ -0.88810598218762304 tol 1e-9
#> ok [..]

# Leaving a loop early
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
}
check f(0.3) ≈ 1.172658150651174 tol 1e-9
#> ok [..]
check f'(0.3) ≈ 1.9865649654865738 tol 1e-9
#> ok [..]
check f''(0.3) ≈ -15.98352221560976 tol 1e-9
#> ok [..]
check g(0.7) ≈ 0.76190718326732831 tol 1e-9
#> ok [..]
check g'(0.7) ≈ 3.5626534190549104 tol 1e-9
#> ok [..]
check g''(0.7) ≈ 44.213184082908782 tol 1e-9
#> ok [..]

# A recurrent network unrolled over five inputs
W = [0.5, -0.3; 0.2, 0.8];
U = [1.0, -0.5];
inputs = [0.1, 0.7, -0.4, 0.9, 0.3];
rnn(W, h) = {
    for x in inputs { h = tanh(W @ h + U*x) }
    h
}
loss(W) = norm(rnn(W, [0.2, -0.1]))^2
slope(W) = sum(grad(loss)(W)^2)
check rnn(W, [0.2, -0.1]) ≈ [0.64970834434091196, -0.30038790548938787] tol 1e-9
#> ok [..]
check jacobian(rnn)(W, [0.2, -0.1]) ≈ [0.44433813257044391, -0.22394912761506833, -0.1635349644891293, 0.070556376245464056, -0.031993233999827612, -0.06783000403415787; 0.16047967893172527, -0.074356930810034111, 1.1144090665332109, -0.52984323152171509, 0.088789013312329607, 0.12828227109020371] tol 1e-9
#> ok [..]
check grad(loss)(W) ≈ [0.48096807562393074, -0.24633138842946437; -0.88201007274875431, 0.40999912989534343] tol 1e-9
#> ok [..]
check grad(slope)(W) ≈ [0.9138252690877694, -1.2536422858350247; -6.1231779783435467, 4.6136950989080727] tol 1e-9
#> ok [..]

# Gradient descent, differentiated in its rate and its start
loss(x) = x[1]^4/4 + x[1]*x[2] + x[2]^2
descend(x, rate) = {
    for k in 1:5 { x = x - rate*grad(loss)(x) }
    x
}
check descend([0.8, -0.5], 0.1) ≈ [0.78242318475370565, -0.43050872549447661] tol 1e-9
#> ok [..]
check jacobian(descend)([0.8, -0.5], 0.1) ≈ [0.40275980369793235, -0.21756204682802951, -0.24110314134487948; -0.21593125766267326, 0.37993536111195908, 0.4611355171511326] tol 1e-9
#> ok [..]

# Runge-Kutta steps of a pendulum
field(x) = [x[2], -sin(x[1])]
#!> note: field hides the builtin; :clear field brings it back
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
}
check carry([0.5, 0.2], 0.25) ≈ [0.44941984564948956, -0.29365017677145921] tol 1e-9
#> ok [..]
check jacobian(carry)([0.5, 0.2], 0.25) ≈ [0.59782371650059296, 0.861900706810524, -1.174497697378015; -0.74817018963259607, 0.59406033796659719, -1.7374897705007095] tol 1e-9
#> ok [..]

# Entries assigned one by one
f(x) = {
    y = [1.0, 1.0, 1.0]
    y[1] = sin(x)
    for k in 2:3 { y[k] = y[k - 1]^2 + x/k }
    y
}
check f(0.6) ≈ [0.56464247339503537, 0.61882112276166323, 0.58293958197600548] tol 1e-9
#> ok [..]
check jacobian(f)(0.6) ≈ [0.82533561490967833; 1.4320390859672263; 2.1056854033669832] tol 1e-9
#> ok [..]

# A row assigned inside a matrix
f(x) = {
    A = [1.0, 0.5; 0.2, 2.0]
    A[2, :] = [x^2, exp(x)]
    det(A)
}
check f(0.6) ≈ 1.6421188003905089 tol 1e-9
#> ok [..]
check f'(0.6) ≈ 1.222118800390509 tol 1e-9
#> ok [..]
check f''(0.6) ≈ 0.82211880039050889 tol 1e-9
#> ok [..]

# A record of parameters: columns in the order of its fields
model(p, x) = p.a*exp(-p.b*x) + p.c
loss(p) = (model(p, 0.5) - 1)^2 + (model(p, 2) - 0.3)^2
check loss((a = 1.2, b = 0.7, c = -0.1)) ≈ 0.075539685398597858 tol 1e-9
#> ok [..]
check jacobian(loss)((a = 1.2, b = 0.7, c = -0.1)) ≈ [-0.40984248913454868, 0.33830565101570093, -0.71691587121523215]' tol 1e-9
#> ok [..]

# Records carried through a loop
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
}
check momentum(1.0, 0.9) ≈ -0.81402189119368484 tol 1e-9
#> ok [..]
check jacobian(momentum)(1.0, 0.9) ≈ [-0.009745491500356529, -1.822566239893046]' tol 1e-9
#> ok [..]
check jacobian(trained)(0.7, 0.4) ≈ [0.88904879702015993, 0.60736740020223989]' tol 1e-9
#> ok [..]

# A tuple swapped in a loop
agm(a, b) = {
    for k in 1:4 { (a, b) = ((a + b)/2, sqrt(a*b)) }
    a
}
check agm(1.0, 2.0) ≈ 1.4567910310469068 tol 1e-9
#> ok [..]
check jacobian(agm)(1.0, 2.0) ≈ [0.60520923913814806, 0.42579089595437941]' tol 1e-9
#> ok [..]

# A recursive function
chebyshev(n, x) = if n == 0 { 1.0 } else if n == 1 { x } else { 2*x*chebyshev(n - 1, x) - chebyshev(n - 2, x) }
f(x) = chebyshev(5, x)
check f(0.3) ≈ 0.9988800000000001 tol 1e-9
#> ok [..]
check f'(0.3) ≈ 0.24799999999999933 tol 1e-9
#> ok [..]
check f''(0.3) ≈ -27.359999999999999 tol 1e-9
#> ok [..]

# Functions as arguments and closures
twice(f) = x -> f(f(x))
scaled(a) = x -> a*sin(x)
g(a) = twice(scaled(a))(0.8)
h = twice(twice(x -> x^2 - 0.5));
check g(1.3) ≈ 1.044094357856107 tol 1e-9
#> ok [..]
check g'(1.3) ≈ 1.3587495424527338 tol 1e-9
#> ok [..]
check g''(1.3) ≈ 0.31747857961247261 tol 1e-9
#> ok [..]
check h'(0.9) ≈ 0.60737045027198422 tol 1e-9
#> ok [..]
check h''(0.9) ≈ 4.1487438997384007 tol 1e-9
#> ok [..]
