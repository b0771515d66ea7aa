#~ file: seed=7
# The natural gradient in coordinates. The arrow F⁻¹∇L is the same in all of them: it is the direction in which the
# bound rises fastest per divergence. A step along it is not: v + ρ F⁻¹∇L is straight in the coordinates v, and straight
# lines of one system are curves of another. One system makes a unit step exact; others leave the domain.
use vi

# ## A conjugate model
# Five numbers with the known variance .64, and a normal prior of their mean. Everything is known exactly.
p(μ) ~ Normal(0, sqrt(1.5))
p(x[i] | μ) ~ Normal(μ, .8)
x = [1.2, -.4, .7, 2.1, .3];
check log_evidence(p, x=x) ≈ -7.709243587629 tol 1e-12
#> ok -7.70924 ≈ -7.70924
exact = posterior(p, x=x)
#> Normal(μ = 0.718673, σ = 0.343418)
check (mean(exact), var(exact)) ≈ (0.718673218673, 0.117936117936) tol 1e-11
#> ok (0.718673, 0.117936) ≈ (0.718673, 0.117936)
# The bound of any q(μ). The integrand is a polynomial of degree 2, so that a rule of two points is exact.
L(q) = elbo(μ -> log p(x=x, μ=μ), q, nodes=2)
check L(Normal(0, 1)) ≈ -12.569728296840 tol 1e-12
#> ok -12.5697 ≈ -12.5697
check L(Normal(.5, .5)) ≈ -8.096208810733 tol 1e-12
#> ok -8.09621 ≈ -8.09621
check L(exact) ≈ log_evidence(p, x=x)
#> ok -7.70924 ≈ -7.70924

# ## The arrow
# The gradient depends on coordinates, and so does F; F⁻¹∇L is carried from one system to another by the Jacobian alone.
derive (g in reals(2); A in reals(2, 2); J = A + 3*eye(2); F in spd(2)) {
    solve(J' @ F @ J, J' @ g)
    = solve(J, solve(F, g))
}
#> ok 1 = 2: 200 points, worst 1.3e-16
q = Normal(0, 1);
slopes = grad((m, l) -> L(Normal(m, exp(l))))(0.0, 0.0)
#> (6.09375, -7.47917)
check slopes ≈ (6.09375, -7.479166666667) tol 1e-12
#> ok (6.09375, -7.47917) ≈ (6.09375, -7.47917)
chart(q, "log σ").fisher([0, 0])
#> f64[2×2]
#>    1.0  0.0
#>    0.0  2.0
# It is seen in (m, log s), where F = diag(1/s², 2), and by the Jacobian in (m, s²), where it is (s² g_m, s² g_log s).
check natural_direction(L, q, "log σ") ≈ [6.09375, -7.479166666667/2] tol 1e-12
#> ok [6.09375, -3.73958] ≈ [6.09375, -3.73958]
check natural_direction(L, q, "variance") ≈ [6.09375, -7.479166666667] tol 1e-12
#> ok [6.09375, -7.47917] ≈ [6.09375, -7.47917]
J = jacobian((m, l) -> [m, exp(2*l)])(0.0, 0.0)
#> f64[2×2]
#>    1.0  0.0
#>    0.0  2.0
check J @ natural_direction(L, q, "log σ") ≈ natural_direction(L, q, "variance")
#> ok [6.09375, -7.47917] ≈ [6.09375, -7.47917]
# Along it the bound rises by ∇L'F⁻¹∇L per unit, in every system the same number.
rise(c) = { u = natural_direction(L, q, c); C = chart(q, c); u @ C.fisher(C.point) @ u }
for c in charts(q) { print("{c:12}{rise(c):.9f}") }
#> natural     65.102756076
#> expectation 65.102756076
#> parameters  65.102756076
#> log σ       65.102756076
#> variance    65.102756076
#> precision   65.102756076

# ## The unit step from N(0, 1)
# Natural coordinates (m/s², -1/(2s²)): the exact posterior, from anywhere.
best = natural_step(L, q);
check natural(best) ≈ (6.09375, -4.239583333333) tol 1e-12
#> ok (6.09375, -4.23958) ≈ (6.09375, -4.23958)
check L(best) ≈ -7.709243587629 tol 1e-12
#> ok -7.70924 ≈ -7.70924
check KL(natural_step(L, Normal(-40, 7)), exact) ≈ 0 abs 1e-13
#> ok 5.3846e-27 ≈ 0
# On other data, from other starts:
for k in 1:3 {
  data = sample(Normal(3*k, .8), 20)
  from = Normal(sample(Normal(0, 5), 1)[1], 1/k)
  print(KL(natural_step(q -> elbo(μ -> log p(x=data, μ=μ), q, nodes=2), from), posterior(p, x=data)) < 1e-12)
}
#> true
#> true
#> true
# (m, log s): the width becomes far too small before the mean has arrived.
narrow = natural_step(L, q, coordinates="log σ")
#> Normal(μ = 6.09375, σ = 0.023764)
check (mean(narrow), std(narrow)) ≈ (6.09375, 0.023764002737) tol 1e-10
#> ok (6.09375, 0.023764) ≈ (6.09375, 0.023764)
check L(narrow) ≈ -132.370126657910 tol 1e-12
#> ok -132.37 ≈ -132.37
# (m, s), (m, s²) and the expectations (m, m² + s²): the step leaves the domain. The error says where it ends, how far
# it may go, and in which coordinates a step of this length stays inside.
natural_step(L, q, coordinates="parameters")
#!> error[domain]: natural_step: the step ρ = 1 in the coordinates "parameters" ends at σ = -2.73958, which must be positive. It stays inside up to ρ = 0.267409; ρ = 1 stays inside in the coordinates "natural", "log σ", "precision"
#!>   natural_step(L, q, coordinates="parameters")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
natural_step(L, q, coordinates="variance")
#!> error[domain]: natural_step: the step ρ = 1 in the coordinates "variance" ends at σ² = -6.47917, which must be positive. It stays inside up to ρ = 0.133705; ρ = 1 stays inside in the coordinates "natural", "log σ", "precision"
#!>   natural_step(L, q, coordinates="variance")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
natural_step(L, q, coordinates="expectation")
#!> error[domain]: natural_step: the step ρ = 1 in the coordinates "expectation" ends at the variance E x² - (E x)² = -43.613, which must be positive. It stays inside up to ρ = 0.0918334; ρ = 1 stays inside in the coordinates "natural", "log σ", "precision"
#!>   natural_step(L, q, coordinates="expectation")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# The three numbers, by hand: -2.739583, -6.479167 and -43.612956.
landing(c) = { C = chart(q, c); C.point + natural_direction(L, q, c) }
check landing("parameters")[2] ≈ -2.739583 tol 2e-7
#> ok -2.73958 ≈ -2.73958
check landing("variance")[2] ≈ -6.479167 tol 2e-7
#> ok -6.47917 ≈ -6.47917
check landing("expectation")[2] - landing("expectation")[1]^2 ≈ -43.612956 tol 2e-8
#> ok -43.613 ≈ -43.613
# (m, 1/s²): the precision is exact, as it is linear in the natural coordinates; the mean is not.
check var(natural_step(L, q, coordinates="precision")) ≈ 0.117936117936 tol 1e-11
#> ok 0.117936 ≈ 0.117936
# Why natural coordinates: there the bound's gradient is F times the difference from the posterior (λ̂ - λ), so that
# F⁻¹ takes it back. It is so for every conjugate pair; here a gamma law, with the data's shape a and rate b.
derive (a, b in positives; α, β in positives; F(λ) = hessian(v -> log_partition(Gamma(1, 1), (v[1], v[2])))(λ);
        λ = [α - 1, -β]; goal = [a - 1, -b]) {
    grad(v -> -KL(Gamma(v[1] + 1, -v[2]) || Gamma(a, b)))(λ)
    = F(λ) @ (goal - λ)
}
#> ok 1 = 2: 200 points, worst 1.3e-16
# The Hessian of the log-partition is that F, here at N(.5, .8²):
C = chart(Normal(.5, .8), "natural");
check C.fisher(C.point) ≈ [.64, .64; .64, 1.4592] tol 1e-12
#> ok [0.64, 0.64; 0.64, 1.4592] ≈ [0.64, 0.64; 0.64, 1.4592]
# Shorter steps arrive in every system, where they stay inside: the divergence from the posterior after each step.
# In natural coordinates a step ρ leaves the part 1 - ρ of λ̂ - λ.
approach(c, ρ, n) = {
  law = Normal(0.0, 1.0)
  gaps = zeros(n)
  for t in 1:n {
    law = natural_step(L, law, ρ, coordinates=c)
    gaps[t] = KL(law, exact)
  }
  gaps
}
gaps = [approach("natural", .3, 20); approach("log σ", .3, 20); approach("precision", .3, 20)]';
gaps[[1, 5, 10, 20], :]
#> f64[4×3]
#>    0.428533     5.22115      5.54499
#>    0.00798131   0.376037     0.0135303
#>    0.000186068  0.0113201    0.000287588
#>    1.43375e-07  9.14876e-06  2.18457e-07
check natural(natural_step(L, q, .3)) ≈ (.3*6.09375, .7*-.5 + .3*-4.239583333333) tol 1e-12
#> ok (1.82812, -1.62187) ≈ (1.82812, -1.62187)

# ## Softmax logits
# A mixture of three classes: logits are natural coordinates, and one too many, so that F has no inverse.
r(z) ~ Categorical([.5, .3, .2])
r(y | z) ~ Bernoulli([.9, .2, .05][z])
B(q) = elbo(z -> log r(y=1, z=z), q)
start = Categorical(logits=log([.6, .3, .1]));
check log_evidence(r, y=1) ≈ -0.653926467407 tol 1e-11
#> ok -0.653926 ≈ -0.653926
check B(start) ≈ -0.885699126501 tol 1e-11
#> ok -0.885699 ≈ -0.885699
slope = grad(l -> B(Categorical(logits=l)))(log([.6, .3, .1]))
#> f64[3]
#>    0.35881  -0.217122  -0.141689
check slope ≈ [0.358810232429, -0.217121635780, -0.141688596649] tol 1e-11
#> ok [0.35881, -0.217122, -0.141689] ≈ [0.35881, -0.217122, -0.141689]
natural_step(B, start)
#!> error[domain]: natural_step: Fisher's matrix has the rank 2 of 3 in the coordinates "natural", so that it has no inverse: singular="pseudo-inverse" takes the shortest solution, damping=1e-3 adds a multiple of I
#!>   natural_step(B, start)
#!>   ^^^^^^^^^^^^^^^^^^^^^^
# Of all solutions of F u = ∇L the pseudo-inverse takes the shortest, and any would do: they differ by a constant in
# all logits, which is no difference. So the unit step is exact again.
landed = natural_step(B, start, singular="pseudo-inverse");
check [density(landed, k) for k in 1:3] ≈ [.865384615385, .115384615385, .019230769231] tol 1e-11
#> ok [0.865385, 0.115385, 0.0192308] ≈ [0.865385, 0.115385, 0.0192308]
check B(landed) ≈ log_evidence(r, y=1)
#> ok -0.653926 ≈ -0.653926
# Damping goes only a part of the way.
check B(natural_step(B, start, damping=1e-3)) < log_evidence(r, y=1)
#> ok -0.653928 < -0.653926

# ## EM
# The other side of the same coin: EM for θ is a unit natural step of log p(x; θ)/N in expectation coordinates. Two
# normals of unit variance; z says which. F is that of the complete data (z, x), and exact: a sum over z of moments of
# x.
m(z; w) ~ Categorical([w, 1 - w])
m(x | z; a) ~ Normal(a[z], 1)
seven = [-2.1, -1.7, -1.2, .4, 1.1, 1.9, 2.2];
loglik(w, a) = sum(log(w*density(Normal(a[1], 1), seven) + (1 - w)*density(Normal(a[2], 1), seven)))
# In coordinates v with w, a = to(v), the score of a pair (z, x), and one step.
information(v, to) = {
  score(z, x) = grad(v -> { (w, a) = to(v); log m(z, x; w, a) })(v)
  (w, a) = to(v)
  E(z ~ Categorical([w, 1 - w]), E(x ~ Normal(a[z], 1), outer(score(z, x), score(z, x)), method=quad(4)))
}
em_step(v, to) = v + solve(information(v, to), grad(v -> loglik(to(v)...))(v))/len(seven)
# Expectations of the complete statistics: (w, w a₁, (1 - w) a₂).
by_expectation(v) = (v[1], [v[2]/v[1], v[3]/(1 - v[1])])
(w, a) = by_expectation(em_step([.5, -.25, .4], by_expectation))
#> [1] = 0.50313
#> [2] = f64[2]
#>     -1.09018  1.27642
check a ≈ [-1.090179073937, 1.276421937710] tol 1e-12
#> ok [-1.09018, 1.27642] ≈ [-1.09018, 1.27642]
check w ≈ .5031298669 tol 1e-10
#> ok 0.50313 ≈ 0.50313
check loglik(.5, [-.5, .8]) ≈ -13.977203541339 tol 1e-12
#> ok -13.9772 ≈ -13.9772
check loglik(w, a) ≈ -12.439715230581 tol 1e-12
#> ok -12.4397 ≈ -12.4397
# EM itself, from its two steps: responsibilities, then weighted means.
share = sigmoid(-(seven + .5)^2/2 + (seven - .8)^2/2);
check (mean(share), [sum(share*seven)/sum(share), sum((1 - share)*seven)/sum(1 - share)]) ≈ (w, a) tol 1e-12
#> ok (0.50313, [-1.09018, 1.27642]) ≈ (0.50313, [-1.09018, 1.27642])
# In the coordinates (w, a₁, a₂) the unit step is another one: F has w in it, and the new mean is not weighted anew.
by_means(v) = (v[1], [v[2], v[3]])
other = em_step([.5, -.5, .8], by_means);
check other[2:3] ≈ [-1.093873437834, 1.273439663203] tol 1e-12
#> ok [-1.09387, 1.27344] ≈ [-1.09387, 1.27344]
check other[1] ≈ w tol 1e-12
#> ok 0.50313 ≈ 0.50313
# Why they differ: EM divides by the new Σr, the step in the means by the old weight N w.
derive (N = 4; y in reals(N); r in unit(N); w in unit; b in reals) {
    b + sum(r*(y - b))/(N*w)
    = b + mean(r)/w*(sum(r*y)/sum(r) - b)
}
#> ok 1 = 2: 200 points, worst 1.9e-16

# ## Isotropic, diagonal, full
# A linear regression is conjugate, and its posterior a normal law of correlated weights. Each family of q takes a
# unit step in its own natural coordinates.
t = linspace(-1, 3, 9);
Φ = [ones(9); t]';
y = .5 - 1.2*t + .3*sin(7*t);
g(w) ~ Normal(zeros(2), 1)
g(y | w) ~ Normal(Φ @ w, .5)
target = posterior(g, y=y)
#> Normal(μ = [0.426636, -1.13942], cov = [0.0423027, -0.0157; -0.0157, 0.0161361])
# The bound, exact: a polynomial of degree 2 again.
G(q) = elbo(w -> log g(y=y, w=w), q, nodes=2)
# Full: exact in one step.
one = natural_step(G, Normal(zeros(2), cov=eye(2)));
check mean(one) ≈ mean(target)
#> ok [0.426636, -1.13942] ≈ [0.426636, -1.13942]
check cov(one) ≈ cov(target)
#> ok [0.0423027, -0.0157; -0.0157, 0.0161361] ≈ [0.0423027, -0.0157; -0.0157, 0.0161361]
check G(one) ≈ log_evidence(g, y=y)
#> ok -7.44132 ≈ -7.44132
# Diagonal: the best variances are 1/diag(Σ⁻¹) at once, but the means need more steps: each moves as if the other stood
# still, and both move. From a q whose means are right nothing more happens.
P = inv(cov(target));
check var(natural_step(G, Normal(zeros(2), ones(2)))) ≈ 1/diag(P)
#> ok [0.027027, 0.0103093] ≈ [0.027027, 0.0103093]
check var(natural_step(G, Normal(zeros(2), 1))) ≈ 2/trace(P)*ones(2)
#> ok [0.0149254, 0.0149254] ≈ [0.0149254, 0.0149254]
walk(q, ρ, n) = { for k in 1:n { q = natural_step(G, q, ρ) }; q }
diagonal = walk(Normal(zeros(2), ones(2)), .5, 200);
isotropic = walk(Normal(zeros(2), 1), .5, 200);
check mean(diagonal) ≈ mean(target) tol 1e-7
#> ok [0.426636, -1.13942] ≈ [0.426636, -1.13942]
check mean(isotropic) ≈ mean(target) tol 1e-7
#> ok [0.426636, -1.13942] ≈ [0.426636, -1.13942]
# What the families miss is the divergence that is left. Closed forms: -½ log(1 - r²) with the correlation r, and
# (k/2) log(AM/GM) of the eigenvalues of Σ⁻¹.
correlation = cov(target)[1, 2]/sqrt(prod(var(target)));
check log_evidence(g, y=y) - G(diagonal) ≈ -log(1 - correlation^2)/2 tol 1e-7
#> ok 0.224006 ≈ 0.224006
check log_evidence(g, y=y) - G(isotropic) ≈ log(mean(eigh(P))) - mean(log(eigh(P))) tol 1e-7
#> ok 0.335884 ≈ 0.335884
# The same of another law, where the numbers are known: variances 1/diag(Σ⁻¹), and 2/tr Σ⁻¹.
S = [1.2, .5; .5, .8];
R(q) = -KL(q, Normal([.3, -.2], cov=S))
check var(natural_step(R, Normal([.3, -.2], [1, 1]))) ≈ [.8875, .591666666667] tol 1e-12
#> ok [0.8875, 0.591667] ≈ [0.8875, 0.591667]
check R(natural_step(R, Normal([.3, -.2], [1, 1]))) ≈ -0.150834157213 tol 1e-11
#> ok -0.150834 ≈ -0.150834
check var(natural_step(R, Normal([.3, -.2], 1))) ≈ .71*ones(2) tol 1e-12
#> ok [0.71, 0.71] ≈ [0.71, 0.71]
check R(natural_step(R, Normal([.3, -.2], 1))) ≈ -0.171245154473 tol 1e-11
#> ok -0.171245 ≈ -0.171245
# The covariance's own coordinates leave the domain as the variance did.
natural_step(G, Normal(zeros(2), cov=eye(2)), coordinates="covariance")
#!> error[domain]: natural_step: the step ρ = 1 in the coordinates "covariance" ends at the least eigenvalue of Σ = -111.861, which must be positive. It stays inside up to ρ = 0.00886042; ρ = 1 stays inside in the coordinates "natural", "precision"
#!>   natural_step(G, Normal(zeros(2), cov=eye(2)), coordinates="covariance")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
natural_step(G, Normal(zeros(2), cov=eye(2)), coordinates="cholesky")
#!> error[domain]: natural_step: the step ρ = 1 in the coordinates "cholesky" ends at the diagonal of L[1] = -17.0, which must be positive. It stays inside up to ρ = 0.0208333; ρ = 1 stays inside in the coordinates "natural", "precision"
#!>   natural_step(G, Normal(zeros(2), cov=eye(2)), coordinates="cholesky")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# ## What is to be seen
# Paths from N(0, 1) over the bound, with steps ρ = .3. The flow dv/dt = F⁻¹∇L is one curve in all coordinates, and in
# the natural ones it is the straight line to the posterior: those steps stay on it, whatever ρ. The others leave it,
# and the smaller ρ is, the less.
path(c, ρ, n) = {
  law = Normal(0.0, 1.0)
  points = zeros(n + 1, 2)
  for t in 1:n {
    law = natural_step(L, law, ρ, coordinates=c)
    points[t + 1, :] = [mean(law), log(std(law))]
  }
  points
}
walked(c, colour) = trajectory(path(c, .3, 20), label=c, colour=colour)
height(m, l) = L(Normal(m, exp(l)))
bounds = field(height, (-.2, 2.6), (-1.6, .2), n=40, contours=[-20, -14, -10, -8.5, -8]);
walks = (walked("natural", "red"), walked("log σ", "orange"), walked("precision", "blue"));
axes(overlay(bounds, walks...), x="m", y="log s")
#>          log s
#>               |*.-**################***.*+++===-.-::..  @@
#>              0+'*oxxx##%%%-10..%%######*'..+++==='.::.. %% -10
#>               |###*++xxxx>x%%%%''-.%#####*|*+++===|-::. ##
#>               |###%%**++\+%xxxxxxx'-.%####*'.+++==-\-:: ##
#>               |##%%/%%**\-+++8.5%%xxxxx>###-14+++==|-:: **
#>           -0.5+##%/%%%@/**@-8+++.@%%%\%%xxxx'.+++=='.:: ++ -15
#>               |#%.'%%%.'@.*@@'..+<+xxxxxx###*|*++==-|:: ++
#>               |#%|%%%@|@.'@*@xxxxxx++\+%####*|*++===|-: ==
#>             -1+#%|%%%.'@/@@*xx@|@@|%%%|+++##*\*++===|-: -- -20
#>               |#%|%%%|@@|@@@x++++++<++++++++*|*++===|-: ::
#>               |#%|%%%@|@|@@@@@@|@@|%%%|%####*|*++===|-: ::
#>               |#%|%%%@|@'.@@@@.'@|@%%%|%####*|*++==-20: .. -25
#>           -1.5+#%'.%%%|@@\@@@@/@@|@%%%|%####*|*++==-|-:
#>               +--+------+-------+------+------+------+-
#>                  0     0.5      1     1.5     2     2.5
#>                                   m
#>                *o* natural   +o+ log σ   xox precision
