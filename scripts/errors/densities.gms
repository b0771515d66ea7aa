# What can be wrong with a density.
p(z) ~ Normal(0, 1)
p(x | z; m) ~ Normal(m*z, 1)

# Missing: a density, a value, a parameter, an integral.
log d(x)
q(z | x)
log p(z)
z = 0.5
log p(x | z; m=2)
x = 1
log p(x | z)
log p(x; m=2)
log p(z | x; m=2)
log p(x=1; m)

# Names.
log p(y)
log p(x | y)
log p(x, x | z; m=2)
log p(x | z; k=2)
log p(x | z; z=2)
log p(x | z, m=2)
log p(1)
log p(z + 1)
p(0.5)
p(x=1, z; m=2)
log p(3...)

# Kinds.
p + 1
sin(p)
f(x) = x
f(x; m)
log f(x | z)
3(x | z)
n = 3
n(x | z)
entropy(p)
p(x=1 | z=2; m=p)
r(x) ~ 3
r(x)
log r(x)

# Factors.
c(x | y) ~ Normal(y, 1)
c(y | x) ~ Normal(x, 1)
log c(x, y)
c(x, y)
factors(c)
log c(x | y=1)
c(x, w) ~ Normal(0, 1)
c(v) ~ Normal(x, 1)
c(v) ~ Normal(v, 1)
log p(x) ~ 3
P(x | z) ~ Normal(z, 1)
b(y | a) ~ Normal(a, 1)
log b(y)
log b(a)

# Repeated factors.
h(z[i]) ~ Normal(0, 1)
h(x[i] | z[i]) ~ Normal(z[i], 1)
h(y[i] | z[i]) ~ Normal(z, 1)
z ~ h(z)
log h(x=[1, 2, 3], z=[1, 2])
k(z[i in 0:3]) ~ Normal(0, 1)
z ~ k(z)

# Evidence.
log_evidence(p)
log_evidence(3, x=1)
log_evidence(p, x=1)
log_evidence(p, y=1)
posterior(p, z=1)
u(z) ~ Normal(zeros(3), 1)
u(x | z) ~ Normal(sum(sin(z)), 1)
log_evidence(u, x=1)
posterior(u, x=1)
