# Domains of the variables of a derivation: where points are tried. A domain is a record with the
# field `domain`, its name, and the functions `simple`, `generic` and `extreme` of the number of a
# point, which draw its coordinates; `of`, where a variable is not its coordinates but made of them.
# Numbers are generic in 60 of 100 points, simple in 10 and extreme in 30.

# One of some numbers, or a tensor of such, by independent draws.
one_of(numbers, dims) = {
  at = 1 + i64(floor(len(numbers)*flatten(uniform_noise(dims...))))
  reshape(numbers[at], dims...)
}

# 10^u with u uniform between a and b.
magnitude(a, b) = 10.0^(a + (b - a)*uniform_noise())

real_tensors(dims) = (
  domain = "reals",
  simple = k -> one_of([0.0, 1.0, -1.0, 2.0, -2.0, 3.0, 4.0, 0.5, 0.25], dims),
  generic = k -> 1.5*normal_noise(dims...),
  # One scale for all coordinates, some of which vanish.
  extreme = k -> {
    x = magnitude(-8, 4)*normal_noise(dims...)
    if len(dims) == 0 { x } else { where(uniform_noise(dims...) < 0.15, 0.0, x) }
  },
  apply = (self, n, m=none) -> real_tensors(extents(n, m))
)

positive_tensors(dims) = (
  domain = "positives",
  simple = k -> one_of([1.0, 2.0, 3.0, 4.0, 0.5, 0.25], dims),
  generic = k -> exp(0.7*normal_noise(dims...)),
  extreme = k -> magnitude(-6, 6)*10.0^((if len(dims) == 0 { 0.0 } else { 0.3 })*normal_noise(dims...)),
  apply = (self, n, m=none) -> positive_tensors(extents(n, m))
)

unit_tensors(dims) = (
  domain = "unit",
  simple = k -> one_of([0.5, 0.25, 0.75, 0.125], dims),
  generic = k -> 0.05 + 0.9*uniform_noise(dims...),
  extreme = k -> {
    x = 10.0^(-2 - 8*uniform_noise(dims...))
    where(uniform_noise(dims...) < 0.5, x, 1 - x)
  },
  apply = (self, n, m=none) -> unit_tensors(extents(n, m))
)

extents(n, m) = if kind(m) == "none" { (n,) } else { (n, m) }

# Integers from a to b: sizes, numbers of steps.
# a, b: the lowest and the highest
# example: derive (n in integers(1, 20)) { sum(k in 1:n, k) = n*(n + 1)/2 }
# -> ok 1 = 2: 20 points, worst 0.0
integers(a, b) = {
  if not (kind(a) == "i64" and kind(b) == "i64") { error("integers: the ends are integers, not {text(a)} and {text(b)}", "domain") }
  if a > b { error("integers: there are none from {a} to {b}", "domain") }
  (domain = "integers", low = a, high = b)
}

# Vectors of n probabilities.
# n: how many probabilities
# example: derive (p in simplex(3)) { sum(p) = 1 }
# -> ok 1 = 2: 200 points, worst 1e-16
simplex(n) = {
  normal(y) = y/sum(y)
  (
    domain = "simplex",
    simple = k -> normal(one_of([1.0, 2.0, 3.0], (n,))),
    generic = k -> normal(-log(uniform_noise(n)) + 1e-9),
    extreme = k -> normal(exp(3*normal_noise(n)) + 1e-9)
  )
}

# Symmetric positive definite matrices n×n: Q diag(λ) Qᵀ with a random orthogonal Q.
# n: rows and columns
# example: derive (A in spd(3)) { logdet(A) = log(det(A)) }
# -> ok 1 = 2: 200 points, worst 3.9e-17
spd(n) = {
  turned(l) = {
    (q, r) = qr(normal_noise(n, n))
    A = q @ diag(l) @ q'
    (A + A')/2
  }
  (
    domain = "spd",
    simple = k -> diag(one_of([1.0, 2.0, 0.5], (n,))),
    generic = k -> turned(exp(0.7*normal_noise(n))),
    extreme = k -> turned(exp(2.5*normal_noise(n)))
  )
}

# The domain of smooth functions.
smooth_functions(n, m) = if n == 1 and m == 1 {
  drawn("functions", k -> waves(1.5*normal_noise(3), 1.2*normal_noise(3), normal_noise(5)), smooth)
} else {
  drawn("functions", k -> (
    A = normal_noise(m, 4), W = normal_noise(4, n), b = normal_noise(4), C = normal_noise(m, n), c = normal_noise(m)
  ), a -> (x -> {
    x = if n == 1 { reshape(x, 1) } else { x }
    y = a.A @ tanh(a.W @ x + a.b) + a.C @ x + a.c
    if m == 1 { y[1] } else { y }
  }))
}

# The same domain, which can be called for others.
callable(D) = {
  D.apply = (self, n=1, m=1) -> smooth_functions(n, m)
  D
}

# A domain that is tried in one way only.
drawn(name, draw, of) = (domain = name, simple = draw, generic = draw, extreme = draw, of = of)

waves(a, w, c) = (a = a, w = w, b = c[1:3] + 0.0, c = c)

# Σ a tanh(w x + b) + c₁ sin(x + c₂) + c₃ x + c₄ + c₅ x²/2
smooth(a) = x -> {
  y = a.c[1]*sin(x + a.c[2]) + a.c[3]*x + a.c[4] + a.c[5]*x^2/2
  for i in 1:3 { y = y + a.a[i]*tanh(a.w[i]*x + a.b[i]) }
  y
}

# All real numbers; reals(n) are vectors, reals(n, m) matrices.
# example: derive (x, y in reals) { (x + y)^2 = x^2 + 2*x*y + y^2 }
# -> ok 1 = 2: 200 points, worst 1.9e-16
reals = real_tensors(())

# Positive numbers; positives(n) are vectors of them, positives(n, m) matrices.
# example: derive (a, b in positives) { log(a*b) = log(a) + log(b) }
# -> ok 1 = 2: 200 points, worst 1.4e-16
positives = positive_tensors(())

# Numbers between 0 and 1, without these; unit(n) are vectors of them, unit(n, m) matrices.
# example: derive (p in unit) { logit(sigmoid(logit(p))) = logit(p) }
# -> ok 1 = 2: 200 points, worst 2.4e-16
unit = unit_tensors(())

# Increasing smooth functions of a number.
# example: derive (f in increasing; a in reals; h in positives) { f(a) <= f(a + h) }
# -> ok 1 <= 2: 200 points, worst 0.0
increasing = drawn("increasing", k -> waves(
  abs(normal_noise(3)), abs(1.2*normal_noise(3)), normal_noise(5)*[0.0, 1.0, 0.0, 1.0, 0.0] + [0.0, 0.0, 0.5 + uniform_noise(), 0.0, 0.0]
), smooth)

# Smooth functions of a number; functions(n, m) are those of n numbers with m values. With n = 1 the argument is a number, with m = 1 the
# value is one; those of a number also apply element by element.
# example: derive (f in functions; x in reals) { f(x) - f(x) = 0 }
# -> ok 1 = 2: 200 points, worst 0.0
functions = callable(smooth_functions(1, 1))
