# The 40 eigenvalues of largest modulus of an update operator of a game of 2-96-96-2 and 2-96-96-1 (tanh, 19491 numbers, f64) on
# a frozen batch of 256, h = 0.5: the product of the derivative of a step with a vector, and thick-restarted Arnoldi. The sum of the
# moduli is compared.
# turns: 1
#~ file: skip
use nn
(h, k, m, kept) = (0.5, 40, 81, 50);

# n numbers in (-1, 1) that look random, the same in every language.
numbers(first, n) = {
  x = sin(12.9898*(first:first+n-1))*43758.5453
  2*(x - floor(x)) - 1
}
layer(first, n, m, act) = {
  l = put(dense(n, m, act=act, type="f64"), "W", reshape(numbers(first, n*m), m, n)*sqrt(3/n))
  put(l, "b", 0.1*numbers(first + n*m, m))
}
net(first, n, k, m) = {
  second = first + n*k + k
  chain(layer(first, n, k, tanh), layer(second, k, k, tanh), layer(second + k*k + k, k, m, identity))
}
(g, d) = (net(1, 2, 96, 2), net(30001, 2, 96, 1));
x = 2 + reshape(numbers(60001, 512), 256, 2);
z = 2*reshape(numbers(70001, 512), 256, 2);
L(g, d) = mean(-softplus(-vmap(d)(vmap(g)(z)))) - mean(softplus(vmap(d)(x)))
simultaneous(g, d) = (g - h*grad(L, wrt="g")(g, d), d + h*grad(L, wrt="d")(g, d))
alternating(g, d) = {
  g = g - h*grad(L, wrt="g")(g, d)
  (g, d + h*grad(L, wrt="d")(g, d))
}
p = (g, d);
n = size(flatten(p));
product(F, w) = flatten(jvp(F, p, unflatten(w, p)))
powers(F, n) = iterate(w -> {
  u = product(F, w)
  u/norm(u)
}, ones(n)/sqrt(n), 100)

# One more row of the basis Q, and of the matrix H of the products with its rows.
extended(F) = (Q, H, j) -> {
  w = product(F, Q[j, :])
  a = Q @ w
  w = w - a @ Q
  b = Q @ w
  w = w - b @ Q
  r = norm(w)
  H[j, :] = a + b
  H[j, j + 1] = r
  Q[j + 1, :] = w/r
  (Q, H, j + 1)
}
# The basis made anew of `kept` Ritz vectors, of a complex pair its real and its imaginary part.
restarted(Q, H, μ, V, order) = {
  pair = abs(μ[order[kept]] - conj(μ[order[kept + 1]])) < 1e-12
  q = if pair { kept + 1 } else { kept }
  U = zeros(m, q)
  for i in 1:q {
    v = V[:, order[i]]
    U[:, i] = if imag(μ[order[i]]) < 0 { imag(v) } else { real(v) }
  }
  Y = qr(U).q
  G = zeros(m, m + 1)
  G[1:q, 1:q] = Y' @ H[:, 1:m] @ Y
  G[1:q, q + 1] = Y' @ H[:, m + 1]
  (concat((Y' @ Q[1:m, :], Q[m+1:m+1, :], zeros(m - q, n)), axis=1), G, q + 1)
}
moduli(F) = {
  (Q, H, j, products, worst) = (zeros(m + 1, n), zeros(m, m + 1), 1, 0, inf)
  Q[1, :] = ones(n)/sqrt(n)
  (step, λ) = (extended(F), zeros(k))
  while worst > 1e-8 and products < 5000 {
    (Q, H, e) = iterate(step, (Q, H, j), m + 1 - j)
    products = products + m + 1 - j
    (μ, V) = eig(H[:, 1:m]', vectors=true)
    order = argsort(-abs(μ))
    λ = μ[order[1:k]]
    worst = max(abs(H[:, m + 1] @ V)[order[1:k]])
    (Q, H, j) = restarted(Q, H, μ, V, order)
  }
  (λ = abs(λ), products = products, worst = worst)
}
powers(simultaneous, n);
print("case simultaneous product turns 100")
:time powers(simultaneous, n);
print("case simultaneous eigenvalues turns 1")
:time a = moduli(simultaneous);
print("# {a.products} products, worst residual {a.worst:.1e}")
powers(alternating, n);
print("case alternating product turns 100")
:time powers(alternating, n);
print("case alternating eigenvalues turns 1")
:time b = moduli(alternating);
print("# {b.products} products, worst residual {b.worst:.1e}")
:set digits 12
sum(a.λ) + sum(b.λ)
