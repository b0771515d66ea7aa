# An estimate is a number with its standard error: it prints as mean ± error.

# Numbers between 0 and 1 that look random: digits of a sine far behind the point.
n = 4000;
u = mod(43758.5453*sin(12.9898*(1:n)), 1);
v = mod(43758.5453*sin(78.233*(1:n)), 1);

# Samples are the rows of a tensor; columns of one tensor are drawn together.
e = estimate(stack((u, u^2, v), axis=2))
#> estimate f64[3]
#>   0.50023 ± 0.00458  0.33197 ± 0.00471  0.49743 ± 0.00460
m = e[1]
#> 0.50023 ± 0.00458
m
#> 0.50023 ± 0.00458
value(m)
#> 0.500227
se(m)
#> 0.00458058
# The mean of many samples has the error of the delta method.
check se(estimate(u)) ≈ std(u)/sqrt(n - 1) tol 0.1
#> ok 0.00458058 ≈ 0.00452102

# What is common to both sides cancels.
m - m
#> 0 ± 0
m/m
#> 1 ± 0
check 2*m ≈ m + m se 0
#> ok 1.00045 ± 0.00916 ≈ 1.00045 ± 0.00916 (0.0 se)
# The variance of u: E u² - (E u)², with the correlation of both terms.
e[2] - m^2
#> 0.08174 ± 0.00114
check e[2] - m^2 ≈ 1/12 se 4
#> ok 0.08174 ± 0.00114 ≈ 0.0833333 (1.4 se)
# Different tensors count as independent.
estimate(u) - estimate(v)
#> 0.00280 ± 0.00649

# Any operation with a derivative takes estimates.
log(m)
#> -0.69269 ± 0.00916
exp(-m)*sin(e[2])
#> 0.19762 ± 0.00183
S = [1, m; m, 2]
#> estimate f64[2×2]
#>         1 ± 0        0.50023 ± 0.00458
#>   0.50023 ± 0.00458        2 ± 0
S
#> estimate f64[2×2]
#>         1 ± 0        0.50023 ± 0.00458
#>   0.50023 ± 0.00458        2 ± 0
eigh(S)
#> estimate f64[2]
#>   0.79273 ± 0.00324  2.20727 ± 0.00324
solve(S, [1, 0])
#> estimate f64[2]
#>   1.14301 ± 0.00299  -0.28588 ± 0.00337
det(S)
#> 1.74977 ± 0.00458
norm(e)
#> 0.77966 ± 0.00568
logsumexp(e)
#> 1.54485 ± 0.00337
sum(e)
#> 1.3296 ± 0.0102
[x^2 for x in e]
#> estimate f64[3]
#>   0.25023 ± 0.00458  0.11020 ± 0.00312  0.24744 ± 0.00458

# Derivatives too, by a number and at an estimate.
grad(t -> sin(t*m))(2.0)
#> 0.27008 ± 0.00138
(x -> x^3)'(m)
#> 0.7507 ± 0.0137
f(θ) = e[1]*θ^2 - e[2]*θ
f'(1.0)
#> 0.66849 ± 0.00473
check f'(1.0) ≈ 2*m - e[2] se 0
#> ok 0.66849 ± 0.00473 ≈ 0.66849 ± 0.00473 (0.0 se)
jacobian(θ -> [m*θ, θ^2*m])(3.0)
#> estimate f64[2×1]
#>   0.50023 ± 0.00458
#>    3.0014 ± 0.0275
vmap(x -> x*m)([1.0, 2.0, 3.0])
#> estimate f64[3]
#>   0.50023 ± 0.00458  1.00045 ± 0.00916  1.5007 ± 0.0137
iterate(x -> x/2 + m/x, 1.0, 6)
#> 1.00023 ± 0.00458
check iterate(x -> x/2 + m/x, 1.0, 6) ≈ sqrt(2*m) se 0 abs 1e-9
#> ok 1.00023 ± 0.00458 ≈ 1.00023 ± 0.00458 (0.0 se)

# In trees and texts.
(a = m, b = (2, e[3]))
#> (a = 0.50023 ± 0.00458, b = (2, 0.49743 ± 0.00460))
2*(a = m, b = 1.0)
#> (a = 1.00045 ± 0.00916, b = 2.0)
"E u is {m}, with more digits {m:.9g}"
#> "E u is 0.50023 ± 0.00458, with more digits 0.50022699 ± 0.00458058"
print(m, e)
#> 0.50023 ± 0.00458 [0.50023 ± 0.00458, 0.33197 ± 0.00471, 0.49743 ± 0.00460]

# Scales.
1e3*m
#> 500.23 ± 4.58
1e6*m
#> 500230 ± 4580
1e-6*m
#> 5.0023e-07 ± 4.58e-09
complex(m, -m)
#> 0.50023 - 0.50023i ± 0.00648
[m, 0; -m, 1e3*m]
#> estimate f64[2×2]
#>    0.50023 ± 0.00458       0 ± 0
#>   -0.50023 ± 0.00458  500.23 ± 4.58
estimate(reshape(u, 400, 2, 5))
#> estimate f64[2×5]
#>   0.5122 ± 0.0145  0.4991 ± 0.0144  ...  0.4847 ± 0.0144  0.5038 ± 0.0145
#>   0.4867 ± 0.0141  0.5001 ± 0.0142  ...  0.5194 ± 0.0142  0.5054 ± 0.0142
:set digits 9
m
#> 0.50022699 ± 0.00458058
:set digits 6

# check a ≈ b se k: at most k standard errors apart.
check m ≈ 1/2 se 4
#> ok 0.50023 ± 0.00458 ≈ 0.5 (0.0 se)
check e ≈ [1/2, 1/3, 1/2] se 4
#> ok [0.50023 ± 0.00458, 0.33197 ± 0.00471, 0.49743 ± 0.00460] ≈ [0.5, 0.333333, 0.5] (0.6 se)
# check a < b se k: the draws show it; check a <= b se k: they do not contradict it.
check m < 0.6 se 4
#> ok 0.50023 ± 0.00458 < 0.6 (21.8 se)
check 0.4 < m se 4
#> ok 0.4 < 0.50023 ± 0.00458 (21.9 se)
check m <= 0.5 se 4
#> ok 0.50023 ± 0.00458 <= 0.5 (0.0 se)
check (a = m, b = 1.0) ≈ (a = 0.5, b = 1.0) se 4
#> ok (a = 0.50023 ± 0.00458, b = 1.0) ≈ (a = 0.5, b = 1.0) (0.0 se)

# Draws whose variance is next to infinite: the error says that it is not to be trusted.
h = estimate([(1 - (i - 0.5)/1000)^(-0.9) for i in 1:1000])
#> 5.91 ± 1.07 (heavy tails: k = 0.84)
h
#> 5.91 ± 1.07 (heavy tails: k = 0.84)
tail_index(h)
#> 0.844266
check h ≈ 10 se 4
#> ok 5.91 ± 1.07 ≈ 10 (3.8 se, heavy tails: k = 0.84)
[h, 1]
#> estimate f64[2]
#>   5.91 ± 1.07  1 ± 0
#>   heavy tails: k = 0.84

# What is to be seen: the mean of n uniform numbers, for ten n. The bars, two standard errors, hold 1/2 nearly always.
sizes = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];
means = [E(u ~ Uniform(0, 1), u, n=n) for n in sizes];
axes(overlay(plot(sizes, means, style="points", log="x"), hline(0.5)), x="n", y="mean ± 2 se")
#> mean ± 2 se
#>    |   |
#> 0.7+   |
#>    |   |
#> 0.6+   |
#>    |   |             |
#>    |   |             |     |     |
#> 0.5+. .*. . .|. . . .*. . .|. . .*. . . . . . . . . . . . . . . . . . .
#>    |   |     |       |     *     |        *     |     *       |
#>    |   |     |       |     |
#> 0.4+   |     *       |
#>    |   |     |
#>    |   |     |
#> 0.3+   |     |
#>    |         |
#>    +---+--------+----------+---------+----------+---------+---------+---
#>        10       30        100       300        1000      3000     10000
#>                                      n
