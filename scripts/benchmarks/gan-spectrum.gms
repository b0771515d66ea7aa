# The 40 eigenvalues of largest modulus of an update operator of a game of 2-96-96-2 and 2-96-96-1 (tanh, 19491 numbers, f64) on
# a frozen batch of 256, h = 0.5: the product of the derivative of a step with a vector, and thick-restarted Arnoldi (?leading).
# The sum of the moduli is compared.
# turns: 1
#~ file: skip
use nn
use dynamics
(h, k) = (0.5, 40);

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

# The moduli, of a conjugate pair at the end the first; how many products they took, and the worst residual.
moduli(F) = {
  r = leading(F, at=p, k=k)
  (λ = abs(r.values)[1:k], products = r.products, worst = max(r.residuals))
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
