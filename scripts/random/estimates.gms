# An estimate is a number with its standard error: it prints as mean ± error.

# Numbers between 0 and 1 that look random: digits of a sine far behind the point.
n = 4000;
u = mod(43758.5453*sin(12.9898*(1:n)), 1);
v = mod(43758.5453*sin(78.233*(1:n)), 1);

# Samples are the rows of a tensor; columns of one tensor are drawn together.
e = estimate(stack((u, u^2, v), axis=2))
m = e[1]
m
value(m)
se(m)
# The mean of many samples has the error of the delta method.
check se(estimate(u)) ≈ std(u)/sqrt(n - 1) tol 0.1

# What is common to both sides cancels.
m - m
m/m
check 2*m ≈ m + m se 0
# The variance of u: E u² - (E u)², with the correlation of both terms.
e[2] - m^2
check e[2] - m^2 ≈ 1/12 se 4
# Different tensors count as independent.
estimate(u) - estimate(v)

# Any operation with a derivative takes estimates.
log(m)
exp(-m)*sin(e[2])
S = [1, m; m, 2]
S
eigh(S)
solve(S, [1, 0])
det(S)
norm(e)
logsumexp(e)
sum(e)
[x^2 for x in e]

# Derivatives too, by a number and at an estimate.
grad(t -> sin(t*m))(2.0)
(x -> x^3)'(m)
f(θ) = e[1]*θ^2 - e[2]*θ
f'(1.0)
check f'(1.0) ≈ 2*m - e[2] se 0
jacobian(θ -> [m*θ, θ^2*m])(3.0)
vmap(x -> x*m)([1.0, 2.0, 3.0])
iterate(x -> x/2 + m/x, 1.0, 6)
check iterate(x -> x/2 + m/x, 1.0, 6) ≈ sqrt(2*m) se 0 abs 1e-9

# In trees and texts.
(a = m, b = (2, e[3]))
2*(a = m, b = 1.0)
"E u is {m}, with more digits {m:.9g}"
print(m, e)

# Scales.
1e3*m
1e6*m
1e-6*m
complex(m, -m)
[m, 0; -m, 1e3*m]
estimate(reshape(u, 400, 2, 5))
:set digits 9
m
:set digits 6

# check a ≈ b se k: at most k standard errors apart.
check m ≈ 1/2 se 4
check e ≈ [1/2, 1/3, 1/2] se 4
# check a < b se k: the draws show it; check a <= b se k: they do not contradict it.
check m < 0.6 se 4
check 0.4 < m se 4
check m <= 0.5 se 4
check (a = m, b = 1.0) ≈ (a = 0.5, b = 1.0) se 4

# Draws whose variance is next to infinite: the error says that it is not to be trusted.
h = estimate([(1 - (i - 0.5)/1000)^(-0.9) for i in 1:1000])
h
tail_index(h)
check h ≈ 10 se 4
[h, 1]
